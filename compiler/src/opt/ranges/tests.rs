//! Ranges against numbers: whatever is in the operands' ranges must have its result in the result's range.

use super::*;
use crate::ir::Edge;

/// Numbers from a seed, many of them near the ends of number lines.
struct Numbers(u64);

impl Numbers {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_mul(6364136223846793005).wrapping_add(1442695040888963407);
        self.0 >> 11 ^ self.0 << 31
    }

    fn below(&mut self, n: u64) -> u64 {
        self.next() % n
    }

    /// A number of a type.
    fn number(&mut self, ty: Type) -> u64 {
        let mask = Range::full(ty).mask;
        let near = [0, 1, mask, mask / 2, mask / 2 + 1, 0x7f, 0x80, 0xff, 0x8000, 1 << 31, 0xffff_ffff];
        let base = near[self.below(near.len() as u64) as usize];
        let x = match self.below(4) {
            0 => self.next(),
            1 => base.wrapping_add(self.below(40)).wrapping_sub(20),
            _ => base,
        };
        x & mask
    }

    fn range(&mut self, ty: Type) -> Range {
        let lo = self.number(ty);
        match self.below(6) {
            0 => Range::one(ty, lo),
            1 => Range::full(ty),
            2 => Range::arc(ty, lo, self.number(ty)),
            _ => Range::arc(ty, lo, lo.wrapping_add(self.below(300))),
        }
    }

    fn within(&mut self, r: Range) -> u64 {
        let d = match self.below(4) {
            0 => 0,
            1 => r.len,
            _ => self.next(),
        };
        r.lo.wrapping_add(if r.len == u64::MAX { d } else { d % (r.len + 1) }) & r.mask
    }
}

fn has(r: Range, x: u64) -> bool {
    (x.wrapping_sub(r.lo) & r.mask) <= r.len
}

fn result(op: BinaryOp, bits: u32, a: u64, b: u64) -> Option<u64> {
    let signed = |x: u64| (x << (64 - bits)) as i64 >> (64 - bits);
    let (sa, sb, n) = (signed(a), signed(b), b as u32 % bits);
    Some(match op {
        BinaryOp::Add => a.wrapping_add(b),
        BinaryOp::Sub => a.wrapping_sub(b),
        BinaryOp::Mul => a.wrapping_mul(b),
        BinaryOp::DivS if signed(sa.checked_div(sb)? as u64) != sa / sb => return None,
        BinaryOp::DivS => (sa / sb) as u64,
        BinaryOp::RemS => if sb == 0 { return None } else { sa.wrapping_rem(sb) as u64 },
        BinaryOp::DivU => a.checked_div(b)?,
        BinaryOp::RemU => a.checked_rem(b)?,
        BinaryOp::And => a & b,
        BinaryOp::Or => a | b,
        BinaryOp::Xor => a ^ b,
        BinaryOp::Shl => a << n,
        BinaryOp::ShrS => (sa >> n) as u64,
        BinaryOp::ShrU => a >> n,
        BinaryOp::Rotl => a << n | if n == 0 { 0 } else { a >> (bits - n) },
        BinaryOp::Rotr => a >> n | if n == 0 { 0 } else { a << (bits - n) },
        _ => return None,
    })
}

fn holds(cc: IntCc, bits: u32, a: u64, b: u64) -> bool {
    let signed = |x: u64| (x << (64 - bits)) as i64 >> (64 - bits);
    match cc {
        IntCc::Eq => a == b,
        IntCc::Ne => a != b,
        IntCc::LtU => a < b,
        IntCc::LeU => a <= b,
        IntCc::GtU => a > b,
        IntCc::GeU => a >= b,
        IntCc::LtS => signed(a) < signed(b),
        IntCc::LeS => signed(a) <= signed(b),
        IntCc::GtS => signed(a) > signed(b),
        IntCc::GeS => signed(a) >= signed(b),
    }
}

const CONDITIONS: [IntCc; 10] = {
    use IntCc::*;
    [Eq, Ne, LtU, LeU, GtU, GeU, LtS, LeS, GtS, GeS]
};

