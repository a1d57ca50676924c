// Imports modules, from a directory that is there for reading only.
import { total, name } from "/lib/a.mjs";
import * as b from "/lib/sub/b.mjs";
const c = await import("/lib/sub/c.mjs");
console.log(name, total([1, 2, 3]), Object.keys(b).sort().join(), c.default(4));
let caught = "nothing";
try {
  await import("/lib/none.mjs");
} catch (e) {
  caught = e.constructor.name;
}
console.log(caught);
