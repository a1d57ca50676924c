// Static initialisers that fill tables of function pointers, a matcher of patterns that is a graph of such pointers, and a log to the standard
// error from deep call chains while memory is moved and grown: before main, and in it.
//
// source/prog-cpp.wasm is made from this file by
//   python3 -m ziglang c++ -target wasm32-wasi -mcpu=mvp+bulk_memory+sign_ext+mutable_globals+nontrapping_fptoint -std=c++20 -Os -s
//     -fno-exceptions -Wl,-z,stack-size=1048576 -o prog-cpp.wasm prog.cpp
#include <algorithm>
#include <cctype>
#include <cstdarg>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <functional>
#include <map>
#include <memory>
#include <string>
#include <vector>

static unsigned long logged = 0, digest = 2166136261u;

static void note(int depth, const char *format, ...) {
    char line[256];
    va_list args;
    va_start(args, format);
    int n = vsnprintf(line, sizeof line, format, args);
    va_end(args);
    for (int i = 0; i < n; i++) digest = (digest ^ (unsigned char)line[i]) * 16777619u & 0xffffffffu;
    logged++;
    if (depth % 3 == 0) {
        fprintf(stderr, "%*s%s\n", depth % 17, "", line);
    } else {
        fwrite(line, 1, (size_t)n, stderr);
        fwrite("\n", 1, 1, stderr);
    }
}

// Tables of function pointers, filled before main by registrations spread over the file.
using Op = long (*)(long, long);
static std::map<std::string, Op> &ops() {
    static std::map<std::string, Op> table;
    return table;
}
struct Register {
    Register(const char *name, Op op) {
        ops()[name] = op;
        note((int)ops().size(), "registered %s as number %zu", name, ops().size());
    }
};
#define OP(name, sign, body) \
    static long op_##name(long a, long b) { return body; } \
    static Register register_##name(sign, op_##name);
OP(add, "+", a + b)
OP(sub, "-", a - b)
OP(mul, "*", (long)((unsigned long)a * (unsigned long)b))
OP(quo, "/", b ? a / b : 0)
OP(rem, "%", b ? a % b : 0)
OP(shl, "<<", (long)((unsigned long)a << (b & 15)))
OP(least, "min", a < b ? a : b)
OP(most, "max", a > b ? a : b)

using Predicate = int (*)(int);
struct Classes {
    Predicate of[256];
    Classes() {
        for (auto &p : of) p = nullptr;
        of['d'] = [](int c) -> int { return c >= '0' && c <= '9'; };
        of['w'] = [](int c) -> int { return isalnum(c) || c == '_'; };
        of['s'] = [](int c) -> int { return isspace(c); };
        of['l'] = [](int c) -> int { return islower(c); };
        of['u'] = [](int c) -> int { return isupper(c); };
        note(1, "%d classes", (int)std::count_if(std::begin(of), std::end(of), [](Predicate p) { return p; }));
    }
};
static Classes classes;

// Patterns: characters, `.`, \d \w \s \l \u, ( ), |, * + ?. Each node continues by a pointer to what follows.
struct Node;
using Next = std::function<bool(const char *)>;
struct Node {
    virtual ~Node() = default;
    virtual bool match(const char *s, int depth, const Next &next) const = 0;
};
using Ptr = std::unique_ptr<Node>;
static int deepest = 0;

struct Char : Node {
    int c;
    Predicate p;
    Char(int c, Predicate p) : c(c), p(p) {}
    bool match(const char *s, int depth, const Next &next) const override {
        deepest = std::max(deepest, depth);
        if (!*s || !(p ? p((unsigned char)*s) : c == '.' || c == *s)) return false;
        return next(s + 1);
    }
};
struct Sequence : Node {
    std::vector<Ptr> parts;
    bool from(size_t i, const char *s, int depth, const Next &next) const {
        if (i == parts.size()) return next(s);
        return parts[i]->match(s, depth + 1, [&, i](const char *t) { return from(i + 1, t, depth + 1, next); });
    }
    bool match(const char *s, int depth, const Next &next) const override { return from(0, s, depth, next); }
};
struct Either : Node {
    std::vector<Ptr> ways;
    bool match(const char *s, int depth, const Next &next) const override {
        for (auto &w : ways)
            if (w->match(s, depth + 1, next)) return true;
        return false;
    }
};
struct Repeat : Node {
    Ptr inner;
    int least, most;
    Repeat(Ptr i, int l, int m) : inner(std::move(i)), least(l), most(m) {}
    bool more(int k, const char *s, int depth, const Next &next) const {
        if (depth % 50 == 0) note(depth, "repeat %d at depth %d, %zu characters left", k, depth, strlen(s));
        if (k < most && inner->match(s, depth + 1, [&, k](const char *t) { return t != s && more(k + 1, t, depth + 1, next); })) return true;
        return k >= least && next(s);
    }
    bool match(const char *s, int depth, const Next &next) const override { return more(0, s, depth, next); }
};

