//! Encoding.
use super::frame::Final;
use crate::emit::FuncCode;

pub fn emit(_: &Final) -> Result<FuncCode, String> {
    Err("target aarch64 is not supported yet".into())
}
