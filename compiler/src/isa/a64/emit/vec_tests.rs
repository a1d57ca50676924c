//! Every instruction on vectors against an assembler's words; vector constants against what their immediates stand for.

use super::tests::{g, v};
use super::*;
use crate::isa::a64::vec::{VecInto1, VecInto2, VecShift, constant};
use dynasmrt::{VecAssembler, aarch64::Aarch64Relocation, dynasm};

fn vec1(op: Vec1, lane: Lane) -> Inst {
    Inst::Vec1 { op, lane, dst: v(1), a: v(18) }
}

fn vec2(op: Vec2, lane: Lane) -> Inst {
    Inst::Vec2 { op, lane, dst: v(1), a: v(18), b: v(31) }
}

fn into1(op: VecInto1, lane: Lane) -> Inst {
    Inst::VecInto1 { op, lane, dst: v(1), into: v(1), a: v(18) }
}

fn into2(op: VecInto2, lane: Lane) -> Inst {
    Inst::VecInto2 { op, lane, dst: v(1), into: v(1), a: v(18), b: v(31) }
}

fn shift(op: VecShift, lane: Lane, n: u8) -> Inst {
    Inst::VecShift { op, lane, dst: v(1), a: v(18), n }
}

/// The word that is emitted.
fn word(i: &Inst) -> u32 {
    let mut e = Emit::new(1);
    e.inst(i, None, &[0]).unwrap();
    u32::from_le_bytes(e.out.code[..].try_into().unwrap())
}