struct Parser {
    const char *p;
    Ptr either() {
        auto e = std::make_unique<Either>();
        e->ways.push_back(sequence());
        while (*p == '|') p++, e->ways.push_back(sequence());
        return e;
    }
    Ptr sequence() {
        auto q = std::make_unique<Sequence>();
        while (*p && *p != '|' && *p != ')') {
            Ptr n;
            if (*p == '(') {
                p++, n = either();
                if (*p) p++;
            } else if (*p == '\\') {
                n = std::make_unique<Char>(p[1], classes.of[(unsigned char)p[1]]), p += 2;
            } else {
                n = std::make_unique<Char>(*p++, nullptr);
            }
            if (*p == '*') p++, n = std::make_unique<Repeat>(std::move(n), 0, 1 << 20);
            else if (*p == '+') p++, n = std::make_unique<Repeat>(std::move(n), 1, 1 << 20);
            else if (*p == '?') p++, n = std::make_unique<Repeat>(std::move(n), 0, 1);
            q->parts.push_back(std::move(n));
        }
        return q;
    }
};
struct Pattern {
    std::string text;
    Ptr root;
    Pattern(const char *t) : text(t) {
        Parser parser{t};
        root = parser.either();
        note((int)text.size(), "pattern %s", t);
    }
    bool operator()(const char *s) const {
        return root->match(s, 0, [](const char *t) { return !*t; });
    }
};
// Compiled before main, after the tables above.
static const Pattern patterns[] = {"\\d+", "(\\l|\\u)\\w*", "(a|b)*abb", "\\w+@\\w+(.\\w+)+", "(x+x+)+y", ".*", "\\s*\\d+(,\\d+)*\\s*"};

// Goes down, and on the way moves and grows a buffer that every level looks at.
static long descend(int depth, std::vector<unsigned char> &buf, std::vector<char *> &kept) {
    size_t before = buf.size();
    buf.resize(before + 97 * (size_t)depth % 4001 + 1, (unsigned char)depth);
    memmove(buf.data() + before / 3, buf.data() + before / 2, before / 4);
    if (depth % 64 == 0) {
        char *block = (char *)malloc(400000);
        memset(block, depth, 400000);
        kept.push_back(block);
        note(depth, "level %d: %zu bytes, %zu blocks", depth, buf.size(), kept.size());
    }
    auto it = ops().begin();
    std::advance(it, depth % (int)ops().size());
    if (depth == 0) return (long)buf.size();
    long below = descend(depth - 1, buf, kept);
    long here = it->second(below, buf[(size_t)depth * 31 % before] + depth);
    if (depth % 40 == 0) note(depth, "%s at level %d gives %ld", it->first.c_str(), depth, here);
    return here;
}

// All of that before main, from an initialiser: the matcher deep in its own calls, memory that grows and moves, lines to the log between.
struct Early {
    bool matched;
    long result;
    size_t size;
    Early() {
        std::string longer;
        for (int i = 0; i < 120; i++) longer += "abb";
        matched = patterns[2](longer.c_str());
        std::vector<unsigned char> buf(700, 3);
        std::vector<char *> kept;
        result = descend(200, buf, kept);
        for (auto b : kept) free(b);
        size = buf.size();
        note(0, "before main: %d %ld %zu", matched, result, size);
    }
};
static const Early early;

int main() {
    printf("%d %ld %zu, %d deep\n", early.matched, early.result, early.size, deepest);
    const char *words[] = {"2375", "memmove", "abababb", "user@host.example.org", "xxxxxxxxxxxxy", "xxxxxxxxxxxxxx", "", " 1,22,333 ", "1,,2"};
    for (auto &p : patterns) {
        for (auto w : words) printf("%d", p(w));
        printf(" %s\n", p.text.c_str());
    }
    std::string longer;
    for (int i = 0; i < 300; i++) longer += "ab";
    printf("%d %d, %d deep\n", patterns[2]((longer + "b").c_str()), patterns[2](longer.c_str()), deepest);
    std::vector<unsigned char> buf(1000, 7);
    std::vector<char *> kept;
    for (int round = 0; round < 5; round++) {
        long result = descend(300 + round, buf, kept);
        unsigned sum = 0;
        for (auto c : buf) sum = sum * 31 + c;
        for (auto b : kept) sum = sum * 31 + (unsigned char)b[399999];
        printf("round %d: %ld %08x %zu\n", round, result, sum, buf.size());
        if (round % 2) {
            for (auto b : kept) free(b);
            kept.clear();
        }
    }
    for (auto b : kept) free(b);
    printf("%lu lines, digest %08lx\n", logged, digest);
    return (int)(logged % 100);
}
