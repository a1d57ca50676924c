//! Every reference leads where it should, through a veneer where it must; data is where it is aligned, once.

use super::*;
use wazc_abi::trap::{TrapCode, encode_table};

const PAGE: u64 = 65536;
const VENEER: [u8; 12] = [0x10, 0, 0, 0x90, 0x10, 0x02, 0, 0x91, 0, 0x02, 0x1f, 0xd6];
const PLAIN: Target = Target { padding: 0xee, veneer: None };

fn far(reach: u32) -> Target {
    Target { padding: 0xee, veneer: Some(Veneer { reach, code: &VENEER, kind: RefKind::PagePair(0), unwind: 77 }) }
}

fn word(bytes: &[u8], at: u32) -> u32 {
    let at = at as usize;
    u32::from_le_bytes(bytes[at..at + 4].try_into().unwrap())
}

/// The lowest bits as a signed number.
fn signed(v: u32, bits: u32) -> i64 {
    i64::from((v << (32 - bits)) as i32 >> (32 - bits))
}

/// Where a reference leads.
fn leads(bytes: &[u8], at: u32, kind: RefKind) -> u32 {
    let w = word(bytes, at);
    let to = match kind {
        RefKind::Rel32 => i64::from(at) + 4 + i64::from(w as i32),
        RefKind::Branch26 => i64::from(at) + 4 * signed(w, 26),
        RefKind::PagePair(shift) => {
            let pages = signed((w >> 5 & 0x7ffff) << 2 | w >> 29 & 3, 21);
            let low = (word(bytes, at + 4) >> 10 & 0xfff) << shift;
            i64::from(at & !0xfff) + 4096 * pages + i64::from(low)
        }
    };
    u32::try_from(to).unwrap()
}

fn stubs() -> StubCode {
    let types = vec![TypeStubs { entry: 0, foreign: 4, miss: 8 }, TypeStubs { entry: 12, foreign: 16, miss: 20 }];
    let unwind = vec![(0, 1), (8, 16)];
    StubCode { code: vec![0xcc; 64], types, thunks: vec![24, 28], moves: Vec::new(), traps: vec![(40, TrapCode::BadSignature)], unwind }
}

/// A function of this many bytes with these references, of which each has a place of its own from `first` on.
fn func(len: usize, kind: RefKind, first: u32, to: &[RefTarget]) -> FuncCode {
    let refs = to.iter().enumerate().map(|(n, &to)| Ref { at: first + 8 * n as u32, kind, to }).collect();
    FuncCode { code: vec![0; len], source: vec![(0, 5)], unwind: vec![(0, 9)], refs, ..Default::default() }
}

/// The places of the veneers on the way of calls, and the longest way.
fn verify(funcs: &[FuncCode], target: &Target, t: &Text) -> (Vec<u32>, u32) {
    let stubs = stubs();
    let base = (t.thunks[0] - stubs.thunks[0]) as u32;
    assert_eq!(t.bytes[base as usize..][..stubs.code.len()], stubs.code[..]);
    let (mut used, mut longest) = (Vec::new(), 0);
    for (f, p) in funcs.iter().zip(&t.funcs) {
        assert_eq!((p.offset % f.align.max(16), p.len as usize), (0, f.code.len()));
        for r in &f.refs {
            let at = p.offset + r.at;
            let to = leads(&t.bytes, at, r.kind);
            let want = match r.to {
                RefTarget::Func(i) if i < 2 => base + stubs.thunks[i as usize],
                RefTarget::Func(i) => t.funcs[i as usize - 2].offset,
                RefTarget::Miss(i) => base + stubs.types[i as usize].miss,
                RefTarget::Table(n) => {
                    assert!(to >= t.code_size && to % 4 == 0);
                    let targets = f.tables[n as usize].iter().enumerate();
                    targets.for_each(|(i, d)| assert_eq!(to.wrapping_add(word(&t.bytes, to + 4 * i as u32)), p.offset + d));
                    continue;
                }
                RefTarget::Const32(v) => {
                    assert!(to >= t.code_size && to % 4 == 0 && word(&t.bytes, to) == v);
                    continue;
                }
                RefTarget::Const128(v) => {
                    assert!(to >= t.code_size && to % 16 == 0 && t.bytes[to as usize..][..16] == v);
                    continue;
                }
                RefTarget::Const64(v) => {
                    let at = to as usize;
                    assert!(to >= t.code_size && to % 8 == 0 && t.bytes[at..at + 8] == v.to_le_bytes());
                    continue;
                }
            };
            longest = longest.max(to.abs_diff(at));
            if to != want {
                let kind = target.veneer.unwrap().kind;
                assert_eq!(leads(&t.bytes, to, kind), want, "{r:?}");
                assert_eq!(t.bytes[to as usize + 8..][..4], VENEER[8..]);
                used.push(to);
            }
        }
    }
    used.sort();
    used.dedup();
    // Sorted, and each row once: the codec's condition.
    for rows in [&t.traps, &t.source, &t.unwind] {
        assert!(rows.is_sorted_by(|a, b| a.0 < b.0));
        encode_table(rows);
    }
    (used, longest)
}

