# Exercises json, re, hashlib, decimal and dataclasses.
import json, re, hashlib, decimal, dataclasses, math, zlib, struct, itertools

@dataclasses.dataclass(order=True)
class Item:
    weight: int
    name: str = dataclasses.field(compare=False)

items = sorted(Item((i * 7919) % 101, f"n{i}") for i in range(60))
print(json.dumps([dataclasses.asdict(i) for i in items[:5]], sort_keys=True))
decimal.getcontext().prec = 60
print(decimal.Decimal(2).sqrt(), decimal.Decimal(1) / 7)
text = "x=1, yy=22; zzz=333 " * 50
print(len(re.findall(r"(\w+)=(\d+)", text)), re.sub(r"(?<=z)=(\d)", r":\1", text)[:40])
for name in ("md5", "sha1", "sha256", "sha512", "blake2b", "sha3_256"):
    print(name, hashlib.new(name, text.encode()).hexdigest())
print(zlib.crc32(text.encode()), len(zlib.compress(text.encode())))
print(struct.pack("<dfq", math.pi, math.e, -5).hex(), math.fsum([0.1] * 10), math.gamma(5.5))
print(sum(a * b for a, b in itertools.combinations(range(120), 2)), 3 ** 400 % (10 ** 40))
try:
    1 // 0
except ZeroDivisionError as e:
    print(type(e).__name__, e)
def depth(n): return 0 if n == 0 else 1 + depth(n - 1)
print(depth(500))
