//! Random operations on tables, by code and by the host, against vectors: what each gives, what is in the tables, and what calls through
//! them do, from both instances that share them, at each level; and that every entry is the one that its reference has.

use crate::*;

/// A table: its name, length at first, and most elements.
const TABLES: [(&str, usize, usize); 6] =
    [("shared", 6, 60), ("private", 5, 70), ("fixed", 8, 8), ("outer", 3, 40), ("inner", 4, 50), ("rigid", 7, 7)];
/// So many of them are of functions; of both kinds the first is shared.
const FUNCS: usize = 3;
/// What the passive segment holds, as indices into [`World::pool`].
const SEGMENT: [usize; 6] = [1, 0, 2, 3, 4, 5];

fn is_func(t: usize) -> bool {
    t < FUNCS
}

/// Both modules have the operators on the tables that they see: the owner on those that it shares.
fn operators(tables: &[usize]) -> String {
    let mut out = String::new();
    for &t in tables {
        let name = TABLES[t].0;
        let ty = if is_func(t) { "funcref" } else { "externref" };
        let null = if is_func(t) { "func" } else { "extern" };
        out += &format!(
            r#"(func (export "get_{name}") (param i32) (result {ty}) (table.get ${name} (local.get 0)))
            (func (export "first_{name}") (result {ty}) (table.get ${name} (i32.const 2)))
            (func (export "set_{name}") (param i32 {ty}) (table.set ${name} (local.get 0) (local.get 1)))
            (func (export "clear_{name}") (param i32 i32) (table.fill ${name} (local.get 0) (ref.null {null}) (local.get 1)))
            (func (export "fill_{name}") (param i32 {ty} i32) (table.fill ${name} (local.get 0) (local.get 1) (local.get 2)))
            (func (export "grow_{name}") (param {ty} i32) (result i32) (table.grow ${name} (local.get 0) (local.get 1)))
            (func (export "size_{name}") (result i32) (table.size ${name}))
            "#
        );
        for &u in tables.iter().filter(|u| is_func(**u) == is_func(t)) {
            let from = TABLES[u].0;
            out += &format!(
                r#"(func (export "copy_{name}_{from}") (param i32 i32 i32) (table.copy ${name} ${from} (local.get 0) (local.get 1) (local.get 2)))
                "#
            );
        }
        if is_func(t) {
            out += &format!(
                r#"(func (export "call_{name}") (param i32) (result i32) (call_indirect ${name} (type $t) (local.get 0)))
                "#
            );
        }
    }
    out
}

fn owner() -> String {
    format!(
        r#"(module (type $t (func (result i32)))
        (table $shared (export "shared") 6 60 funcref) (table $outer (export "outer") 3 40 externref)
        (func (export "theirs") (result i32) (i32.const 102)) (func (export "again") (result i32) (i32.const 105))
        {})"#,
        operators(&[0, 3])
    )
}

fn user() -> String {
    let init = |t: &str| format!(r#"(func (export "init_{t}") (param i32 i32 i32) (table.init ${t} $e (local.get 0) (local.get 1) (local.get 2)))"#);
    let inits: String = TABLES[..FUNCS].iter().map(|t| init(t.0)).collect();
    format!(
        r#"(module (type $t (func (result i32)))
        (import "o" "theirs" (func $theirs (result i32))) (import "h" "host" (func $host (result i32)))
        (import "o" "again" (func $again (result i32)))
        (import "o" "shared" (table $shared 6 60 funcref)) (import "o" "outer" (table $outer 3 40 externref))
        (table $private 5 70 funcref) (table $fixed 8 8 funcref) (table $inner 4 50 externref) (table $rigid 7 7 externref)
        (elem $e funcref (ref.func $mine) (ref.null func) (ref.func $theirs) (ref.func $host) (ref.func $other) (ref.func $again))
        (func $mine (export "mine") (result i32) (i32.const 101))
        (func $other (export "other") (param i32) (result i32) (local.get 0))
        (func (export "put_mine") (param i32) (table.set $private (local.get 0) (ref.func $mine)))
        (func (export "put_theirs") (param i32) (table.set $private (local.get 0) (ref.func $theirs)))
        (func (export "drop") (elem.drop $e))
        {} {inits})"#,
        operators(&[0, 1, 2, 3, 4, 5])
    )
}