fn all_targets(funcs: u32) -> Vec<RefTarget> {
    let mut v: Vec<RefTarget> = (0..funcs + 2).map(RefTarget::Func).collect();
    v.extend([RefTarget::Miss(0), RefTarget::Miss(1)]);
    v
}

#[test]
fn references() {
    for (kind, data) in [(RefKind::Rel32, RefKind::Rel32), (RefKind::Branch26, RefKind::PagePair(0))] {
        let mut to = all_targets(3);
        to.push(RefTarget::Func(3));
        let mut funcs: Vec<FuncCode> = [401, 160, 5000].iter().map(|n| func(*n, kind, 4, &to)).collect();
        let consts = [RefTarget::Const32(7), RefTarget::Const64(7), RefTarget::Const128([7; 16]), RefTarget::Const64(u64::MAX), RefTarget::Const32(u32::MAX)];
        for f in [0, 2] {
            funcs[f].tables = vec![vec![0, 8, 16], vec![100]];
            let more = [RefTarget::Table(0), RefTarget::Table(1), RefTarget::Table(0)];
            let more = consts.iter().chain(&more).enumerate();
            let more: Vec<Ref> = more.map(|(n, &to)| Ref { at: 200 + 8 * n as u32, kind: data, to }).collect();
            funcs[f].refs.extend(more);
        }
        let t = layout(&funcs, &stubs(), &PLAIN, PAGE).unwrap();
        assert_eq!(verify(&funcs, &PLAIN, &t).0, []);
        assert_eq!(t.code_size, PAGE as u32);
        // Constants once, then two tables of each of two functions.
        assert_eq!(t.bytes.len(), PAGE as usize + 16 + 2 * 8 + 2 * 4 + 2 * 4 * 4);
        let end = t.funcs[0].offset as usize + 401;
        assert!(t.bytes[end..end + 15].iter().all(|b| *b == 0xee));
        assert!(t.bytes[t.thunks[0] as usize + 40..PAGE as usize].iter().all(|b| [0xcc, 0xee].contains(b)));
    }
    // Nothing read-only, no page for it.
    let funcs = [func(16, RefKind::Rel32, 0, &[])];
    let t = layout(&funcs, &stubs(), &PLAIN, PAGE).unwrap();
    assert_eq!((t.code_size, t.bytes.len()), (128, 128));
}

#[test]
fn scaled_places_in_a_page() {
    for (shift, to) in [(2, RefTarget::Const32(9)), (3, RefTarget::Const64(9))] {
        let funcs = [func(64, RefKind::PagePair(shift), 8, &[RefTarget::Const64(1), RefTarget::Const64(2), to, RefTarget::Const64(3)])];
        let t = layout(&funcs, &stubs(), &PLAIN, 4096).unwrap();
        verify(&funcs, &PLAIN, &t);
    }
    // A place that its instruction can't name is an error.
    let mut bytes = vec![0; 64];
    assert!(patch(&mut bytes, 0, RefKind::PagePair(3), 4).is_err());
}

#[test]
fn ranges_are_checked() {
    let at = |kind, to| patch(&mut [0; 16], 0, kind, to);
    assert!(at(RefKind::Branch26, (1 << 27) - 4).is_ok());
    assert!(at(RefKind::Branch26, 1 << 27).is_err());
    assert!(at(RefKind::Branch26, 2).is_err());
    assert!(at(RefKind::Rel32, 4 + i32::MAX as u32).is_ok());
    assert!(at(RefKind::Rel32, 5 + i32::MAX as u32).is_err());
    // An immediate byte follows.
    let mut bytes = [0xff; 5];
    patch(&mut bytes, 0, RefKind::Rel32, 105).unwrap();
    assert_eq!(bytes, [100, 0, 0, 0, 0xff]);
    // Calls of what there is not.
    for to in [RefTarget::Func(9), RefTarget::Miss(9), RefTarget::Table(0)] {
        for target in [PLAIN, far(64)] {
            let funcs = [func(64, RefKind::Branch26, 0, &[to])];
            assert!(layout(&funcs, &stubs(), &target, PAGE).is_err(), "{to:?}");
        }
    }
}

