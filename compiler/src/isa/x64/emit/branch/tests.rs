//! Relaxation against an independent decoder: every branch reaches its label, none is longer than it must be, and the
//! tables still point at what they pointed at.

use super::*;
use crate::emit::branch::Branches;
use crate::emit::{FuncCode, Ref, RefKind, RefTarget, alignment};
use iced_x86::{Decoder, DecoderOptions, Mnemonic};
use wazc_abi::trap::TrapCode;

/// A piece of code.
#[derive(Clone, Copy, Debug)]
enum P {
    /// This many instructions of one byte.
    Fill(u32),
    /// A branch to the label.
    Jmp(u32),
    Jcc(u32),
    /// The label is here.
    Here(u32),
    /// A loop that is to be padded begins here, and ends at the next `End`.
    Loop,
    End,
    /// A byte that each table has a row for.
    Mark,
}

const MARK: u8 = 0xf4;
const FILL: u8 = 0xf8;

/// Lengths of the branches, which are checked.
fn run(pieces: &[P], exact: bool) -> Vec<usize> {
    run_loops(pieces, exact).0
}

/// Lengths of the branches, and where each loop's padding begins and ends, which are checked.
fn run_loops(pieces: &[P], exact: bool) -> (Vec<usize>, Vec<(u32, u32)>) {
    let labels = pieces.iter().filter(|p| matches!(p, P::Here(_))).count();
    let mut b = Branches::<Jump>::new(labels);
    let mut out = FuncCode::default();
    let mut end = None;
    for &p in pieces {
        match p {
            P::Fill(n) => out.code.resize(out.code.len() + n as usize, FILL),
            P::Jmp(l) => b.branch(Jump(None), Branches::<Jump>::block(l), &mut out.code),
            P::Jcc(l) => b.branch(Jump(Some(Cc::LE)), Branches::<Jump>::block(l), &mut out.code),
            P::Here(l) => b.bind(Branches::<Jump>::block(l), &out.code),
            P::Loop => end = Some(b.begin_loop(&out.code)),
            P::End => b.bind(end.take().unwrap(), &out.code),
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
    let (mut loops, mut loop_ends) = (Vec::new(), Vec::new());
    let here = |at: usize| code.get(at).map_or(out.code.len() as u64, |i| i.ip());
    for &p in pieces {
        match p {
            P::Fill(n) => at += n as usize,
            P::Here(l) => places[l as usize] = here(at),
            P::Loop => {
                let nops = code[at..].iter().take_while(|i| i.mnemonic() == Mnemonic::Nop).count();
                loops.push((here(at) as u32, here(at + nops) as u32));
                assert_eq!(nops, (here(at + nops) - here(at)).div_ceil(9) as usize);
                at += nops;
            }
            P::End => loop_ends.push(here(at) as u32),
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
    // A branch in a loop may be short after all.
    for ((before, start), end) in loops.iter().zip(loop_ends) {
        assert_eq!(start - before, alignment::padding(*before, end - start, Jump::MOST_PADDING));
    }
    assert_eq!(out.align, if loops.is_empty() { 0 } else { alignment::LINE });
    (lens, loops)
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
fn loops_begin_where_they_lie_in_fewest_lines() {
    let all = |before: u32, len: u32, more: &[P]| {
        let mut p = vec![P::Here(0), P::Fill(before), P::Loop, P::Here(1), P::Mark, P::Fill(len - 3), P::Jcc(1), P::End];
        p.extend(more);
        run_loops(&p, false)
    };
    for pad in 1..16 {
        assert_eq!(all(64 - pad, 40, &[]).1, [(64 - pad, 64)]);
        assert_eq!(all(64 - pad, 40, &[P::Fill(4), P::Loop, P::Fill(40), P::End]).1, [(64 - pad, 64), (108, 108)]);
    }
    assert_eq!(all(48, 40, &[]).1, [(48, 48)], "it would be 16 bytes");
    assert_eq!(all(24, 40, &[]).1, [(24, 24)], "it lies in one line");
    // A row of what stands before stays there, a branch forward and one backward pass the padding.
    let (lens, loops) = run_loops(&[P::Mark, P::Jcc(0), P::Fill(46), P::Mark, P::Loop, P::Mark, P::Here(0), P::Fill(30), P::End, P::Here(1), P::Jmp(1)], false);
    assert_eq!((lens, loops), (vec![2, 2], vec![(50, 64)]));
    // Long branches, in the loop too: its length is that of their long forms.
    let (lens, loops) = run_loops(&[P::Jmp(0), P::Fill(45), P::Loop, P::Here(1), P::Fill(3), P::Jcc(0), P::Fill(4), P::Jcc(1), P::End, P::Fill(300), P::Here(0), P::Jmp(1)], false);
    assert_eq!((lens, loops), (vec![5, 6, 2, 5], vec![(50, 64)]));
    // While forms are chosen, all of the padding counts.
    let near = |fill| run(&[P::Jmp(0), P::Fill(20), P::Loop, P::Fill(fill - 20), P::Here(0), P::End], false);
    assert_eq!((near(127 - Jump::MOST_PADDING), near(128 - Jump::MOST_PADDING)), (vec![2], vec![5]));
}

#[test]
fn padding_of_every_length() {
    for n in 0..64 {
        let mut code = Vec::new();
        Jump::pad(n, &mut code);
        let nops: Vec<_> = Decoder::with_ip(64, &code, 0, DecoderOptions::NONE).iter().collect();
        assert!(code.len() == n as usize && nops.iter().all(|i| i.mnemonic() == Mnemonic::Nop));
        assert_eq!(nops.len(), n.div_ceil(9) as usize);
    }
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
        // Loops side by side, in every other round.
        let mut at = if round / 4 % 2 == 0 { p.len() } else { random(8) as usize };
        while at < p.len() {
            p.insert(at, P::Loop);
            let end = (at + 1 + random(8) as usize).min(p.len());
            p.insert(end, P::End);
            at = end + 1 + random(8) as usize;
        }
        run(&p, false);
    }
}
