// AssemblyScript: classes, the garbage collector, maps, strings, typed arrays, closures-free recursion, maths.
class Node { left: Node | null; right: Node | null; constructor(public v: i32) {} 
  insert(v: i32): void { if (v < this.v) { const l = this.left; if (l) l.insert(v); else this.left = new Node(v); } else { const r = this.right; if (r) r.insert(v); else this.right = new Node(v); } }
  sum(): i64 { const l = this.left, r = this.right; return <i64>this.v + (l ? l.sum() : 0) + (r ? r.sum() : 0); } }
let seed: u32 = 1;
function next(): u32 { seed = seed * 1664525 + 1013904223; return seed; }
let total: i64 = 0;
for (let round = 0; round < 20; round++) { const root = new Node(0); for (let i = 0; i < 5000; i++) root.insert(next() >> 8); total += root.sum(); }
console.log("tree " + total.toString());
const m = new Map<string, i32>();
for (let i = 0; i < 50000; i++) { const k = "k" + (next() >> 22).toString(); m.set(k, m.has(k) ? m.get(k) + 1 : 1); }
let most = 0; const ks = m.keys(); for (let i = 0; i < ks.length; i++) if (m.get(ks[i]) > most) most = m.get(ks[i]);
console.log("map " + m.size.toString() + " " + most.toString());
const a = new Float64Array(100000); for (let i = 0; i < a.length; i++) a[i] = Math.sin(i) * next(); a.sort();
console.log("sorted " + a[0].toString() + " " + a[99999].toString());
let text = ""; for (let i = 0; i < 2000; i++) text += String.fromCharCode(97 + i % 26); console.log(text.length.toString() + " " + text.slice(100, 120).toUpperCase() + " " + text.split("z").length.toString());
console.log(Math.pow(2.5, 10.25).toString() + " " + Math.log(10).toString() + " " + (<f32>0.1).toString() + " " + (1 / 0.0).toString() + " " + F64.MIN_VALUE.toString());
console.log(u64.MAX_VALUE.toString() + " " + i64.MIN_VALUE.toString(16) + " " + parseFloat("3.25e-5").toString() + " " + popcnt<u64>(0xdeadbeef).toString() + " " + rotl<u32>(0x12345678, 7).toString());
const b: i32[] = [5, 3, 9, 1]; console.log(b.map<string>((x: i32): string => (x * x).toString()).join(",") + " " + b.sort().toString());
console.error("to stderr"); process.exit(9);