/// Many functions of many sizes, where calls reach less and less.
#[test]
fn veneers() {
    let mut seed = 99u32;
    let mut random = |n: u32| {
        seed = seed.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        (seed >> 8) % n
    };
    const N: u32 = 400;
    let all = all_targets(N);
    let mut funcs: Vec<FuncCode> = (0..N)
        .map(|_| {
            let to: Vec<RefTarget> = (0..random(12)).map(|_| all[random(all.len() as u32) as usize]).collect();
            func(100 + random(3000) as usize * 4, RefKind::Branch26, 0, &to)
        })
        .collect();
    let near = layout(&funcs, &stubs(), &PLAIN, PAGE).unwrap();
    let (none, all) = verify(&funcs, &PLAIN, &near);
    assert!(none.is_empty());
    // As long as all are in reach, nothing changes.
    let reach = (near.code_size + 16).next_power_of_two();
    let same = layout(&funcs, &stubs(), &far(reach), PAGE).unwrap();
    assert!(same.bytes == near.bytes && same.unwind == near.unwind);
    assert!(all > reach / 4);
    let mut before = 0;
    for reach in [reach / 2, reach / 4, reach / 16, reach / 32] {
        let target = far(reach);
        let t = layout(&funcs, &stubs(), &target, PAGE).unwrap();
        let (used, longest) = verify(&funcs, &target, &t);
        assert!(longest < reach, "{longest} {reach}");
        assert!(used.len() > before, "{}", used.len());
        before = used.len();
        // No veneer is in vain, and each has the rows of one.
        let islands: Vec<u32> = t.unwind.iter().filter(|r| r.1 == 77).map(|r| r.0).collect();
        let place = |v: u32| islands[islands.partition_point(|i| *i <= v) - 1];
        let total: u32 = t.code_size - near.code_size;
        assert!(total as usize >= 12 * used.len() && total as usize <= 12 * used.len() + 32 * islands.len());
        let row = |rows: &[(u32, u32)], p: u32| rows[rows.partition_point(|r| r.0 <= p) - 1].1;
        for v in used {
            assert!(row(&t.unwind, v) == 77 && row(&t.source, v) == NO_SOURCE && (v - place(v)) % 12 == 0);
        }
        let again = layout(&funcs, &stubs(), &target, PAGE).unwrap();
        assert!(again.bytes == t.bytes);
    }
    // Gaps before functions are of another length where islands are before them.
    for align in [32, 64] {
        (funcs.iter_mut().step_by(3)).for_each(|f| f.align = align);
        for reach in [reach / 4, reach / 16, reach / 32] {
            let t = layout(&funcs, &stubs(), &far(reach), PAGE).unwrap();
            let (used, longest) = verify(&funcs, &far(reach), &t);
            assert!(longest < reach && !used.is_empty());
        }
    }
}

/// More code than a call of 26 bits reaches over.
#[test]
fn more_than_128_mib() {
    let target = far(1 << 27);
    let all = all_targets(5);
    let first = func(40 << 20, RefKind::Branch26, 0, &all);
    // The other functions call from their ends.
    let last = func(40 << 20, RefKind::Branch26, (40 << 20) - 128, &all);
    let funcs = [first, last.clone(), last.clone(), last.clone(), last];
    let t = layout(&funcs, &stubs(), &target, PAGE).unwrap();
    let (used, longest) = verify(&funcs, &target, &t);
    assert!(longest < 1 << 27 && !used.is_empty());
    // Without them it is an error, not wrong code.
    assert!(layout(&funcs, &stubs(), &PLAIN, PAGE).unwrap_err().contains("does not reach"));
}

#[test]
fn too_much_code() {
    // Nothing is copied before that is known; the pages are never touched.
    let f = || FuncCode { code: vec![0; 1 << 30], ..Default::default() };
    let funcs = [f(), f()];
    assert!(layout(&funcs, &stubs(), &PLAIN, PAGE).unwrap_err().contains("2 GiB"));
}
