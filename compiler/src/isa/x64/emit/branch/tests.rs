//! Relaxation against an independent decoder: every branch reaches its label, none is longer than it must be, and the
//! tables still point at what they pointed at.

use super::*;
use crate::emit::branch::Branches;
use crate::emit::{FuncCode, Ref, RefKind, RefTarget};
use iced_x86::{Decoder, DecoderOptions};
use wazc_abi::trap::TrapCode;

/// A piece of code.
#[derive(Clone, Copy, Debug)]
enum P {
    /// This many bytes of `nop`.
    Fill(u32),
    /// A branch to the label.
    Jmp(u32),
    Jcc(u32),
    /// The label is here.
    Here(u32),
    /// A byte that each table has a row for.
    Mark,
}

const MARK: u8 = 0xf4;

/// Lengths of the branches, which are checked.
fn run(pieces: &[P], exact: bool) -> Vec<usize> {
    let labels = pieces.iter().filter(|p| matches!(p, P::Here(_))).count();
    let mut b = Branches::<Jump>::new(labels);
    let mut out = FuncCode::default();
    for &p in pieces {
        match p {
            P::Fill(n) => out.code.resize(out.code.len() + n as usize, 0x90),
            P::Jmp(l) => b.branch(Jump(None), Branches::<Jump>::block(l), &mut out.code),
            P::Jcc(l) => b.branch(Jump(Some(Cc::LE)), Branches::<Jump>::block(l), &mut out.code),
            P::Here(l) => b.bind(Branches::<Jump>::block(l), &out.code),
            P::Mark => {
                let at = out.code.len() as u32;
                out.traps.push((at, TrapCode::Unreachable));
                out.source.push((at, 1));
                out.unwind.push((at, 2));
                out.refs.push(Ref { at, kind: RefKind::Rel32, to: RefTarget::Func(0) });
                out.tables.push((0..labels as u32).collect());
                out.code.push(MARK);
            }
        }
    }
    b.finish(&mut out).unwrap();

    let code: Vec<_> = Decoder::with_ip(64, &out.code, 0, DecoderOptions::NONE).iter().collect();
    let (mut at, mut lens, mut targets, mut ends, mut marks) = (0, Vec::new(), Vec::new(), Vec::new(), Vec::new());
    let mut places = vec![0; labels];
    for &p in pieces {
        match p {
            P::Fill(n) => at += n as usize,
            P::Here(l) => places[l as usize] = code.get(at).map_or(out.code.len() as u64, |i| i.ip()),
            P::Mark => {
                marks.push(code[at].ip() as u32);
                at += 1;
            }
            P::Jmp(l) | P::Jcc(l) => {
                let i = &code[at];
                assert!(if matches!(p, P::Jmp(_)) { i.is_jmp_short_or_near() } else { i.is_jcc_short_or_near() });
                lens.push(i.len());
                targets.push((i.near_branch_target(), l));
                ends.push((i.ip() as i64, i.next_ip() as i64));
                at += 1;
            }
        }
    }
    assert_eq!(at, code.len());
    for (n, (to, l)) in targets.into_iter().enumerate() {
        assert_eq!(to, places[l as usize]);
        // Would the short form have reached?
        let (start, end) = ends[n];
        let d = if to as i64 > start { to as i64 - end } else { to as i64 - start - 2 };
        assert!(!exact || lens[n] == 2 || i8::try_from(d).is_err(), "branch {n} is longer than it must be");
    }
    marks.iter().for_each(|m| assert_eq!(out.code[*m as usize], MARK));
    assert_eq!(out.traps.iter().map(|r| r.0).collect::<Vec<_>>(), marks);
    assert_eq!(out.source.iter().map(|r| r.0).collect::<Vec<_>>(), marks);
    assert_eq!(out.unwind.iter().map(|r| r.0).collect::<Vec<_>>(), marks);
    assert_eq!(out.refs.iter().map(|r| r.at).collect::<Vec<_>>(), marks);
    out.tables.iter().for_each(|t| assert!(t.iter().zip(&places).all(|(a, b)| u64::from(*a) == *b)));
    lens
}

#[test]
fn edges_of_the_short_range() {
    for (jump, long) in [(P::Jmp as fn(u32) -> P, 5), (P::Jcc, 6)] {
        assert_eq!(run(&[jump(0), P::Fill(127), P::Here(0), P::Mark], true), [2]);
        assert_eq!(run(&[jump(0), P::Fill(127), P::Mark, P::Here(0)], true), [long]);
        assert_eq!(run(&[P::Mark, P::Here(0), P::Fill(126), jump(0), P::Mark], true), [2]);
        assert_eq!(run(&[P::Here(0), P::Mark, P::Fill(126), jump(0), P::Mark], true), [long]);
        assert_eq!(run(&[P::Here(0), jump(0)], true), [2]);
        assert_eq!(run(&[jump(0), P::Here(0)], true), [2]);
    }
}

#[test]
fn growth_spreads() {
    // The outer branch reaches only while the inner one is short.
    assert_eq!(run(&[P::Jmp(0), P::Fill(123), P::Jcc(1), P::Fill(2), P::Here(0), P::Fill(126), P::Here(1)], true), [5, 6]);
    assert_eq!(run(&[P::Jmp(0), P::Fill(123), P::Jcc(1), P::Fill(2), P::Here(0), P::Fill(125), P::Here(1)], true), [2, 2]);
}

/// Each branch passes the next one, and reaches only while that is short; the last one is long. So a pass can
/// lengthen one branch only.
fn chain(n: u32) -> Vec<P> {
    let mut p = vec![];
    for i in 0..n {
        p.push(P::Jcc(i));
        p.push(P::Fill(40));
        if i > 1 {
            p.push(P::Here(i - 2));
        }
    }
    p.extend([P::Fill(42), P::Here(n - 2), P::Fill(200), P::Here(n - 1)]);
    p
}

#[test]
fn long_chains_end() {
    assert_eq!(run(&chain(6), true), [6; 6]);
    // More than there are passes.
    assert_eq!(run(&chain(500), true), [6; 500]);
    // What is sure to reach stays short then.
    let mut p = chain(500);
    p.extend([P::Jmp(500), P::Fill(60), P::Jcc(501), P::Fill(50), P::Here(500), P::Fill(50), P::Here(501)]);
    assert_eq!(run(&p, true)[500..], [2, 2]);
}

#[test]
fn a_branch_to_nowhere_is_an_error() {
    let mut b = Branches::<Jump>::new(1);
    let mut out = FuncCode::default();
    b.branch(Jump(None), Branches::<Jump>::block(0), &mut out.code);
    assert!(b.finish(&mut out).is_err());
}

#[test]
fn random_code() {
    let mut seed = 0x2545_f491_4f6c_dd1d_u64;
    let mut random = |n: u32| {
        seed ^= seed << 13;
        seed ^= seed >> 7;
        seed ^= seed << 17;
        (seed >> 33) as u32 % n
    };
    for round in 0..3000 {
        let labels = 1 + random(40);
        let fill = [4, 16, 60, 130][round % 4];
        let mut p: Vec<P> = (0..labels).map(P::Here).collect();
        for _ in 0..labels * 2 {
            let piece = match random(4) {
                0 => P::Fill(random(fill)),
                1 => P::Jmp(random(labels)),
                2 => P::Jcc(random(labels)),
                _ => P::Mark,
            };
            p.insert(random(p.len() as u32 + 1) as usize, piece);
        }
        run(&p, false);
    }
}
