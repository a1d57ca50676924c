//! Instructions.

use super::simd::{VBinaryOp, VTernaryOp, VUnaryOp};
use super::types::{Block, PtrKind, Type, Value, VmField};
use wazc_abi::builtin::Builtin;
use wazc_abi::trap::TrapCode;

/// Operators with one operand; the result type is in the name or is the operand's.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Hash)]
pub enum UnaryOp {
    /// Leading zeros.
    Clz,
    /// Trailing zeros.
    Ctz,
    /// Ones.
    Popcnt,
    /// 1 if zero, as I32.
    Eqz,
    /// Sign extension of the low 8 bits.
    Extend8S,
    /// Sign extension of the low 16 bits.
    Extend16S,
    /// Sign extension of the low 32 bits of an I64.
    Extend32S,
    /// I64 → I32.
    Wrap,
    /// I32 → I64.
    ExtendS,
    /// I32 → I64.
    ExtendU,
    /// Absolute value.
    Fabs,
    /// Negation (of the sign bit).
    Fneg,
    /// Square root.
    Fsqrt,
    /// Towards +∞.
    Fceil,
    /// Towards −∞.
    Ffloor,
    /// Towards 0.
    Ftrunc,
    /// To nearest, ties to even.
    Fnearest,
    /// F64 → F32.
    Demote,
    /// F32 → F64.
    Promote,
    /// Same bits in the other class.
    Reinterpret,
    /// Signed integer → float of type `ConvertInst::ty`.
    ConvertS,
    /// Unsigned integer → float.
    ConvertU,
    /// Float → signed integer; traps.
    TruncS,
    /// Float → unsigned integer; traps.
    TruncU,
    /// Float → signed integer, saturating.
    TruncSatS,
    /// Float → unsigned integer, saturating.
    TruncSatU,
}

impl UnaryOp {
    /// Whether it may trap.
    pub fn traps(self) -> bool {
        matches!(self, UnaryOp::TruncS | UnaryOp::TruncU)
    }
}

/// Operators with two operands of one type, which is the result's.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Hash)]
#[allow(missing_docs)]
pub enum BinaryOp {
    Add,
    Sub,
    Mul,
    /// Traps on 0 and on overflow.
    DivS,
    /// Traps on 0.
    DivU,
    /// Traps on 0.
    RemS,
    /// Traps on 0.
    RemU,
    And,
    Or,
    Xor,
    Shl,
    ShrS,
    ShrU,
    Rotl,
    Rotr,
    Fadd,
    Fsub,
    Fmul,
    Fdiv,
    Fmin,
    Fmax,
    Fcopysign,
}

impl BinaryOp {
    /// Whether it may trap.
    pub fn traps(self) -> bool {
        matches!(self, BinaryOp::DivS | BinaryOp::DivU | BinaryOp::RemS | BinaryOp::RemU)
    }

    /// Whether the operands can be exchanged (bit for bit: floats can't, because of NaN payloads).
    pub fn commutes(self) -> bool {
        matches!(self, BinaryOp::Add | BinaryOp::Mul | BinaryOp::And | BinaryOp::Or | BinaryOp::Xor)
    }
}

/// Integer comparisons.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Hash)]
#[allow(missing_docs)]
pub enum IntCc {
    Eq,
    Ne,
    LtS,
    LtU,
    GtS,
    GtU,
    LeS,
    LeU,
    GeS,
    GeU,
}

impl IntCc {
    /// The condition with the operands exchanged.
    pub fn swapped(self) -> IntCc {
        match self {
            IntCc::Eq | IntCc::Ne => self,
            IntCc::LtS => IntCc::GtS,
            IntCc::LtU => IntCc::GtU,
            IntCc::GtS => IntCc::LtS,
            IntCc::GtU => IntCc::LtU,
            IntCc::LeS => IntCc::GeS,
            IntCc::LeU => IntCc::GeU,
            IntCc::GeS => IntCc::LeS,
            IntCc::GeU => IntCc::LeU,
        }
    }