#[test]
fn sets() {
    let mut n = Numbers(1);
    let (mut tight, mut decided) = (0, 0);
    for round in 0..200_000 {
        let ty = if round % 2 == 0 { Type::I32 } else { Type::I64 };
        let (a, b) = (n.range(ty), n.range(ty));
        let (x, y) = (n.within(a), n.within(b));
        assert!(has(a, x) && has(a.join(b), x) && has(a.join(b), y), "{a:?} {b:?} {x:#x} {y:#x}");
        if has(b, x) {
            assert!(has(a.meet(b), x), "{a:?} {b:?} {x:#x}");
            tight += u32::from(a.meet(b).len < a.len.min(b.len));
        }
        let ((lo, hi), (slo, shi), bits) = (a.unsigned(), a.signed(), ty.bits());
        let sx = (x << (64 - bits)) as i64 >> (64 - bits);
        assert!(lo <= x && x <= hi && slo <= sx && sx <= shi, "{a:?} {x:#x}");
        for cc in CONDITIONS {
            let h = holds(cc, bits, x, y);
            assert!(!h || has(region(cc, b, ty), x), "{cc:?} {a:?} {b:?} {x:#x} {y:#x}");
            if let Some(d) = decide(cc, a, b) {
                assert_eq!(d, h, "{cc:?} {a:?} {b:?} {x:#x} {y:#x}");
                decided += 1;
            }
        }
    }
    assert!(tight > 1000 && decided > 100_000, "{tight} {decided}");
}

/// A function of two parameters and what facts say of them.
fn facts<'a>(f: &Function, env: &'a ModuleEnv, of: &[(Value, Range)]) -> Facts<'a> {
    let n = f.values.len();
    let mut all: Vec<Range> = f.values.iter().map(|v| Range::full(v.0)).collect();
    of.iter().for_each(|(v, r)| all[v.index()] = *r);
    Facts {
        env,
        of: all,
        undo: Vec::new(),
        ends: Vec::new(),
        forward: vec![None; n],
        back: vec![None; n],
        before: vec![None; n],
        copied: Vec::new(),
        visited: Vec::new(),
    }
}

#[test]
fn operators() {
    use BinaryOp::*;
    let env = ModuleEnv::default();
    let mut n = Numbers(2);
    let mut narrow = 0;
    for round in 0..60_000 {
        let ty = if round % 2 == 0 { Type::I32 } else { Type::I64 };
        let mut f = Function::default();
        let block = f.add_block();
        let a = f.add_param(block, ty);
        let (x, mut y) = (n.range(ty), n.range(ty));
        let b = if round % 3 == 0 {
            let i = f.push(block, InstData::Const { ty, bits: y.lo }, &[ty], 0);
            y = Range::one(ty, y.lo);
            f.result(i)
        } else {
            f.add_param(block, ty)
        };
        let facts = facts(&f, &env, &[(a, x), (b, y)]);
        for op in [Add, Sub, Mul, DivS, DivU, RemS, RemU, And, Or, Xor, Shl, ShrS, ShrU, Rotl, Rotr] {
            let r = facts.binary(&f, op, ty, a, b);
            narrow += u32::from(!r.is_full());
            for _ in 0..4 {
                let (p, q) = (n.within(x), n.within(y));
                if let Some(v) = result(op, ty.bits(), p, q) {
                    assert!(has(r, v & x.mask), "{op:?} {x:?} {y:?}: {p:#x} {q:#x} {v:#x}, {r:?}");
                }
            }
        }
        let (from, bits) = (ty, ty.bits());
        let unary: &[(UnaryOp, Type, fn(u64, u32) -> u64)] = &[
            (UnaryOp::Eqz, Type::I32, |p, _| (p == 0).into()),
            (UnaryOp::Clz, ty, |p, bits| (p.leading_zeros() - (64 - bits)).into()),
            (UnaryOp::Ctz, ty, |p, bits| p.trailing_zeros().min(bits).into()),
            (UnaryOp::Popcnt, ty, |p, _| p.count_ones().into()),
            (UnaryOp::Extend8S, ty, |p, _| p as i8 as u64),
            (UnaryOp::Extend16S, ty, |p, _| p as i16 as u64),
            if from == Type::I64 { (UnaryOp::Extend32S, ty, |p, _| p as i32 as u64) } else { (UnaryOp::ExtendS, Type::I64, |p, _| p as i32 as u64) },
            if from == Type::I64 { (UnaryOp::Wrap, Type::I32, |p, _| p) } else { (UnaryOp::ExtendU, Type::I64, |p, _| p) },
        ];
        for &(op, to, value) in unary {
            let mut g = f.clone();
            let data = InstData::Unary { op, ty: to, arg: a };
            let i = g.push(block, data.clone(), &[to], 0);
            let r = self::facts(&g, &env, &[(a, x)]).result(&g, g.result(i), &data);
            let p = n.within(x);
            assert!(has(r, value(p, bits) & r.mask), "{op:?} {x:?}: {p:#x}, {r:?}");
        }
    }
    assert!(narrow > 100_000, "{narrow}");
}