/// By index into the pool, what a call without parameters gives.
fn called(r: usize) -> Result<i32, TrapCode> {
    match r {
        0 => Err(TrapCode::IndirectCallToNull),
        4 => Err(TrapCode::BadSignature),
        n => Ok(100 + n as i32),
    }
}

struct World {
    store: Store,
    owner: Instance,
    user: Instance,
    /// References to functions: null, the user's, the owner's, the host's, one of another type, the owner's other.
    pool: Vec<Val>,
    /// References to objects of the host's; the first is null.
    objects: Vec<Val>,
    tables: Vec<Vec<usize>>,
    segment: Vec<usize>,
    seed: u64,
}

impl World {
    fn new(modules: &[Module; 2], seed: u64) -> World {
        let mut store = Store::new(&Engine::default());
        let mut l = Linker::new();
        let owner = l.instantiate(&mut store, &modules[0]).unwrap();
        l.instance(&mut store, "o", owner).unwrap();
        l.func("h", "host", FuncType::new([], [ValType::I32]), |_, s| {
            s[0].set_i32(103);
            Ok(())
        });
        let user = l.instantiate(&mut store, &modules[1]).unwrap();
        let objects = [Val::ExternRef(None)].into_iter().chain((1..4u64).map(|n| ExternRef::new(&mut store, n).into())).collect();
        let tables = TABLES.iter().map(|t| vec![0; t.1]).collect();
        let mut w = World { store, owner, user, pool: Vec::new(), objects, tables, segment: SEGMENT.to_vec(), seed };
        // The host's function as the user sees it: what its segment put into a table.
        w.call(w.user, "init_fixed", &[Val::I32(0), Val::I32(0), Val::I32(6)]).unwrap();
        let got: Vec<Val> = (0..6).map(|k| w.call(w.user, "get_fixed", &[Val::I32(k)]).unwrap().unwrap()).collect();
        w.pool = vec![Val::FuncRef(None); 6];
        for (k, r) in SEGMENT.iter().enumerate() {
            w.pool[*r] = got[k];
            w.tables[2][k] = *r;
        }
        for (name, instance, r) in [("mine", w.user, 1), ("theirs", w.owner, 2), ("other", w.user, 4), ("again", w.owner, 5)] {
            let f = instance.func(&mut w.store, name).unwrap();
            assert!(matches!(w.pool[r], Val::FuncRef(Some(g)) if g == f), "{name}");
        }
        w
    }

    fn below(&mut self, n: usize) -> usize {
        self.seed = self.seed.wrapping_mul(6364136223846793005).wrapping_add(1442695040888963407);
        (self.seed >> 33) as usize % n
    }

    /// A number around a length, seldom far off.
    fn near(&mut self, len: usize) -> usize {
        match self.below(40) {
            0 => u32::MAX as usize,
            1 => len,
            2 => len + 1,
            _ => self.below(len.max(1)),
        }
    }

    fn call(&mut self, i: Instance, name: &str, args: &[Val]) -> Result<Option<Val>, TrapCode> {
        let f = i.func(&mut self.store, name).unwrap_or_else(|| panic!("{name}"));
        let r = f.call(&mut self.store, args).map_err(|e| e.trap().unwrap_or_else(|| panic!("{name}: {e}")).code());
        r.map(|v| v.first().copied())
    }

    fn refs(&self, t: usize) -> &[Val] {
        if is_func(t) { &self.pool } else { &self.objects }
    }

