//! Constant expressions: initial values of globals, tables and elements, and offsets of segments.

use crate::error::{Error, LoadError};
use wazc_abi::record::ConstOp;

/// Evaluates an expression; `global` gives values of globals, `func` references to functions.
pub(crate) fn eval(
    expr: &[ConstOp],
    mut global: impl FnMut(u32) -> Option<u128>,
    mut func: impl FnMut(u32) -> Option<u64>,
) -> Result<u128, Error> {
    let bad = || Error::from(LoadError::Malformed("malformed constant expression".into()));
    let mut stack: Vec<u128> = Vec::with_capacity(2);
    for op in expr {
        let v = match *op {
            ConstOp::I32(v) => (v as u32).into(),
            ConstOp::I64(v) => (v as u64).into(),
            ConstOp::F32(v) => v.into(),
            ConstOp::F64(v) => v.into(),
            ConstOp::V128(v) => v,
            ConstOp::GlobalGet(g) => global(g).ok_or_else(bad)?,
            ConstOp::RefFunc(f) => func(f).ok_or_else(bad)?.into(),
            ConstOp::RefNull => 0,
            op => {
                let (b, a) = (stack.pop().ok_or_else(bad)?, stack.pop().ok_or_else(bad)?);
                let (a, b, c, d) = (a as u64, b as u64, a as u32, b as u32);
                u128::from(match op {
                    ConstOp::I32Add => u64::from(c.wrapping_add(d)),
                    ConstOp::I32Sub => u64::from(c.wrapping_sub(d)),
                    ConstOp::I32Mul => u64::from(c.wrapping_mul(d)),
                    ConstOp::I64Add => a.wrapping_add(b),
                    ConstOp::I64Sub => a.wrapping_sub(b),
                    _ => a.wrapping_mul(b),
                })
            }
        };
        stack.push(v);
    }
    match stack[..] {
        [v] => Ok(v),
        _ => Err(bad()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn arithmetic_wraps() {
        let e = |x: &[ConstOp]| eval(x, |g| (g == 1).then_some(7), |_| None);
        assert_eq!(e(&[ConstOp::I32(-1), ConstOp::I32(2), ConstOp::I32Add]).unwrap(), 1);
        assert_eq!(e(&[ConstOp::GlobalGet(1), ConstOp::I64(2), ConstOp::I64Mul]).unwrap(), 14);
        assert!(e(&[ConstOp::I32Add]).is_err());
        assert!(e(&[ConstOp::GlobalGet(0)]).is_err());
        assert!(e(&[]).is_err());
    }
}