/// Loops that count, run in full: whatever the counter is must be in the range that its parameter has.
#[test]
fn counters() {
    let env = ModuleEnv::default();
    let mut n = Numbers(3);
    let mut known = 0;
    for _ in 0..4000 {
        let ty = Type::I32;
        let mask = u64::from(u32::MAX);
        let from = n.number(ty);
        let step = [1, 2, 3, 8, mask, mask - 1, mask - 7, 1 << 20][n.below(8) as usize];
        let end = if n.below(3) == 0 { n.number(ty) } else { from.wrapping_add(step.wrapping_mul(1 + n.below(40))) & mask };
        let end = end.wrapping_add(n.below(8) / 7) & mask;
        let cc = CONDITIONS[n.below(10) as usize];
        let next_is_compared = n.below(3) > 0;
        let mut f = Function { results: vec![], ..Default::default() };
        let (entry, head, out) = (f.add_block(), f.add_block(), f.add_block());
        let constant = |f: &mut Function, b: Block, bits: u64| {
            let i = f.push(b, InstData::Const { ty, bits }, &[ty], 0);
            f.result(i)
        };
        let (p, q) = (f.add_param(head, ty), f.add_param(head, ty));
        let start = constant(&mut f, entry, from);
        f.push(entry, InstData::Jump(Edge { to: head, args: vec![start, start] }), &[], 0);
        let (by, by2, limit) = (constant(&mut f, head, step), constant(&mut f, head, 5), constant(&mut f, head, end));
        let add = |f: &mut Function, a: Value, b: Value| {
            let i = f.push(head, InstData::Binary { op: BinaryOp::Add, args: [a, b] }, &[ty], 0);
            f.result(i)
        };
        let (next, next2) = (add(&mut f, p, by), add(&mut f, q, by2));
        let args = [if next_is_compared { next } else { p }, limit];
        let i = f.push(head, InstData::Icmp { cc, args }, &[ty], 0);
        let cond = f.result(i);
        let again = Edge { to: head, args: vec![next, next2] };
        let end_of = Edge { to: out, args: vec![] };
        f.push(head, InstData::BrIf { cond, then: again, other: end_of }, &[], 0);
        f.push(out, InstData::Return(vec![]), &[], 0);
        let mut seen = Vec::new();
        walk(&mut f, &env, &mut |f, facts, b, i| {
            if b == head && f.blocks[b.index()].insts[0] == i {
                seen = vec![facts.of(p), facts.of(q)];
            }
        });
        known += seen.iter().filter(|r| !r.is_full()).count();
        let (mut a, mut b) = (from, from);
        for _ in 0..200 {
            assert!(has(seen[0], a) && has(seen[1], b), "{from:#x} by {step:#x} while {cc:?} {end:#x} ({next_is_compared}): {a:#x} {b:#x} {seen:?}");
            let next = a.wrapping_add(step) & mask;
            if !holds(cc, 32, if next_is_compared { next } else { a }, end) {
                break;
            }
            (a, b) = (next, b.wrapping_add(5) & mask);
        }
    }
    assert!(known > 2000, "{known}");
}