#[test]
fn words_are_the_assembler_s() {
    let mut a = VecAssembler::<Aarch64Relocation>::new(0);
    dynasm!(a
        ; .arch aarch64
        ; abs v1.b16, v18.b16
        ; abs v1.h8, v18.h8
        ; abs v1.s4, v18.s4
        ; abs v1.d2, v18.d2
        ; neg v1.b16, v18.b16
        ; neg v1.h8, v18.h8
        ; neg v1.s4, v18.s4
        ; neg v1.d2, v18.d2
        ; cnt v1.b16, v18.b16
        ; mvn v1.b16, v18.b16
        ; rev64 v1.b16, v18.b16
        ; rev64 v1.h8, v18.h8
        ; rev64 v1.s4, v18.s4
        ; rev32 v1.b16, v18.b16
        ; rev32 v1.h8, v18.h8
        ; rev16 v1.b16, v18.b16
        ; cmgt v1.b16, v18.b16, 0
        ; cmgt v1.h8, v18.h8, 0
        ; cmgt v1.s4, v18.s4, 0
        ; cmgt v1.d2, v18.d2, 0
        ; cmge v1.b16, v18.b16, 0
        ; cmge v1.h8, v18.h8, 0
        ; cmge v1.s4, v18.s4, 0
        ; cmge v1.d2, v18.d2, 0
        ; cmeq v1.b16, v18.b16, 0
        ; cmeq v1.h8, v18.h8, 0
        ; cmeq v1.s4, v18.s4, 0
        ; cmeq v1.d2, v18.d2, 0
        ; cmle v1.b16, v18.b16, 0
        ; cmle v1.h8, v18.h8, 0
        ; cmle v1.s4, v18.s4, 0
        ; cmle v1.d2, v18.d2, 0
        ; cmlt v1.b16, v18.b16, 0
        ; cmlt v1.h8, v18.h8, 0
        ; cmlt v1.s4, v18.s4, 0
        ; cmlt v1.d2, v18.d2, 0
        ; fcmgt v1.s4, v18.s4, 0.0
        ; fcmgt v1.d2, v18.d2, 0.0
        ; fcmge v1.s4, v18.s4, 0.0
        ; fcmge v1.d2, v18.d2, 0.0
        ; fcmeq v1.s4, v18.s4, 0.0
        ; fcmeq v1.d2, v18.d2, 0.0
        ; fcmle v1.s4, v18.s4, 0.0
        ; fcmle v1.d2, v18.d2, 0.0
        ; fcmlt v1.s4, v18.s4, 0.0
        ; fcmlt v1.d2, v18.d2, 0.0
        ; fabs v1.s4, v18.s4
        ; fabs v1.d2, v18.d2
        ; fneg v1.s4, v18.s4
        ; fneg v1.d2, v18.d2
        ; fsqrt v1.s4, v18.s4
        ; fsqrt v1.d2, v18.d2
        ; frintn v1.s4, v18.s4
        ; frintn v1.d2, v18.d2
        ; frintm v1.s4, v18.s4
        ; frintm v1.d2, v18.d2
        ; frintp v1.s4, v18.s4
        ; frintp v1.d2, v18.d2
        ; frintz v1.s4, v18.s4
        ; frintz v1.d2, v18.d2
        ; fcvtzs v1.s4, v18.s4
        ; fcvtzs v1.d2, v18.d2
        ; fcvtzu v1.s4, v18.s4
        ; fcvtzu v1.d2, v18.d2
        ; scvtf v1.s4, v18.s4
        ; scvtf v1.d2, v18.d2
        ; ucvtf v1.s4, v18.s4
        ; ucvtf v1.d2, v18.d2
        ; saddlp v1.h8, v18.b16
        ; uaddlp v1.h8, v18.b16
        ; xtn v1.b8, v18.h8
        ; sqxtn v1.b8, v18.h8
        ; uqxtn v1.b8, v18.h8
        ; sqxtun v1.b8, v18.h8
        ; shll v1.h8, v18.b8, 8
        ; sxtl v1.h8, v18.b8
        ; sxtl2 v1.h8, v18.b16
        ; uxtl v1.h8, v18.b8
        ; uxtl2 v1.h8, v18.b16
        ; saddlp v1.s4, v18.h8
        ; uaddlp v1.s4, v18.h8
        ; xtn v1.h4, v18.s4
        ; sqxtn v1.h4, v18.s4
        ; uqxtn v1.h4, v18.s4
        ; sqxtun v1.h4, v18.s4
        ; shll v1.s4, v18.h4, 16
        ; sxtl v1.s4, v18.h4
        ; sxtl2 v1.s4, v18.h8
        ; uxtl v1.s4, v18.h4
        ; uxtl2 v1.s4, v18.h8
        ; saddlp v1.d2, v18.s4
        ; uaddlp v1.d2, v18.s4
        ; xtn v1.s2, v18.d2
        ; sqxtn v1.s2, v18.d2
        ; uqxtn v1.s2, v18.d2
        ; sqxtun v1.s2, v18.d2
        ; shll v1.d2, v18.s2, 32
        ; sxtl v1.d2, v18.s2
        ; sxtl2 v1.d2, v18.s4
        ; uxtl v1.d2, v18.s2
        ; uxtl2 v1.d2, v18.s4
        ; addv b1, v18.b16
        ; uminv b1, v18.b16
        ; addv h1, v18.h8
        ; uminv h1, v18.h8
        ; addv s1, v18.s4
        ; uminv s1, v18.s4
        ; fcvtn v1.s2, v18.d2
        ; fcvtl v1.d2, v18.s2
        ; and v1.b16, v18.b16, v31.b16
        ; bic v1.b16, v18.b16, v31.b16
        ; orr v1.b16, v18.b16, v31.b16
        ; orn v1.b16, v18.b16, v31.b16
        ; eor v1.b16, v18.b16, v31.b16
        ; add v1.b16, v18.b16, v31.b16
        ; add v1.h8, v18.h8, v31.h8
        ; add v1.s4, v18.s4, v31.s4
        ; add v1.d2, v18.d2, v31.d2
        ; sub v1.b16, v18.b16, v31.b16
        ; sub v1.h8, v18.h8, v31.h8
        ; sub v1.s4, v18.s4, v31.s4
        ; sub v1.d2, v18.d2, v31.d2
        ; addp v1.b16, v18.b16, v31.b16
        ; addp v1.h8, v18.h8, v31.h8
        ; addp v1.s4, v18.s4, v31.s4
        ; addp v1.d2, v18.d2, v31.d2
        ; sqadd v1.b16, v18.b16, v31.b16
        ; sqadd v1.h8, v18.h8, v31.h8
        ; sqadd v1.s4, v18.s4, v31.s4
        ; sqadd v1.d2, v18.d2, v31.d2
        ; uqadd v1.b16, v18.b16, v31.b16
        ; uqadd v1.h8, v18.h8, v31.h8
        ; uqadd v1.s4, v18.s4, v31.s4
        ; uqadd v1.d2, v18.d2, v31.d2
        ; sqsub v1.b16, v18.b16, v31.b16
        ; sqsub v1.h8, v18.h8, v31.h8
        ; sqsub v1.s4, v18.s4, v31.s4
        ; sqsub v1.d2, v18.d2, v31.d2
        ; uqsub v1.b16, v18.b16, v31.b16
        ; uqsub v1.h8, v18.h8, v31.h8
        ; uqsub v1.s4, v18.s4, v31.s4
        ; uqsub v1.d2, v18.d2, v31.d2
        ; cmgt v1.b16, v18.b16, v31.b16
        ; cmgt v1.h8, v18.h8, v31.h8
        ; cmgt v1.s4, v18.s4, v31.s4
        ; cmgt v1.d2, v18.d2, v31.d2
        ; cmhi v1.b16, v18.b16, v31.b16
        ; cmhi v1.h8, v18.h8, v31.h8
        ; cmhi v1.s4, v18.s4, v31.s4
        ; cmhi v1.d2, v18.d2, v31.d2
        ; cmge v1.b16, v18.b16, v31.b16
        ; cmge v1.h8, v18.h8, v31.h8
        ; cmge v1.s4, v18.s4, v31.s4
        ; cmge v1.d2, v18.d2, v31.d2
        ; cmhs v1.b16, v18.b16, v31.b16
        ; cmhs v1.h8, v18.h8, v31.h8
        ; cmhs v1.s4, v18.s4, v31.s4
        ; cmhs v1.d2, v18.d2, v31.d2
        ; cmeq v1.b16, v18.b16, v31.b16
        ; cmeq v1.h8, v18.h8, v31.h8
        ; cmeq v1.s4, v18.s4, v31.s4
        ; cmeq v1.d2, v18.d2, v31.d2
        ; cmtst v1.b16, v18.b16, v31.b16
        ; cmtst v1.h8, v18.h8, v31.h8
        ; cmtst v1.s4, v18.s4, v31.s4
        ; cmtst v1.d2, v18.d2, v31.d2
        ; sshl v1.b16, v18.b16, v31.b16
        ; sshl v1.h8, v18.h8, v31.h8
        ; sshl v1.s4, v18.s4, v31.s4
        ; sshl v1.d2, v18.d2, v31.d2
        ; ushl v1.b16, v18.b16, v31.b16
        ; ushl v1.h8, v18.h8, v31.h8
        ; ushl v1.s4, v18.s4, v31.s4
        ; ushl v1.d2, v18.d2, v31.d2
        ; uzp1 v1.b16, v18.b16, v31.b16
        ; uzp1 v1.h8, v18.h8, v31.h8
        ; uzp1 v1.s4, v18.s4, v31.s4
        ; uzp1 v1.d2, v18.d2, v31.d2
        ; trn1 v1.b16, v18.b16, v31.b16
        ; trn1 v1.h8, v18.h8, v31.h8
        ; trn1 v1.s4, v18.s4, v31.s4
        ; trn1 v1.d2, v18.d2, v31.d2
        ; zip1 v1.b16, v18.b16, v31.b16
        ; zip1 v1.h8, v18.h8, v31.h8
        ; zip1 v1.s4, v18.s4, v31.s4
        ; zip1 v1.d2, v18.d2, v31.d2
        ; uzp2 v1.b16, v18.b16, v31.b16
        ; uzp2 v1.h8, v18.h8, v31.h8
        ; uzp2 v1.s4, v18.s4, v31.s4
        ; uzp2 v1.d2, v18.d2, v31.d2
        ; trn2 v1.b16, v18.b16, v31.b16
        ; trn2 v1.h8, v18.h8, v31.h8
        ; trn2 v1.s4, v18.s4, v31.s4
        ; trn2 v1.d2, v18.d2, v31.d2
        ; zip2 v1.b16, v18.b16, v31.b16
        ; zip2 v1.h8, v18.h8, v31.h8
        ; zip2 v1.s4, v18.s4, v31.s4
        ; zip2 v1.d2, v18.d2, v31.d2
        ; mul v1.b16, v18.b16, v31.b16
        ; mul v1.h8, v18.h8, v31.h8
        ; mul v1.s4, v18.s4, v31.s4
        ; urhadd v1.b16, v18.b16, v31.b16
        ; urhadd v1.h8, v18.h8, v31.h8
        ; urhadd v1.s4, v18.s4, v31.s4
        ; smax v1.b16, v18.b16, v31.b16
        ; smax v1.h8, v18.h8, v31.h8
        ; smax v1.s4, v18.s4, v31.s4
        ; umax v1.b16, v18.b16, v31.b16
        ; umax v1.h8, v18.h8, v31.h8
        ; umax v1.s4, v18.s4, v31.s4
        ; smin v1.b16, v18.b16, v31.b16
        ; smin v1.h8, v18.h8, v31.h8
        ; smin v1.s4, v18.s4, v31.s4
        ; umin v1.b16, v18.b16, v31.b16
        ; umin v1.h8, v18.h8, v31.h8
        ; umin v1.s4, v18.s4, v31.s4
        ; umaxp v1.b16, v18.b16, v31.b16
        ; umaxp v1.h8, v18.h8, v31.h8
        ; umaxp v1.s4, v18.s4, v31.s4
        ; sqrdmulh v1.h8, v18.h8, v31.h8
        ; sqrdmulh v1.s4, v18.s4, v31.s4
        ; fadd v1.s4, v18.s4, v31.s4
        ; fadd v1.d2, v18.d2, v31.d2
        ; fsub v1.s4, v18.s4, v31.s4
        ; fsub v1.d2, v18.d2, v31.d2
        ; fmul v1.s4, v18.s4, v31.s4
        ; fmul v1.d2, v18.d2, v31.d2
        ; fdiv v1.s4, v18.s4, v31.s4
        ; fdiv v1.d2, v18.d2, v31.d2
        ; fmin v1.s4, v18.s4, v31.s4
        ; fmin v1.d2, v18.d2, v31.d2
        ; fmax v1.s4, v18.s4, v31.s4
        ; fmax v1.d2, v18.d2, v31.d2
        ; fcmeq v1.s4, v18.s4, v31.s4
        ; fcmeq v1.d2, v18.d2, v31.d2
        ; fcmge v1.s4, v18.s4, v31.s4
        ; fcmge v1.d2, v18.d2, v31.d2
        ; fcmgt v1.s4, v18.s4, v31.s4
        ; fcmgt v1.d2, v18.d2, v31.d2
        ; smull v1.h8, v18.b8, v31.b8
        ; smull2 v1.h8, v18.b16, v31.b16
        ; umull v1.h8, v18.b8, v31.b8
        ; umull2 v1.h8, v18.b16, v31.b16
        ; smlal v1.h8, v18.b8, v31.b8
        ; smlal2 v1.h8, v18.b16, v31.b16
        ; umlal v1.h8, v18.b8, v31.b8
        ; umlal2 v1.h8, v18.b16, v31.b16
        ; sqxtn2 v1.b16, v18.h8
        ; sqxtun2 v1.b16, v18.h8
        ; sadalp v1.h8, v18.b16
        ; uadalp v1.h8, v18.b16
        ; mla v1.b16, v18.b16, v31.b16
        ; mls v1.b16, v18.b16, v31.b16
        ; smull v1.s4, v18.h4, v31.h4
        ; smull2 v1.s4, v18.h8, v31.h8
        ; umull v1.s4, v18.h4, v31.h4
        ; umull2 v1.s4, v18.h8, v31.h8
        ; smlal v1.s4, v18.h4, v31.h4
        ; smlal2 v1.s4, v18.h8, v31.h8
        ; umlal v1.s4, v18.h4, v31.h4
        ; umlal2 v1.s4, v18.h8, v31.h8
        ; sqxtn2 v1.h8, v18.s4
        ; sqxtun2 v1.h8, v18.s4
        ; sadalp v1.s4, v18.h8
        ; uadalp v1.s4, v18.h8
        ; mla v1.h8, v18.h8, v31.h8
        ; mls v1.h8, v18.h8, v31.h8
        ; smull v1.d2, v18.s2, v31.s2
        ; smull2 v1.d2, v18.s4, v31.s4
        ; umull v1.d2, v18.s2, v31.s2
        ; umull2 v1.d2, v18.s4, v31.s4
        ; smlal v1.d2, v18.s2, v31.s2
        ; smlal2 v1.d2, v18.s4, v31.s4
        ; umlal v1.d2, v18.s2, v31.s2
        ; umlal2 v1.d2, v18.s4, v31.s4
        ; sqxtn2 v1.s4, v18.d2
        ; sqxtun2 v1.s4, v18.d2
        ; sadalp v1.d2, v18.s4
        ; uadalp v1.d2, v18.s4
        ; mla v1.s4, v18.s4, v31.s4
        ; mls v1.s4, v18.s4, v31.s4
        ; tbl v1.b16, {v18.b16}, v31.b16
        ; fmul v1.s4, v18.s4, v31.s[0]
        ; fmla v1.s4, v18.s4, v31.s[0]
        ; fmls v1.s4, v18.s4, v31.s[0]
        ; fmla v1.s4, v18.s4, v31.s4
        ; fmls v1.s4, v18.s4, v31.s4
        ; fmul v1.d2, v18.d2, v31.d[0]
        ; fmla v1.d2, v18.d2, v31.d[0]
        ; fmls v1.d2, v18.d2, v31.d[0]
        ; fmla v1.d2, v18.d2, v31.d2
        ; fmls v1.d2, v18.d2, v31.d2
        ; bsl v1.b16, v18.b16, v31.b16
        ; sdot v1.s4, v18.b16, v31.b16
        ; shl v1.b16, v18.b16, 1
        ; shl v1.b16, v18.b16, 7
        ; sshr v1.b16, v18.b16, 1
        ; ushr v1.b16, v18.b16, 1
        ; sshr v1.b16, v18.b16, 8
        ; ushr v1.b16, v18.b16, 8
        ; dup v1.b16, w18
        ; dup v1.b16, v18.b[0]
        ; mov b1, v18.b[0]
        ; umov w1, v18.b[0]
        ; smov w1, v18.b[0]
        ; mov v1.b[0], w18
        ; mov v1.b[0], v18.b[15]
        ; dup v1.b16, v18.b[15]
        ; mov b1, v18.b[15]
        ; umov w1, v18.b[15]
        ; smov w1, v18.b[15]
        ; mov v1.b[15], w18
        ; mov v1.b[15], v18.b[0]
        ; shl v1.h8, v18.h8, 1
        ; shl v1.h8, v18.h8, 15
        ; sshr v1.h8, v18.h8, 1
        ; ushr v1.h8, v18.h8, 1
        ; sshr v1.h8, v18.h8, 16
        ; ushr v1.h8, v18.h8, 16
        ; dup v1.h8, w18
        ; dup v1.h8, v18.h[0]
        ; mov h1, v18.h[0]
        ; umov w1, v18.h[0]
        ; smov w1, v18.h[0]
        ; mov v1.h[0], w18
        ; mov v1.h[0], v18.h[7]
        ; dup v1.h8, v18.h[7]
        ; mov h1, v18.h[7]
        ; umov w1, v18.h[7]
        ; smov w1, v18.h[7]
        ; mov v1.h[7], w18
        ; mov v1.h[7], v18.h[0]
        ; shl v1.s4, v18.s4, 1
        ; shl v1.s4, v18.s4, 31
        ; sshr v1.s4, v18.s4, 1
        ; ushr v1.s4, v18.s4, 1
        ; sshr v1.s4, v18.s4, 32
        ; ushr v1.s4, v18.s4, 32
        ; dup v1.s4, w18
        ; dup v1.s4, v18.s[0]
        ; mov s1, v18.s[0]
        ; umov w1, v18.s[0]
        ; mov v1.s[0], w18
        ; mov v1.s[0], v18.s[3]
        ; dup v1.s4, v18.s[3]
        ; mov s1, v18.s[3]
        ; umov w1, v18.s[3]
        ; mov v1.s[3], w18
        ; mov v1.s[3], v18.s[0]
        ; shl v1.d2, v18.d2, 1
        ; shl v1.d2, v18.d2, 63
        ; sshr v1.d2, v18.d2, 1
        ; ushr v1.d2, v18.d2, 1
        ; sshr v1.d2, v18.d2, 64
        ; ushr v1.d2, v18.d2, 64
        ; dup v1.d2, x18
        ; dup v1.d2, v18.d[0]
        ; mov d1, v18.d[0]
        ; umov x1, v18.d[0]
        ; mov v1.d[0], x18
        ; mov v1.d[0], v18.d[1]
        ; dup v1.d2, v18.d[1]
        ; mov d1, v18.d[1]
        ; umov x1, v18.d[1]
        ; mov v1.d[1], x18
        ; mov v1.d[1], v18.d[0]
        ; ext v1.b16, v18.b16, v31.b16, 1
        ; ext v1.b16, v18.b16, v31.b16, 15
        ; tbl v1.b16, {v30.b16 * 2}, v18.b16
    );
    let insts = [
        vec1(Vec1::Abs, Lane::I8),
        vec1(Vec1::Abs, Lane::I16),
        vec1(Vec1::Abs, Lane::I32),
        vec1(Vec1::Abs, Lane::I64),
        vec1(Vec1::Neg, Lane::I8),
        vec1(Vec1::Neg, Lane::I16),
        vec1(Vec1::Neg, Lane::I32),
        vec1(Vec1::Neg, Lane::I64),
        vec1(Vec1::Cnt, Lane::I8),
        vec1(Vec1::Mvn, Lane::I8),
        vec1(Vec1::Rev64, Lane::I8),
        vec1(Vec1::Rev64, Lane::I16),
        vec1(Vec1::Rev64, Lane::I32),
        vec1(Vec1::Rev32, Lane::I8),
        vec1(Vec1::Rev32, Lane::I16),
        vec1(Vec1::Rev16, Lane::I8),
        vec1(Vec1::Cmgt0, Lane::I8),
        vec1(Vec1::Cmgt0, Lane::I16),
        vec1(Vec1::Cmgt0, Lane::I32),
        vec1(Vec1::Cmgt0, Lane::I64),
        vec1(Vec1::Cmge0, Lane::I8),
        vec1(Vec1::Cmge0, Lane::I16),
        vec1(Vec1::Cmge0, Lane::I32),
        vec1(Vec1::Cmge0, Lane::I64),
        vec1(Vec1::Cmeq0, Lane::I8),
        vec1(Vec1::Cmeq0, Lane::I16),
        vec1(Vec1::Cmeq0, Lane::I32),
        vec1(Vec1::Cmeq0, Lane::I64),
        vec1(Vec1::Cmle0, Lane::I8),
        vec1(Vec1::Cmle0, Lane::I16),
        vec1(Vec1::Cmle0, Lane::I32),
        vec1(Vec1::Cmle0, Lane::I64),
        vec1(Vec1::Cmlt0, Lane::I8),
        vec1(Vec1::Cmlt0, Lane::I16),
        vec1(Vec1::Cmlt0, Lane::I32),
        vec1(Vec1::Cmlt0, Lane::I64),
        vec1(Vec1::Fcmgt0, Lane::F32),
        vec1(Vec1::Fcmgt0, Lane::F64),
        vec1(Vec1::Fcmge0, Lane::F32),
        vec1(Vec1::Fcmge0, Lane::F64),
        vec1(Vec1::Fcmeq0, Lane::F32),
        vec1(Vec1::Fcmeq0, Lane::F64),
        vec1(Vec1::Fcmle0, Lane::F32),
        vec1(Vec1::Fcmle0, Lane::F64),
        vec1(Vec1::Fcmlt0, Lane::F32),
        vec1(Vec1::Fcmlt0, Lane::F64),
        vec1(Vec1::Fabs, Lane::F32),
        vec1(Vec1::Fabs, Lane::F64),
        vec1(Vec1::Fneg, Lane::F32),
        vec1(Vec1::Fneg, Lane::F64),
        vec1(Vec1::Fsqrt, Lane::F32),
        vec1(Vec1::Fsqrt, Lane::F64),
        vec1(Vec1::Frintn, Lane::F32),
        vec1(Vec1::Frintn, Lane::F64),
        vec1(Vec1::Frintm, Lane::F32),
        vec1(Vec1::Frintm, Lane::F64),
        vec1(Vec1::Frintp, Lane::F32),
        vec1(Vec1::Frintp, Lane::F64),
        vec1(Vec1::Frintz, Lane::F32),
        vec1(Vec1::Frintz, Lane::F64),
        vec1(Vec1::Fcvtzs, Lane::F32),
        vec1(Vec1::Fcvtzs, Lane::F64),
        vec1(Vec1::Fcvtzu, Lane::F32),
        vec1(Vec1::Fcvtzu, Lane::F64),
        vec1(Vec1::Scvtf, Lane::F32),
        vec1(Vec1::Scvtf, Lane::F64),
        vec1(Vec1::Ucvtf, Lane::F32),
        vec1(Vec1::Ucvtf, Lane::F64),
        vec1(Vec1::Saddlp, Lane::I8),
        vec1(Vec1::Uaddlp, Lane::I8),
        vec1(Vec1::Xtn, Lane::I8),
        vec1(Vec1::Sqxtn, Lane::I8),
        vec1(Vec1::Uqxtn, Lane::I8),
        vec1(Vec1::Sqxtun, Lane::I8),
        vec1(Vec1::Shll, Lane::I8),
        vec1(Vec1::Sxtl, Lane::I8),
        vec1(Vec1::Sxtl2, Lane::I8),
        vec1(Vec1::Uxtl, Lane::I8),
        vec1(Vec1::Uxtl2, Lane::I8),
        vec1(Vec1::Saddlp, Lane::I16),
        vec1(Vec1::Uaddlp, Lane::I16),
        vec1(Vec1::Xtn, Lane::I16),
        vec1(Vec1::Sqxtn, Lane::I16),
        vec1(Vec1::Uqxtn, Lane::I16),
        vec1(Vec1::Sqxtun, Lane::I16),
        vec1(Vec1::Shll, Lane::I16),
        vec1(Vec1::Sxtl, Lane::I16),
        vec1(Vec1::Sxtl2, Lane::I16),
        vec1(Vec1::Uxtl, Lane::I16),
        vec1(Vec1::Uxtl2, Lane::I16),
        vec1(Vec1::Saddlp, Lane::I32),
        vec1(Vec1::Uaddlp, Lane::I32),
        vec1(Vec1::Xtn, Lane::I32),
        vec1(Vec1::Sqxtn, Lane::I32),
        vec1(Vec1::Uqxtn, Lane::I32),
        vec1(Vec1::Sqxtun, Lane::I32),
        vec1(Vec1::Shll, Lane::I32),
        vec1(Vec1::Sxtl, Lane::I32),
        vec1(Vec1::Sxtl2, Lane::I32),
        vec1(Vec1::Uxtl, Lane::I32),
        vec1(Vec1::Uxtl2, Lane::I32),
        vec1(Vec1::Addv, Lane::I8),
        vec1(Vec1::Uminv, Lane::I8),
        vec1(Vec1::Addv, Lane::I16),
        vec1(Vec1::Uminv, Lane::I16),
        vec1(Vec1::Addv, Lane::I32),
        vec1(Vec1::Uminv, Lane::I32),
        vec1(Vec1::Fcvtn, Lane::F32),
        vec1(Vec1::Fcvtl, Lane::F32),
        vec2(Vec2::And, Lane::I8),
        vec2(Vec2::Bic, Lane::I8),
        vec2(Vec2::Orr, Lane::I8),
        vec2(Vec2::Orn, Lane::I8),
        vec2(Vec2::Eor, Lane::I8),
        vec2(Vec2::Add, Lane::I8),
        vec2(Vec2::Add, Lane::I16),
        vec2(Vec2::Add, Lane::I32),
        vec2(Vec2::Add, Lane::I64),
        vec2(Vec2::Sub, Lane::I8),
        vec2(Vec2::Sub, Lane::I16),
        vec2(Vec2::Sub, Lane::I32),
        vec2(Vec2::Sub, Lane::I64),
        vec2(Vec2::Addp, Lane::I8),
        vec2(Vec2::Addp, Lane::I16),
        vec2(Vec2::Addp, Lane::I32),
        vec2(Vec2::Addp, Lane::I64),
        vec2(Vec2::Sqadd, Lane::I8),
        vec2(Vec2::Sqadd, Lane::I16),
        vec2(Vec2::Sqadd, Lane::I32),
        vec2(Vec2::Sqadd, Lane::I64),
        vec2(Vec2::Uqadd, Lane::I8),
        vec2(Vec2::Uqadd, Lane::I16),
        vec2(Vec2::Uqadd, Lane::I32),
        vec2(Vec2::Uqadd, Lane::I64),
        vec2(Vec2::Sqsub, Lane::I8),
        vec2(Vec2::Sqsub, Lane::I16),
        vec2(Vec2::Sqsub, Lane::I32),
        vec2(Vec2::Sqsub, Lane::I64),
        vec2(Vec2::Uqsub, Lane::I8),
        vec2(Vec2::Uqsub, Lane::I16),
        vec2(Vec2::Uqsub, Lane::I32),
        vec2(Vec2::Uqsub, Lane::I64),
        vec2(Vec2::Cmgt, Lane::I8),
        vec2(Vec2::Cmgt, Lane::I16),
        vec2(Vec2::Cmgt, Lane::I32),
        vec2(Vec2::Cmgt, Lane::I64),
        vec2(Vec2::Cmhi, Lane::I8),
        vec2(Vec2::Cmhi, Lane::I16),
        vec2(Vec2::Cmhi, Lane::I32),
        vec2(Vec2::Cmhi, Lane::I64),
        vec2(Vec2::Cmge, Lane::I8),
        vec2(Vec2::Cmge, Lane::I16),
        vec2(Vec2::Cmge, Lane::I32),
        vec2(Vec2::Cmge, Lane::I64),
        vec2(Vec2::Cmhs, Lane::I8),
        vec2(Vec2::Cmhs, Lane::I16),
        vec2(Vec2::Cmhs, Lane::I32),
        vec2(Vec2::Cmhs, Lane::I64),
        vec2(Vec2::Cmeq, Lane::I8),
        vec2(Vec2::Cmeq, Lane::I16),
        vec2(Vec2::Cmeq, Lane::I32),
        vec2(Vec2::Cmeq, Lane::I64),
        vec2(Vec2::Cmtst, Lane::I8),
        vec2(Vec2::Cmtst, Lane::I16),
        vec2(Vec2::Cmtst, Lane::I32),
        vec2(Vec2::Cmtst, Lane::I64),
        vec2(Vec2::Sshl, Lane::I8),
        vec2(Vec2::Sshl, Lane::I16),
        vec2(Vec2::Sshl, Lane::I32),
        vec2(Vec2::Sshl, Lane::I64),
        vec2(Vec2::Ushl, Lane::I8),
        vec2(Vec2::Ushl, Lane::I16),
        vec2(Vec2::Ushl, Lane::I32),
        vec2(Vec2::Ushl, Lane::I64),
        vec2(Vec2::Uzp1, Lane::I8),
        vec2(Vec2::Uzp1, Lane::I16),
        vec2(Vec2::Uzp1, Lane::I32),
        vec2(Vec2::Uzp1, Lane::I64),
        vec2(Vec2::Trn1, Lane::I8),
        vec2(Vec2::Trn1, Lane::I16),
        vec2(Vec2::Trn1, Lane::I32),
        vec2(Vec2::Trn1, Lane::I64),
        vec2(Vec2::Zip1, Lane::I8),
        vec2(Vec2::Zip1, Lane::I16),
        vec2(Vec2::Zip1, Lane::I32),
        vec2(Vec2::Zip1, Lane::I64),
        vec2(Vec2::Uzp2, Lane::I8),
        vec2(Vec2::Uzp2, Lane::I16),
        vec2(Vec2::Uzp2, Lane::I32),
        vec2(Vec2::Uzp2, Lane::I64),
        vec2(Vec2::Trn2, Lane::I8),
        vec2(Vec2::Trn2, Lane::I16),
        vec2(Vec2::Trn2, Lane::I32),
        vec2(Vec2::Trn2, Lane::I64),
        vec2(Vec2::Zip2, Lane::I8),
        vec2(Vec2::Zip2, Lane::I16),
        vec2(Vec2::Zip2, Lane::I32),
        vec2(Vec2::Zip2, Lane::I64),
        vec2(Vec2::Mul, Lane::I8),
        vec2(Vec2::Mul, Lane::I16),
        vec2(Vec2::Mul, Lane::I32),
        vec2(Vec2::Urhadd, Lane::I8),
        vec2(Vec2::Urhadd, Lane::I16),
        vec2(Vec2::Urhadd, Lane::I32),
        vec2(Vec2::Smax, Lane::I8),
        vec2(Vec2::Smax, Lane::I16),
        vec2(Vec2::Smax, Lane::I32),
        vec2(Vec2::Umax, Lane::I8),
        vec2(Vec2::Umax, Lane::I16),
        vec2(Vec2::Umax, Lane::I32),
        vec2(Vec2::Smin, Lane::I8),
        vec2(Vec2::Smin, Lane::I16),
        vec2(Vec2::Smin, Lane::I32),
        vec2(Vec2::Umin, Lane::I8),
        vec2(Vec2::Umin, Lane::I16),
        vec2(Vec2::Umin, Lane::I32),
        vec2(Vec2::Umaxp, Lane::I8),
        vec2(Vec2::Umaxp, Lane::I16),
        vec2(Vec2::Umaxp, Lane::I32),
        vec2(Vec2::Sqrdmulh, Lane::I16),
        vec2(Vec2::Sqrdmulh, Lane::I32),
        vec2(Vec2::Fadd, Lane::F32),
        vec2(Vec2::Fadd, Lane::F64),
        vec2(Vec2::Fsub, Lane::F32),
        vec2(Vec2::Fsub, Lane::F64),
        vec2(Vec2::Fmul, Lane::F32),
        vec2(Vec2::Fmul, Lane::F64),
        vec2(Vec2::Fdiv, Lane::F32),
        vec2(Vec2::Fdiv, Lane::F64),
        vec2(Vec2::Fmin, Lane::F32),
        vec2(Vec2::Fmin, Lane::F64),
        vec2(Vec2::Fmax, Lane::F32),
        vec2(Vec2::Fmax, Lane::F64),
        vec2(Vec2::Fcmeq, Lane::F32),
        vec2(Vec2::Fcmeq, Lane::F64),
        vec2(Vec2::Fcmge, Lane::F32),
        vec2(Vec2::Fcmge, Lane::F64),
        vec2(Vec2::Fcmgt, Lane::F32),
        vec2(Vec2::Fcmgt, Lane::F64),
        vec2(Vec2::Smull, Lane::I8),
        vec2(Vec2::Smull2, Lane::I8),
        vec2(Vec2::Umull, Lane::I8),
        vec2(Vec2::Umull2, Lane::I8),
        into2(VecInto2::Smlal, Lane::I8),
        into2(VecInto2::Smlal2, Lane::I8),
        into2(VecInto2::Umlal, Lane::I8),
        into2(VecInto2::Umlal2, Lane::I8),
        into1(VecInto1::Sqxtn2, Lane::I8),
        into1(VecInto1::Sqxtun2, Lane::I8),
        into1(VecInto1::Sadalp, Lane::I8),
        into1(VecInto1::Uadalp, Lane::I8),
        into2(VecInto2::Mla, Lane::I8),
        into2(VecInto2::Mls, Lane::I8),
        vec2(Vec2::Smull, Lane::I16),
        vec2(Vec2::Smull2, Lane::I16),
        vec2(Vec2::Umull, Lane::I16),
        vec2(Vec2::Umull2, Lane::I16),
        into2(VecInto2::Smlal, Lane::I16),
        into2(VecInto2::Smlal2, Lane::I16),
        into2(VecInto2::Umlal, Lane::I16),
        into2(VecInto2::Umlal2, Lane::I16),
        into1(VecInto1::Sqxtn2, Lane::I16),
        into1(VecInto1::Sqxtun2, Lane::I16),
        into1(VecInto1::Sadalp, Lane::I16),
        into1(VecInto1::Uadalp, Lane::I16),
        into2(VecInto2::Mla, Lane::I16),
        into2(VecInto2::Mls, Lane::I16),
        vec2(Vec2::Smull, Lane::I32),
        vec2(Vec2::Smull2, Lane::I32),
        vec2(Vec2::Umull, Lane::I32),
        vec2(Vec2::Umull2, Lane::I32),
        into2(VecInto2::Smlal, Lane::I32),
        into2(VecInto2::Smlal2, Lane::I32),
        into2(VecInto2::Umlal, Lane::I32),
        into2(VecInto2::Umlal2, Lane::I32),
        into1(VecInto1::Sqxtn2, Lane::I32),
        into1(VecInto1::Sqxtun2, Lane::I32),
        into1(VecInto1::Sadalp, Lane::I32),
        into1(VecInto1::Uadalp, Lane::I32),
        into2(VecInto2::Mla, Lane::I32),
        into2(VecInto2::Mls, Lane::I32),
        vec2(Vec2::Tbl, Lane::I8),
        vec2(Vec2::FmulLow, Lane::F32),
        into2(VecInto2::FmlaLow, Lane::F32),
        into2(VecInto2::FmlsLow, Lane::F32),
        into2(VecInto2::Fmla, Lane::F32),
        into2(VecInto2::Fmls, Lane::F32),
        vec2(Vec2::FmulLow, Lane::F64),
        into2(VecInto2::FmlaLow, Lane::F64),
        into2(VecInto2::FmlsLow, Lane::F64),
        into2(VecInto2::Fmla, Lane::F64),
        into2(VecInto2::Fmls, Lane::F64),
        into2(VecInto2::Bsl, Lane::I8),
        into2(VecInto2::Sdot, Lane::I32),
        shift(VecShift::Shl, Lane::I8, 1),
        shift(VecShift::Shl, Lane::I8, 7),
        shift(VecShift::Sshr, Lane::I8, 1),
        shift(VecShift::Ushr, Lane::I8, 1),
        shift(VecShift::Sshr, Lane::I8, 8),
        shift(VecShift::Ushr, Lane::I8, 8),
        Inst::Dup { lane: Lane::I8, dst: v(1), src: g(18) },
        Inst::DupLane { lane: Lane::I8, index: 0, dst: v(1), a: v(18) },
        Inst::LaneToLow { lane: Lane::I8, index: 0, dst: v(1), a: v(18) },
        Inst::LaneToInt { lane: Lane::I8, index: 0, signed: false, dst: g(1), a: v(18) },
        Inst::LaneToInt { lane: Lane::I8, index: 0, signed: true, dst: g(1), a: v(18) },
        Inst::IntToLane { lane: Lane::I8, index: 0, dst: v(1), into: v(1), src: g(18) },
        Inst::LaneToLane { lane: Lane::I8, index: 0, from: 15, dst: v(1), into: v(1), src: v(18) },
        Inst::DupLane { lane: Lane::I8, index: 15, dst: v(1), a: v(18) },
        Inst::LaneToLow { lane: Lane::I8, index: 15, dst: v(1), a: v(18) },
        Inst::LaneToInt { lane: Lane::I8, index: 15, signed: false, dst: g(1), a: v(18) },
        Inst::LaneToInt { lane: Lane::I8, index: 15, signed: true, dst: g(1), a: v(18) },
        Inst::IntToLane { lane: Lane::I8, index: 15, dst: v(1), into: v(1), src: g(18) },
        Inst::LaneToLane { lane: Lane::I8, index: 15, from: 0, dst: v(1), into: v(1), src: v(18) },
        shift(VecShift::Shl, Lane::I16, 1),
        shift(VecShift::Shl, Lane::I16, 15),
        shift(VecShift::Sshr, Lane::I16, 1),
        shift(VecShift::Ushr, Lane::I16, 1),
        shift(VecShift::Sshr, Lane::I16, 16),
        shift(VecShift::Ushr, Lane::I16, 16),
        Inst::Dup { lane: Lane::I16, dst: v(1), src: g(18) },
        Inst::DupLane { lane: Lane::I16, index: 0, dst: v(1), a: v(18) },
        Inst::LaneToLow { lane: Lane::I16, index: 0, dst: v(1), a: v(18) },
        Inst::LaneToInt { lane: Lane::I16, index: 0, signed: false, dst: g(1), a: v(18) },
        Inst::LaneToInt { lane: Lane::I16, index: 0, signed: true, dst: g(1), a: v(18) },
        Inst::IntToLane { lane: Lane::I16, index: 0, dst: v(1), into: v(1), src: g(18) },
        Inst::LaneToLane { lane: Lane::I16, index: 0, from: 7, dst: v(1), into: v(1), src: v(18) },
        Inst::DupLane { lane: Lane::I16, index: 7, dst: v(1), a: v(18) },
        Inst::LaneToLow { lane: Lane::I16, index: 7, dst: v(1), a: v(18) },
        Inst::LaneToInt { lane: Lane::I16, index: 7, signed: false, dst: g(1), a: v(18) },
        Inst::LaneToInt { lane: Lane::I16, index: 7, signed: true, dst: g(1), a: v(18) },
        Inst::IntToLane { lane: Lane::I16, index: 7, dst: v(1), into: v(1), src: g(18) },
        Inst::LaneToLane { lane: Lane::I16, index: 7, from: 0, dst: v(1), into: v(1), src: v(18) },
        shift(VecShift::Shl, Lane::I32, 1),
        shift(VecShift::Shl, Lane::I32, 31),
        shift(VecShift::Sshr, Lane::I32, 1),
        shift(VecShift::Ushr, Lane::I32, 1),
        shift(VecShift::Sshr, Lane::I32, 32),
        shift(VecShift::Ushr, Lane::I32, 32),
        Inst::Dup { lane: Lane::I32, dst: v(1), src: g(18) },
        Inst::DupLane { lane: Lane::I32, index: 0, dst: v(1), a: v(18) },
        Inst::LaneToLow { lane: Lane::I32, index: 0, dst: v(1), a: v(18) },
        Inst::LaneToInt { lane: Lane::I32, index: 0, signed: false, dst: g(1), a: v(18) },
        Inst::IntToLane { lane: Lane::I32, index: 0, dst: v(1), into: v(1), src: g(18) },
        Inst::LaneToLane { lane: Lane::I32, index: 0, from: 3, dst: v(1), into: v(1), src: v(18) },
        Inst::DupLane { lane: Lane::I32, index: 3, dst: v(1), a: v(18) },
        Inst::LaneToLow { lane: Lane::I32, index: 3, dst: v(1), a: v(18) },
        Inst::LaneToInt { lane: Lane::I32, index: 3, signed: false, dst: g(1), a: v(18) },
        Inst::IntToLane { lane: Lane::I32, index: 3, dst: v(1), into: v(1), src: g(18) },
        Inst::LaneToLane { lane: Lane::I32, index: 3, from: 0, dst: v(1), into: v(1), src: v(18) },
        shift(VecShift::Shl, Lane::I64, 1),
        shift(VecShift::Shl, Lane::I64, 63),
        shift(VecShift::Sshr, Lane::I64, 1),
        shift(VecShift::Ushr, Lane::I64, 1),
        shift(VecShift::Sshr, Lane::I64, 64),
        shift(VecShift::Ushr, Lane::I64, 64),
        Inst::Dup { lane: Lane::I64, dst: v(1), src: g(18) },
        Inst::DupLane { lane: Lane::I64, index: 0, dst: v(1), a: v(18) },
        Inst::LaneToLow { lane: Lane::I64, index: 0, dst: v(1), a: v(18) },
        Inst::LaneToInt { lane: Lane::I64, index: 0, signed: false, dst: g(1), a: v(18) },
        Inst::IntToLane { lane: Lane::I64, index: 0, dst: v(1), into: v(1), src: g(18) },
        Inst::LaneToLane { lane: Lane::I64, index: 0, from: 1, dst: v(1), into: v(1), src: v(18) },
        Inst::DupLane { lane: Lane::I64, index: 1, dst: v(1), a: v(18) },
        Inst::LaneToLow { lane: Lane::I64, index: 1, dst: v(1), a: v(18) },
        Inst::LaneToInt { lane: Lane::I64, index: 1, signed: false, dst: g(1), a: v(18) },
        Inst::IntToLane { lane: Lane::I64, index: 1, dst: v(1), into: v(1), src: g(18) },
        Inst::LaneToLane { lane: Lane::I64, index: 1, from: 0, dst: v(1), into: v(1), src: v(18) },
        Inst::Ext { dst: v(1), a: v(18), b: v(31), n: 1 },
        Inst::Ext { dst: v(1), a: v(18), b: v(31), n: 15 },
        Inst::Tbl2 { dst: v(1), a: v(30), b: v(31), indices: v(18) },
    ];
    let code = a.finalize().unwrap();
    assert_eq!(code.len(), 4 * insts.len());
    for (i, want) in insts.iter().zip(code.chunks(4)) {
        let want = u32::from_le_bytes(want.try_into().unwrap());
        assert_eq!(word(i), want, "{i:?}: {:08x}, not {want:08x}", word(i));
    }
}

