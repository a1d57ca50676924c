// SQLite: a database in memory; inserts, indices, joins, aggregates, text functions, updates.
#include "../kernels/kernel.h"
#include "sqlite3.h"
static sqlite3 *db;
// No file system: the database is in memory.
static int no_open(sqlite3_vfs *v, const char *n, sqlite3_file *f, int flags, int *out) { (void)v, (void)n, (void)flags, (void)out; f->pMethods = 0; return SQLITE_CANTOPEN; }
static int no_delete(sqlite3_vfs *v, const char *n, int sync) { (void)v, (void)n, (void)sync; return SQLITE_IOERR; }
static int no_access(sqlite3_vfs *v, const char *n, int flags, int *out) { (void)v, (void)n, (void)flags; *out = 0; return SQLITE_OK; }
static int same_name(sqlite3_vfs *v, const char *n, int most, char *out) { (void)v; sqlite3_snprintf(most, out, "%s", n); return SQLITE_OK; }
static int zeroes(sqlite3_vfs *v, int n, char *out) { (void)v; for (int i = 0; i < n; i++) out[i] = 0; return n; }
static int no_sleep(sqlite3_vfs *v, int n) { (void)v; return n; }
static int no_time(sqlite3_vfs *v, double *out) { (void)v; *out = 2460000.5; return SQLITE_OK; }
static sqlite3_vfs vfs = {.iVersion = 1, .szOsFile = sizeof(sqlite3_file), .mxPathname = 64, .zName = "none", .xOpen = no_open, .xDelete = no_delete,
    .xAccess = no_access, .xFullPathname = same_name, .xRandomness = zeroes, .xSleep = no_sleep, .xCurrentTime = no_time};
int sqlite3_os_init(void) { return sqlite3_vfs_register(&vfs, 1); }
int sqlite3_os_end(void) { return SQLITE_OK; }
static void run(const char *sql) {
    char *message = 0;
    if (sqlite3_exec(db, sql, 0, 0, &message) != SQLITE_OK) {
        fprintf(stderr, "%s: %s\n", sql, message);
        exit(1);
    }
}
static uint64_t query(const char *sql) {
    sqlite3_stmt *s;
    uint64_t sum = 0;
    if (sqlite3_prepare_v2(db, sql, -1, &s, 0) != SQLITE_OK) {
        fprintf(stderr, "%s: %s\n", sql, sqlite3_errmsg(db));
        exit(1);
    }
    while (sqlite3_step(s) == SQLITE_ROW)
        for (int i = 0; i < sqlite3_column_count(s); i++) {
            const unsigned char *t = sqlite3_column_text(s, i);
            for (; t && *t; t++) sum = sum * 31 + *t;
        }
    sqlite3_finalize(s);
    return sum;
}
static uint64_t kernel(int size) {
    uint64_t sum = 0;
    if (sqlite3_open(":memory:", &db) != SQLITE_OK) exit(1);
    run("create table item(id integer primary key, kind int, name text, price real);"
        "create table sale(id integer primary key, item int, day int, count int);");
    for (int r = 0; r < size; r++) {
        sqlite3_stmt *s;
        run("begin");
        sqlite3_prepare_v2(db, "insert into item(kind, name, price) values(?, ?, ?)", -1, &s, 0);
        for (int i = 0; i < 500; i++) {
            char name[32];
            snprintf(name, sizeof name, "item %u", (unsigned)(next() % 100000));
            sqlite3_bind_int(s, 1, (int)(next() % 20));
            sqlite3_bind_text(s, 2, name, -1, SQLITE_TRANSIENT);
            sqlite3_bind_double(s, 3, (double)(next() % 10000) / 4);
            sqlite3_step(s);
            sqlite3_reset(s);
        }
        sqlite3_finalize(s);
        sqlite3_prepare_v2(db, "insert into sale(item, day, count) values(?, ?, ?)", -1, &s, 0);
        for (int i = 0; i < 2000; i++) {
            sqlite3_bind_int(s, 1, (int)(next() % 500));
            sqlite3_bind_int(s, 2, (int)(next() % 365));
            sqlite3_bind_int(s, 3, (int)(next() % 9));
            sqlite3_step(s);
            sqlite3_reset(s);
        }
        sqlite3_finalize(s);
        run("create index by_item on sale(item); create index by_name on item(name)");
        sum = sum * 31 + query("select kind, count(*), sum(price * count), max(name) from item join sale on sale.item = item.id group by kind order by 3 desc");
        sum = sum * 31 + query("select name, length(replace(name, '1', 'one')), upper(name) from item where name like '%7%' order by name, price");
        sum = sum * 31 + query("select day, sum(count) from sale where day between 100 and 200 and item in (select id from item where kind < 5) group by day");
        run("update sale set count = count + 1 where day % 7 = 0; delete from sale where count > 8; commit");
        sum = sum * 31 + query("with recursive n(x) as (select 1 union all select x + 1 from n where x < 2000) select sum(x * x % 17) from n");
        run("drop index by_item; drop index by_name; delete from item; delete from sale");
    }
    sqlite3_close(db);
    return sum;
}
