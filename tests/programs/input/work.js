// Exercises closures, typed arrays, regular expressions, maps, exceptions, JSON and number formatting.
function sieve(n) {
  const composite = new Uint8Array(n + 1), primes = [];
  for (let i = 2; i <= n; i++) {
    if (composite[i]) continue;
    primes.push(i);
    for (let j = i * i; j <= n; j += i) composite[j] = 1;
  }
  return primes;
}
const words = "the quick brown fox jumps over the lazy dog and the cat".split(/\s+/);
const counts = new Map();
for (const w of words) counts.set(w, (counts.get(w) ?? 0) + 1);
console.log(sieve(20000).length, sieve(100).join(","));
console.log(JSON.stringify([...counts].sort()));
console.log(Math.sin(1), Math.pow(2, 0.5), (0.1 + 0.2).toFixed(20), 1e21, -0 === 0, 5e-324);
console.log("a1b22c333".replace(/(\d+)/g, (m) => `<${m.length}>`));
try { null.x } catch (e) { console.log(e instanceof TypeError) }
let h = 2166136261;
for (let i = 0; i < 100000; i++) h = Math.imul(h ^ (i & 255), 16777619) >>> 0;
console.log(h.toString(16), 123456789n ** 5n);