    /// Which of the pool's a reference is.
    fn known(&self, t: usize, v: Val) -> usize {
        let same = |x: &Val| match (*x, v) {
            (Val::FuncRef(x), Val::FuncRef(y)) => x == y,
            (Val::ExternRef(x), Val::ExternRef(y)) => {
                let number = |r: Option<ExternRef>| r.map(|r| *r.data::<u64>(&self.store).unwrap());
                number(x) == number(y)
            }
            _ => false,
        };
        self.refs(t).iter().position(same).expect("a reference of the pool's")
    }

    fn step(&mut self) {
        const OUT: TrapCode = TrapCode::TableOutOfBounds;
        let t = self.below(TABLES.len());
        let (name, _, most) = TABLES[t];
        // The owner sees the first of both kinds.
        let i = if matches!(t, 0 | 3) && self.below(2) == 0 { self.owner } else { self.user };
        let len = self.tables[t].len();
        let (at, from) = (self.near(len), self.near(len));
        let n = if self.below(12) == 0 { self.near(len) } else { self.below(len + 1 - at.min(len)) };
        let r = self.below(self.refs(t).len());
        let value = self.refs(t)[r];
        let int = |n: usize| Val::I32(n as u32 as i32);
        let fits = at + n <= len;
        let what = self.below(10);
        let name_of = |op: &str| format!("{op}_{name}");
        match what {
            0 => {
                let got = self.call(i, &name_of("get"), &[int(at)]).map(|v| self.known(t, v.unwrap()));
                assert_eq!(got, self.tables[t].get(at).copied().ok_or(OUT), "get {name} {at}");
                let third = self.call(i, &name_of("first"), &[]).map(|v| self.known(t, v.unwrap()));
                assert_eq!(third, Ok(self.tables[t][2]));
            }
            1 => {
                let got = self.call(i, &name_of("set"), &[int(at), value]);
                assert_eq!(got.is_ok(), at < len, "set {name} {at}");
                if let Some(e) = self.tables[t].get_mut(at) {
                    *e = r;
                }
            }
            2 | 3 => {
                let (op, r) = if what == 2 { ("fill", r) } else { ("clear", 0) };
                let args = if what == 2 { vec![int(at), value, int(n)] } else { vec![int(at), int(n)] };
                assert_eq!(self.call(i, &name_of(op), &args).err(), (!fits).then_some(OUT), "{op} {name} {at} {n}");
                if fits {
                    self.tables[t][at..at + n].fill(r);
                }
            }
            4 => {
                let delta = if self.below(20) == 0 { u32::MAX as usize - self.below(2) } else { self.below(7) };
                let can = len + delta <= most;
                let wanted = if can { len as i32 } else { -1 };
                if i == self.owner && self.below(2) == 0 {
                    let table = self.owner.export(&mut self.store, name).unwrap().table().unwrap();
                    let got = table.grow(&mut self.store, delta as u64, value).unwrap();
                    assert_eq!(got, can.then_some(len as u64), "the host grows {name} by {delta}");
                } else {
                    let got = self.call(i, &name_of("grow"), &[value, int(delta)]).unwrap();
                    assert_eq!(got.unwrap().i32(), Some(wanted), "grow {name} by {delta}");
                }
                if can {
                    self.tables[t].resize(len + delta, r);
                }
            }
            5 | 6 => {
                let both = if is_func(t) { 0..FUNCS } else { FUNCS..TABLES.len() };
                let u = if i == self.owner { t } else { both.start + self.below(both.len()) };
                let from = if u == t { from } else { self.near(self.tables[u].len()) };
                let fits = fits && from + n <= self.tables[u].len();
                let op = format!("copy_{name}_{}", TABLES[u].0);
                assert_eq!(self.call(i, &op, &[int(at), int(from), int(n)]).err(), (!fits).then_some(OUT), "{op} {at} {from} {n}");
                if fits {
                    let part = self.tables[u][from..from + n].to_vec();
                    self.tables[t][at..at + n].copy_from_slice(&part);
                }
            }
            7 if is_func(t) => {
                let from = self.near(self.segment.len());
                let n = n.min(self.segment.len() + 1);
                let fits = at + n <= len && from + n <= self.segment.len();
                let got = self.call(self.user, &name_of("init"), &[int(at), int(from), int(n)]);
                assert_eq!(got.err(), (!fits).then_some(OUT), "init {name} {at} {from} {n}");
                if fits {
                    self.tables[t][at..at + n].copy_from_slice(&self.segment[from..from + n]);
                }
                if self.below(300) == 0 {
                    self.call(self.user, "drop", &[]).unwrap();
                    self.segment.clear();
                }
            }
            8 => {
                let (op, r) = if r % 2 == 0 { ("put_mine", 1) } else { ("put_theirs", 2) };
                let fits = at < self.tables[1].len();
                assert_eq!(self.call(self.user, op, &[int(at)]).err(), (!fits).then_some(OUT), "{op} {at}");
                if fits {
                    self.tables[1][at] = r;
                }
            }
            _ if i == self.owner => {
                let table = self.owner.export(&mut self.store, name).unwrap().table().unwrap();
                assert_eq!(table.set(&mut self.store, at as u64, value).is_ok(), at < len);
                if let Some(e) = self.tables[t].get_mut(at) {
                    *e = r;
                }
                let got = table.get(&self.store, from as u64).unwrap().map(|v| self.known(t, v));
                assert_eq!(got, self.tables[t].get(from).copied());
            }
            _ => {
                let size = self.call(i, &name_of("size"), &[]).unwrap().unwrap();
                assert_eq!(size.i32(), Some(len as i32));
            }
        }
    }

