// QuickJS: a script of objects, closures, arrays, strings, regular expressions and floats.
#include <string.h>
#include "../kernels/kernel.h"
#include "quickjs.h"
static const char script[] =
    "class Point { constructor(x, y) { this.x = x; this.y = y; } add(o) { return new Point(this.x + o.x, this.y + o.y); } }\n"
    "let sum = 0;\n"
    "for (let r = 1; r <= size; r++) {\n"
    "  let seed = r, t = [];\n"
    "  for (let i = 0; i < 300; i++) { seed = seed * 16807 % 2147483647; t.push(seed % 10000); }\n"
    "  t.sort((a, b) => a - b);\n"
    "  sum = (sum + t.map((v, i) => v * i % 1009).filter(v => v & 1).reduce((a, b) => a + b, 0)) % 1000003;\n"
    "  let p = new Point(0, 0);\n"
    "  for (let i = 0; i < 300; i++) p = p.add(new Point(t[i] & 15, i));\n"
    "  let text = t.slice(0, 60).map(v => v + ':' + v.toString(16)).join(','), count = 0;\n"
    "  for (const m of text.matchAll(/(\\d+):([0-9a-f]+)/g)) count += m[1].length + parseInt(m[2], 16);\n"
    "  sum = (sum + count + p.x + p.y + text.replace(/[1-3]/g, 'xy').length) % 1000003;\n"
    "  const seen = new Map();\n"
    "  for (const v of t) { const k = 'k' + v % 50; seen.set(k, (seen.get(k) || 0) + 1); }\n"
    "  for (const [k, v] of seen) sum += v;\n"
    "  let x = 0.5;\n"
    "  for (let i = 0; i < 2000; i++) x = 3.75 * x * (1 - x);\n"
    "  sum += Math.floor(x * 1000) + JSON.stringify({ t: t.slice(0, 20), p }).length;\n"
    "  const u = new Uint32Array(256);\n"
    "  for (let i = 0; i < 1000; i++) u[i & 255] = (u[(i * 7) & 255] ^ i) * 2654435761;\n"
    "  sum = (sum + u[77] % 1009) % 1000003;\n"
    "}\n"
    "sum\n";
static uint64_t kernel(int size) {
    JSRuntime *runtime = JS_NewRuntime();
    JSContext *context = JS_NewContext(runtime);
    JSValue global = JS_GetGlobalObject(context);
    JS_SetPropertyStr(context, global, "size", JS_NewInt32(context, size));
    JS_FreeValue(context, global);
    JSValue result = JS_Eval(context, script, strlen(script), "work.js", JS_EVAL_TYPE_GLOBAL);
    if (JS_IsException(result)) {
        fprintf(stderr, "%s\n", JS_ToCString(context, JS_GetException(context)));
        exit(1);
    }
    int64_t sum = 0;
    JS_ToInt64(context, &sum, result);
    JS_FreeContext(context);
    return (uint64_t)sum;
}
