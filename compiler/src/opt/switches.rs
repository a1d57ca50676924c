//! What can be switched on and off one by one (`-f[no-]NAME`). Input: a level and the wishes; output: the set that
//! holds. One line here for each; `docs/optimizer.md` says what each is worth.

/// Lists them once: variant, name, lowest level that has it, what it does.
macro_rules! switches {
    ($($variant:ident $name:literal $level:literal $what:literal)*) => {
        /// An optimisation that can be switched.
        #[derive(Clone, Copy, PartialEq, Eq, Debug, Hash)]
        pub enum Switch {
            $(#[doc = $what] $variant,)*
        }

        impl Switch {
            /// All of them.
            pub const ALL: &[Switch] = &[$(Switch::$variant),*];

            /// Its name on the command line and in reports.
            pub fn name(self) -> &'static str {
                match self { $(Switch::$variant => $name),* }
            }

            /// The lowest level that has it.
            pub fn level(self) -> u8 {
                match self { $(Switch::$variant => $level),* }
            }

            /// What it does, in one line.
            pub fn what(self) -> &'static str {
                match self { $(Switch::$variant => $what),* }
            }
        }
    };
}

switches! {
    BlockParams "block-params" 0 "Remove parameters of blocks that have one value on all edges"
    DeadCode "dead-code" 0 "Remove instructions that no effect needs"
    Inline "inline" 2 "Copy small functions to where they are called"
    Branches "branches" 1 "Fold decided branches, join blocks"
    ShortTables "short-tables" 1 "Make short branch tables into comparisons"
    LoadElimination "load-elimination" 2 "Replace loads by values at hand, remove stores of what is there"
    Ranges "ranges" 2 "Simplify what ranges of integers decide"
    Induction "induction" 2 "Give addresses induction variables of their own"
    Pointers "pointers" 2 "Let loops count addresses instead of indices"
    Neighbours "neighbours" 2 "Give accesses side by side one index"
    Returns "returns" 2 "Copy short ends of functions to where they are jumped to"
    IfConversion "if-conversion" 2 "Make branches between 1 and 0 into truth values"
    Licm "licm" 2 "Move what loops do not change in front of them"
    Sink "sink" 2 "Make values where they are wanted, if that is less often"
    Layout "layout" 1 "Move cold blocks behind all others"
    FixedCopies "fixed-copies" 1 "Ask for fixed registers by short-lived copies where values live in loops"
    ColdCalls "cold-calls" 1 "Save values around calls that seldom run"
    LateSteps "late-steps" 1 "Step induction variables behind the last use of their old value"
    SlotOperands "slot-operands" 1 "Read spilled values where they are"
    Spills "spills" 1 "Remove spills and reloads of what is there"
    SpillMotion "spill-motion" 1 "Put spills and reloads where they run less often"
    Copies "copies" 1 "Read originals in the place of copies after allocation"
    Latches "latches" 1 "Move what an edge back to a loop's head does before the branch"
    ShrinkWrap "shrink-wrap" 1 "Make the frame only where a way through the function needs it"
    Placement "placement" 1 "Place blocks so that what goes most often follows"
    LoopAlignment "loop-alignment" 2 "Align hot loops"
}

/// A set of switches.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Set(u64);

const _: () = assert!(Switch::ALL.len() <= u64::BITS as usize);

impl Set {
    /// Whether it is in the set.
    pub fn has(self, s: Switch) -> bool {
        self.0 >> s as u32 & 1 != 0
    }

    fn with(self, s: Switch) -> Set {
        Set(self.0 | 1 << s as u32)
    }
}

/// What was asked for beside the level; of two wishes about one switch the later counts.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Wishes {
    on: Set,
    off: Set,
}

impl Wishes {
    /// Adds a wish as `-f` takes it: `NAME` or `no-NAME`.
    pub fn add(&mut self, wish: &str) -> Result<(), String> {
        let named = |n: &str| Switch::ALL.iter().copied().find(|s| s.name() == n);
        let (s, on) = match (named(wish), wish.strip_prefix("no-").and_then(named)) {
            (Some(s), _) => (s, true),
            (None, Some(s)) => (s, false),
            (None, None) => return Err(format!("there is no optimisation `{wish}`")),
        };
        self.set(s, on);
        Ok(())
    }

    /// Wants a switch on or off.
    pub fn set(&mut self, s: Switch, on: bool) {
        let bit = Set::default().with(s).0;
        self.on.0 &= !bit;
        self.off.0 &= !bit;
        if on { self.on.0 |= bit } else { self.off.0 |= bit }
    }

    /// What holds at a level.
    pub fn at(self, level: u8) -> Set {
        let set = Switch::ALL.iter().filter(|s| s.level() <= level).fold(Set::default(), |set, s| set.with(*s));
        Set((set.0 | self.on.0) & !self.off.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn wishes() {
        let mut w = Wishes::default();
        assert!(!w.at(0).has(Switch::Branches) && w.at(0).has(Switch::DeadCode) && w.at(2).has(Switch::Branches));
        w.add("branches").unwrap();
        assert!(w.at(0).has(Switch::Branches));
        w.add("no-branches").unwrap();
        assert!(!w.at(2).has(Switch::Branches) && w.at(2).has(Switch::Layout));
        assert!(w.add("no-such").is_err());
        for s in Switch::ALL {
            assert!(!s.name().starts_with("no-"), "{} can't be told from a negation", s.name());
        }
    }
}