    /// The condition that holds when this one does not.
    pub fn inverse(self) -> IntCc {
        match self {
            IntCc::Eq => IntCc::Ne,
            IntCc::Ne => IntCc::Eq,
            IntCc::LtS => IntCc::GeS,
            IntCc::LtU => IntCc::GeU,
            IntCc::GtS => IntCc::LeS,
            IntCc::GtU => IntCc::LeU,
            IntCc::LeS => IntCc::GtS,
            IntCc::LeU => IntCc::GtU,
            IntCc::GeS => IntCc::LtS,
            IntCc::GeU => IntCc::LtU,
        }
    }
}

/// Float comparisons; all but `Ne` are false for NaN.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Hash)]
#[allow(missing_docs)]
pub enum FloatCc {
    Eq,
    Ne,
    Lt,
    Gt,
    Le,
    Ge,
}

/// Width and extension of a guest load.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Hash)]
#[allow(missing_docs)]
pub enum LoadOp {
    I32,
    I64,
    F32,
    F64,
    I32U8,
    I32S8,
    I32U16,
    I32S16,
    I64U8,
    I64S8,
    I64U16,
    I64S16,
    I64U32,
    I64S32,
    V128,
    /// The low 4 bytes of a vector, the others 0.
    V128Low32,
    /// The low 8 bytes of a vector, the others 0.
    V128Low64,
}

impl LoadOp {
    /// Type of the result.
    pub fn ty(self) -> Type {
        match self {
            LoadOp::I32 | LoadOp::I32U8 | LoadOp::I32S8 | LoadOp::I32U16 | LoadOp::I32S16 => Type::I32,
            LoadOp::F32 => Type::F32,
            LoadOp::F64 => Type::F64,
            LoadOp::V128 | LoadOp::V128Low32 | LoadOp::V128Low64 => Type::V128,
            _ => Type::I64,
        }
    }

    /// Bytes read.
    pub fn bytes(self) -> u32 {
        match self {
            LoadOp::I32U8 | LoadOp::I32S8 | LoadOp::I64U8 | LoadOp::I64S8 => 1,
            LoadOp::I32U16 | LoadOp::I32S16 | LoadOp::I64U16 | LoadOp::I64S16 => 2,
            LoadOp::I32 | LoadOp::F32 | LoadOp::I64U32 | LoadOp::I64S32 | LoadOp::V128Low32 => 4,
            LoadOp::I64 | LoadOp::F64 | LoadOp::V128Low64 => 8,
            LoadOp::V128 => 16,
        }
    }
}

/// Width of a guest store: the low bits of the value.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Hash)]
#[allow(missing_docs)]
pub enum StoreOp {
    B8,
    B16,
    B32,
    B64,
    F32,
    F64,
    V128,
}

impl StoreOp {
    /// Bytes written.
    pub fn bytes(self) -> u32 {
        match self {
            StoreOp::B8 => 1,
            StoreOp::B16 => 2,
            StoreOp::B32 | StoreOp::F32 => 4,
            StoreOp::B64 | StoreOp::F64 => 8,
            StoreOp::V128 => 16,
        }
    }
}

/// A guest address: `base + (index << scale) + offset`. An I32 index is zero-extended; an I64 one was checked explicitly.
/// `base` is `None` where memory 0 lies at V. `offset` is below 2³¹. The index as shifted is below 2³².
#[derive(Clone, Copy, PartialEq, Eq, Debug, Hash)]
pub struct Addr {
    /// Base address, from [`VmField::MemBase`].
    pub base: Option<Value>,
    /// Index.
    pub index: Value,
    /// How far the index is shifted to the left: 0, or the logarithm of the access's width.
    pub scale: u8,
    /// Constant offset.
    pub offset: u32,
}

/// An edge: target block and the arguments for its parameters.
#[derive(Clone, PartialEq, Eq, Debug, Hash)]
pub struct Edge {
    /// Target.
    pub to: Block,
    /// Arguments.
    pub args: Vec<Value>,
}