/// What the immediate of `movi`, `mvni` and `fmov` stands for (Arm ARM, AdvSIMDExpandImm).
fn expand(word: u32) -> u64 {
    let (op, cmode) = (word >> 29 & 1, word >> 12 & 15);
    let imm = u64::from((word >> 16 & 7) << 5 | word >> 5 & 31);
    let both = |w: u64| w << 32 | w;
    let halves = |h: u64| both(h << 16 | h);
    let v = match (cmode, op) {
        (0..8, _) => both(imm << (8 * (cmode / 2))),
        (8..12, _) => halves(imm << (8 * (cmode / 2 - 4))),
        (12, _) => both(imm << 8 | 0xff),
        (13, _) => both(imm << 16 | 0xffff),
        (14, 0) => imm * 0x0101_0101_0101_0101,
        (14, _) => return (0..8).filter(|i| imm >> i & 1 == 1).map(|i| 0xff << (8 * i)).sum(),
        (_, 0) => return both((imm >> 7 << 31) | (if imm >> 6 & 1 == 1 { 0x1f } else { 0x20 } << 25) | (imm & 63) << 19),
        _ => return (imm >> 7 << 63) | (if imm >> 6 & 1 == 1 { 0xff } else { 0x100 } << 54) | (imm & 63) << 48,
    };
    if op == 1 { !v } else { v }
}