    /// All elements, as references and as what is called; and their entries, which calls don't tell apart, since one that does not match
    /// takes another way to the same function.
    fn compare(&mut self) {
        assert_eq!(crate::table::check_entries(&self.store), TABLES.len());
        for t in 0..TABLES.len() {
            let name = TABLES[t].0;
            let instances = if matches!(t, 0 | 3) { vec![self.user, self.owner] } else { vec![self.user] };
            for i in instances {
                for k in 0..self.tables[t].len() {
                    let (at, wanted) = (Val::I32(k as i32), self.tables[t][k]);
                    let got = self.call(i, &format!("get_{name}"), &[at]).unwrap().unwrap();
                    assert_eq!(self.known(t, got), wanted, "{name} {k}");
                    if is_func(t) {
                        let got = self.call(i, &format!("call_{name}"), &[at]).map(|v| v.unwrap().i32().unwrap());
                        assert_eq!(got, called(wanted), "{name} {k}");
                    }
                }
                if is_func(t) {
                    let got = self.call(i, &format!("call_{name}"), &[Val::I32(self.tables[t].len() as i32)]);
                    assert_eq!(got.err(), Some(TrapCode::UndefinedElement));
                }
            }
        }
    }
}

#[test]
fn tables_are_as_vectors() {
    // Under emulation fewer.
    let worlds = if std::env::var_os("WAZC_EMULATOR").is_some() { 6 } else { 60 };
    for level in [0, 1, 2] {
        let options = wazc_compiler::Options { opt_level: level, ..wazc_compiler::Options::for_arch(wazc_loader::host_arch().unwrap()) };
        let engine = Engine::default();
        let modules = [owner(), user()].map(|text| {
            let wasm = wat::parse_str(&text).unwrap_or_else(|e| panic!("{e}"));
            Module::new(&engine, &wazc_compiler::pipeline::compile(&wasm, &options).unwrap().elf).unwrap()
        });
        for seed in 0..worlds {
            let mut w = World::new(&modules, seed);
            for n in 0..1200 {
                w.step();
                if n % 40 == 39 {
                    w.compare();
                }
            }
        }
    }
}
