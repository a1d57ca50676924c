//! Names for what modules import.

use crate::error::{Error, HostError, ImportProblem};
use crate::func::{Func, HostFunc, WasmParams, host_obj};
use crate::host::Caller;
use crate::instance::{self, Extern, Instance};
use crate::module::Module;
use crate::store::{AsContext, AsContextMut};
use crate::types::{ExternType, FuncType};
use crate::val::Slot;
use std::collections::HashMap;
use std::fmt;
use std::sync::Arc;

#[derive(Clone)]
enum Definition {
    Host(Arc<HostFunc>),
    Extern(Extern),
}

/// Definitions by module and name; satisfies the imports of modules. A later definition replaces an earlier one.
#[derive(Clone, Default)]
pub struct Linker {
    names: HashMap<String, HashMap<String, Definition>>,
}

impl fmt::Debug for Linker {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_map().entries(self.names.iter().map(|(m, n)| (m, n.keys().collect::<Vec<_>>()))).finish()
    }
}

impl Linker {
    /// A linker without definitions.
    pub fn new() -> Linker {
        Linker::default()
    }

    fn add(&mut self, module: &str, name: &str, d: Definition) -> &mut Linker {
        self.names.entry(module.to_string()).or_default().insert(name.to_string(), d);
        self
    }

    /// Defines a function of the host's, for instances of any store. Arguments come in slots, results go to the
    /// same slots.
    pub fn func(
        &mut self,
        module: &str,
        name: &str,
        ty: FuncType,
        f: impl Fn(&mut Caller<'_>, &mut [Slot]) -> Result<(), HostError> + Send + Sync + 'static,
    ) -> &mut Linker {
        self.add(module, name, Definition::Host(HostFunc::new(ty, f)))
    }

    /// Defines a function of the host's with static types: a number or a tuple each.
    pub fn func_typed<P: WasmParams, R: WasmParams>(
        &mut self,
        module: &str,
        name: &str,
        f: impl Fn(&mut Caller<'_>, P) -> Result<R, HostError> + Send + Sync + 'static,
    ) -> &mut Linker {
        let ty = FuncType::new(P::TYPES.iter().copied(), R::TYPES.iter().copied());
        self.func(module, name, ty, move |c, slots| {
            f(c, P::take(slots))?.put(slots);
            Ok(())
        })
    }

    /// Defines a thing of a store.
    pub fn define(&mut self, module: &str, name: &str, item: impl Into<Extern>) -> &mut Linker {
        self.add(module, name, Definition::Extern(item.into()))
    }

    /// Defines all exports of an instance under a module name.
    pub fn instance(&mut self, ctx: impl AsContextMut, module: &str, instance: Instance) -> Result<&mut Linker, Error> {
        for (name, item) in instance.exports(ctx)? {
            self.define(module, &name, item);
        }
        Ok(self)
    }

    /// Whether something is defined under this name.
    pub fn contains(&self, module: &str, name: &str) -> bool {
        self.find(module, name).is_some()
    }

    fn find(&self, module: &str, name: &str) -> Option<&Definition> {
        self.names.get(module)?.get(name)
    }

    /// Instantiates a module and runs its start function. All missing or unfit imports are reported at once.
    pub fn instantiate(&self, ctx: impl AsContextMut, module: &Module) -> Result<Instance, Error> {
        let (mut found, mut problems) = (Vec::new(), Vec::new());
        for import in module.imports() {
            let d = self.find(import.module, import.name);
            let ty = match d {
                Some(Definition::Host(f)) => Some(ExternType::Func(f.ty().clone())),
                Some(Definition::Extern(e)) => Some(e.ty(&ctx)?),
                None => None,
            };
            match (d, ty) {
                (Some(d), Some(ty)) if ty.matches(&import.ty) => found.push(d),
                (_, ty) => problems.push(ImportProblem {
                    module: import.module.to_string(),
                    name: import.name.to_string(),
                    wanted: import.ty,
                    found: ty,
                }),
            }
        }
        if !problems.is_empty() {
            return Err(Error::Link(problems));
        }
        let mut items = Vec::with_capacity(found.len());
        for d in found {
            items.push(match d {
                Definition::Extern(e) => *e,
                Definition::Host(f) => Extern::Func(host_func(&ctx, f)),
            });
        }
        instance::instantiate(ctx, module, &items)
    }
}

fn host_func(ctx: &impl AsContext, f: &Arc<HostFunc>) -> Func {
    instance::with_store(ctx.raw(), |store| Func { store: store.id, obj: host_obj(store, f) })
}