#[test]
fn constants_are_what_their_immediates_stand_for() {
    let mut found = 0;
    let mut check = |half: u64| {
        let mut bytes = [0; 16];
        bytes[..8].copy_from_slice(&half.to_le_bytes());
        bytes[8..].copy_from_slice(&half.to_le_bytes());
        if let Some(w) = constant(bytes) {
            assert_eq!(expand(w), half, "{half:x} {w:08x}");
            found += 1;
        }
        // The halves must be alike.
        bytes[15] ^= 1;
        assert_eq!(constant(bytes), None);
    };
    for imm in 0..256u64 {
        check(imm * 0x0101_0101_0101_0101);
        for n in 0..4 {
            check((imm << (8 * n)) * 0x1_0000_0001);
            check(!((imm << (8 * n)) * 0x1_0000_0001));
            check((imm << (8 * (n & 1))) * 0x0001_0001_0001_0001);
            check((imm << (8 * n) | (1 << (8 * n)) - 1) * 0x1_0000_0001);
            check(imm << (8 * n));
        }
        check((0..8).filter(|i| imm >> i & 1 == 1).map(|i| 0xff << (8 * i)).sum());
        let float = (imm >> 7 << 31) | (if imm >> 6 & 1 == 1 { 0x1f } else { 0x20 } << 25) | (imm & 63) << 19;
        check(float * 0x1_0000_0001);
        check(f64::from(f32::from_bits(float as u32)).to_bits());
    }
    assert!(found > 4000, "{found}");
}