/// An instruction.
#[derive(Clone, PartialEq, Eq, Debug, Hash)]
pub enum InstData {
    /// A constant; bits in the low end.
    Const {
        /// Its type.
        ty: Type,
        /// Its bits.
        bits: u64,
    },
    /// A constant vector.
    VConst {
        /// Its bytes, the lowest first.
        bytes: [u8; 16],
    },
    /// An operator with one operand, of or to vectors.
    VUnary {
        /// Operator.
        op: VUnaryOp,
        /// Operand.
        arg: Value,
    },
    /// An operator with two operands, of vectors.
    VBinary {
        /// Operator.
        op: VBinaryOp,
        /// Operands.
        args: [Value; 2],
    },
    /// An operator with three operands, of vectors.
    VTernary {
        /// Operator.
        op: VTernaryOp,
        /// Operands.
        args: [Value; 3],
    },
    /// Bytes of two vectors, of which the second one's have the numbers 16 … 31.
    Shuffle {
        /// Vectors.
        args: [Value; 2],
        /// The number of each byte of the result.
        lanes: [u8; 16],
    },
    /// An operator with one operand.
    Unary {
        /// Operator.
        op: UnaryOp,
        /// Type of the result.
        ty: Type,
        /// Operand.
        arg: Value,
    },
    /// An operator with two operands.
    Binary {
        /// Operator.
        op: BinaryOp,
        /// Operands.
        args: [Value; 2],
    },
    /// Integer comparison, an I32 of 0 or 1.
    Icmp {
        /// Condition.
        cc: IntCc,
        /// Operands.
        args: [Value; 2],
    },
    /// Float comparison, an I32 of 0 or 1.
    Fcmp {
        /// Condition.
        cc: FloatCc,
        /// Operands.
        args: [Value; 2],
    },
    /// `args[0]` if `cond` is not 0, else `args[1]`.
    Select {
        /// I32.
        cond: Value,
        /// Choices.
        args: [Value; 2],
    },
    /// Guest load; traps.
    Load {
        /// Width.
        op: LoadOp,
        /// Address.
        addr: Addr,
    },
    /// Guest store; traps.
    Store {
        /// Width.
        op: StoreOp,
        /// Address.
        addr: Addr,
        /// Value.
        value: Value,
    },
    /// Loads a field of vmctx.
    VmLoad {
        /// Type of the field.
        ty: Type,
        /// The field.
        field: VmField,
    },
    /// Stores a field of vmctx.
    VmStore {
        /// The field.
        field: VmField,
        /// Value.
        value: Value,
    },
    /// Loads through a trusted pointer.
    PtrLoad {
        /// Type.
        ty: Type,
        /// Pointer.
        ptr: Value,
        /// Offset in bytes.
        offset: i32,
        /// What it reaches.
        kind: PtrKind,
    },
    /// Stores through a trusted pointer.
    PtrStore {
        /// Pointer.
        ptr: Value,
        /// Offset in bytes.
        offset: i32,
        /// What it reaches.
        kind: PtrKind,
        /// Value.
        value: Value,
    },
    /// The value of V, an I64: the base of memory 0 where that is pinned.
    VmBase,
    /// Traps if `cond` (I32) is not 0.
    TrapIf {
        /// Condition.
        cond: Value,
        /// Trap.
        code: TrapCode,
    },
    /// An index (I32) that is below a length (I64), else a trap; 0 where the check is passed by speculation alone.
    CheckIndex {
        /// Index.
        index: Value,
        /// Length.
        len: Value,
        /// Trap.
        code: TrapCode,
    },
    /// Calls a function of the module (imports included).
    Call {
        /// Index of the function.
        func: u32,
        /// Arguments.
        args: Vec<Value>,
    },
    /// Calls through a table; traps.
    CallIndirect {
        /// Table.
        table: u32,
        /// Canonical type.
        ty: u32,
        /// I32 index.
        index: Value,
        /// Arguments.
        args: Vec<Value>,
    },
    /// Calls a routine of the runtime; may trap.
    CallBuiltin {
        /// Routine.
        builtin: Builtin,
        /// Arguments; I32 ones are zero-extended by the lowering.
        args: Vec<Value>,
    },
    /// Copies `len` (I64) bytes between checked addresses (I64).
    MemCopy {
        /// Destination.
        dst: Value,
        /// Source.
        src: Value,
        /// Length.
        len: Value,
    },
    /// Fills `len` (I64) bytes at a checked address with a byte (I32).
    MemFill {
        /// Destination.
        dst: Value,
        /// Byte.
        byte: Value,
        /// Length.
        len: Value,
    },
    /// Continues at a block.
    Jump(Edge),
    /// Continues at the first edge if `cond` (I32) is not 0, else at the second.
    BrIf {
        /// Condition.
        cond: Value,
        /// Taken edge.
        then: Edge,
        /// Other edge.
        other: Edge,
    },
    /// Continues at `edges[targets[index]]`, or at `edges[last of targets]`.
    BrTable {
        /// I32 index.
        index: Value,
        /// For each index the position of its edge; the default last.
        targets: Vec<u32>,
        /// The edges, no two to one block with the same arguments.
        edges: Vec<Edge>,
    },
    /// Returns.
    Return(Vec<Value>),
    /// Traps.
    Trap(TrapCode),
}

