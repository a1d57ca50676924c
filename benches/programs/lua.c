// Lua: a script of tables, closures, strings, patterns and floats.
#include "../kernels/kernel.h"
#include "lua.h"
#include "lauxlib.h"
#include "lualib.h"
static const char script[] =
    "local size = ...\n"
    "local function account() local total = 0\n"
    "  return { add = function(self, x) total = (total + x) % 1000003 return self end, get = function() return total end } end\n"
    "local a = account()\n"
    "local sum = 0.0\n"
    "for r = 1, size do\n"
    "  local t, seed = {}, r\n"
    "  for i = 1, 400 do seed = (seed * 16807) % 2147483647 t[i] = seed % 10000 end\n"
    "  table.sort(t)\n"
    "  for i, v in ipairs(t) do a:add(v * i) end\n"
    "  local words = {}\n"
    "  for i = 1, 60 do words[#words + 1] = string.format('%d:%x', t[i], t[i + 1]) end\n"
    "  local text, count = table.concat(words, ','), 0\n"
    "  for k, v in text:gmatch('(%d+):(%x+)') do count = count + #k + tonumber(v, 16) end\n"
    "  a:add(count):add(#text:gsub('[1-3]', 'xy'))\n"
    "  local seen = {}\n"
    "  for i = 1, 200 do local k = 'k' .. (t[i] % 50) seen[k] = (seen[k] or 0) + 1 end\n"
    "  for k, v in pairs(seen) do sum = sum + v / 4 end\n"
    "  local x = 0.5\n"
    "  for i = 1, 2000 do x = 3.75 * x * (1 - x) end\n"
    "  a:add(math.floor(x * 1000))\n"
    "end\n"
    "return a:get() + math.floor(sum)\n";
static uint64_t kernel(int size) {
    lua_State *l = luaL_newstate();
    luaL_requiref(l, "_G", luaopen_base, 1);
    luaL_requiref(l, "table", luaopen_table, 1);
    luaL_requiref(l, "string", luaopen_string, 1);
    luaL_requiref(l, "math", luaopen_math, 1);
    if (luaL_loadstring(l, script)) {
        fprintf(stderr, "%s\n", lua_tostring(l, -1));
        exit(1);
    }
    lua_pushinteger(l, size);
    if (lua_pcall(l, 1, 1, 0)) {
        fprintf(stderr, "%s\n", lua_tostring(l, -1));
        exit(1);
    }
    uint64_t sum = (uint64_t)lua_tointeger(l, -1);
    lua_close(l);
    return sum;
}