/// The operands of an instruction: the one list of them, for the shared and the mutable visitor.
macro_rules! operands {
    ($inst:expr, $f:ident, $iter:ident, $as:expr) => {{
        use InstData::*;
        let mut f = $f;
        let mut f = |v| f(($as)(v));
        match $inst {
            Const { .. } | VConst { .. } | VmLoad { .. } | VmBase | Trap(_) => {}
            Unary { arg: a, .. } | VUnary { arg: a, .. } | VmStore { value: a, .. } | PtrLoad { ptr: a, .. } | TrapIf { cond: a, .. } => f(a),
            Binary { args, .. } | VBinary { args, .. } | Shuffle { args, .. } | Icmp { args, .. } | Fcmp { args, .. } => args.$iter().for_each(f),
            VTernary { args, .. } => args.$iter().for_each(f),
            Select { cond, args } => {
                f(cond);
                args.$iter().for_each(f);
            }
            Load { addr: Addr { base, index, .. }, .. } => {
                base.$iter().for_each(&mut f);
                f(index);
            }
            Store { addr: Addr { base, index, .. }, value, .. } => {
                base.$iter().for_each(&mut f);
                f(index);
                f(value);
            }
            PtrStore { ptr: a, value: b, .. } | CheckIndex { index: a, len: b, .. } => {
                f(a);
                f(b);
            }
            Call { args, .. } | CallBuiltin { args, .. } | Return(args) => args.$iter().for_each(f),
            CallIndirect { index, args, .. } => {
                f(index);
                args.$iter().for_each(f);
            }
            MemCopy { dst: a, src: b, len: c } | MemFill { dst: a, byte: b, len: c } => {
                f(a);
                f(b);
                f(c);
            }
            Jump(e) => e.args.$iter().for_each(f),
            BrIf { cond, then, other } => {
                f(cond);
                then.args.$iter().for_each(&mut f);
                other.args.$iter().for_each(f);
            }
            BrTable { index, edges, .. } => {
                f(index);
                edges.$iter().flat_map(|e| e.args.$iter()).for_each(f);
            }
        }
    }};
}

impl InstData {
    /// Whether this ends a block.
    pub fn is_terminator(&self) -> bool {
        use InstData::*;
        matches!(self, Jump(_) | BrIf { .. } | BrTable { .. } | Return(_) | Trap(_))
    }

    /// Whether this may be neither removed when unused nor merged with an equal one.
    pub fn has_effect(&self) -> bool {
        use InstData::*;
        match self {
            VConst { .. } | VUnary { .. } | VBinary { .. } | VTernary { .. } | Shuffle { .. } => false,
            Const { .. } | Icmp { .. } | Fcmp { .. } | Select { .. } | VmBase | VmLoad { .. } | PtrLoad { .. } => false,
            Unary { op, .. } => op.traps(),
            Binary { op, .. } => op.traps(),
            _ => true,
        }
    }

    /// Whether equal instructions give equal results wherever they stand.
    pub fn is_pure(&self) -> bool {
        match self {
            InstData::VmLoad { field, .. } => field.is_invariant(),
            InstData::PtrLoad { .. } => false,
            _ => !self.has_effect(),
        }
    }

    /// Whether this is a comparison: 0 or 1, best made where it is used.
    pub fn is_comparison(&self) -> bool {
        matches!(self, InstData::Icmp { .. } | InstData::Fcmp { .. } | InstData::Unary { op: UnaryOp::Eqz, .. })
    }

    /// Whether this is a call, which may change any memory, global or table.
    pub fn is_call(&self) -> bool {
        use InstData::*;
        matches!(self, Call { .. } | CallIndirect { .. } | CallBuiltin { .. })
    }

    /// The edges of a terminator, in order.
    pub fn edges(&self) -> &[Edge] {
        match self {
            InstData::Jump(e) => core::slice::from_ref(e),
            InstData::BrTable { edges, .. } => edges,
            _ => &[],
        }
    }

    /// Calls `f` with every edge.
    pub fn each_edge<'a>(&'a self, mut f: impl FnMut(&'a Edge)) {
        match self {
            InstData::BrIf { then, other, .. } => {
                f(then);
                f(other);
            }
            i => i.edges().iter().for_each(f),
        }
    }

    /// The edge at a position of [`InstData::each_edge`].
    pub fn edge(&self, n: u32) -> &Edge {
        match (self, n) {
            (InstData::Jump(e), 0) | (InstData::BrIf { then: e, .. }, 0) | (InstData::BrIf { other: e, .. }, 1) => e,
            (InstData::BrTable { edges, .. }, n) => &edges[n as usize],
            _ => panic!("no such edge"),
        }
    }

    /// The same, mutably.
    pub fn edge_mut(&mut self, n: u32) -> &mut Edge {
        match (self, n) {
            (InstData::Jump(e), 0) | (InstData::BrIf { then: e, .. }, 0) | (InstData::BrIf { other: e, .. }, 1) => e,
            (InstData::BrTable { edges, .. }, n) => &mut edges[n as usize],
            _ => panic!("no such edge"),
        }
    }

    /// Calls `f` with every edge, mutably.
    pub fn each_edge_mut(&mut self, mut f: impl FnMut(&mut Edge)) {
        match self {
            InstData::Jump(e) => f(e),
            InstData::BrIf { then, other, .. } => {
                f(then);
                f(other);
            }
            InstData::BrTable { edges, .. } => edges.iter_mut().for_each(f),
            _ => {}
        }
    }

    /// Calls `f` with every operand, arguments of edges included.
    pub fn each_arg(&self, f: impl FnMut(Value)) {
        operands!(self, f, iter, |v: &Value| *v)
    }

    /// Calls `f` with every operand, mutably.
    pub fn each_arg_mut(&mut self, f: impl FnMut(&mut Value)) {
        operands!(self, f, iter_mut, |v| v)
    }

    /// Calls `f` with every operand but the arguments of edges.
    pub fn each_own_arg(&self, mut f: impl FnMut(Value)) {
        match self {
            InstData::Jump(_) => {}
            InstData::BrIf { cond: v, .. } | InstData::BrTable { index: v, .. } => f(*v),
            _ => self.each_arg(f),
        }
    }
}

impl VmField {
    /// Whether the field never changes while the instance lives.
    pub fn is_invariant(self) -> bool {
        use VmField::*;
        matches!(self, GlobalPtr(_) | MemBase(_) | MemDescPtr(_) | TableDescPtr(_) | DataPtr(_) | ElemPtr(_) | ImportedFunc(_) | NullFunc)
    }
}
