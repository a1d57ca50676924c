//! The shape of machine code: loops, and the part of a function that begins behind one block. Input: edges between
//! blocks, by their number in the layout, the entry 0; output: depths, a [`Region`]. Linear but for the dominators, n log n.

use crate::ir::cfg;

/// How many loops are around each block, by edges back in the layout; none is missed, some may be no loops.
pub fn loop_depths(n: usize, edges: impl Fn(&mut dyn FnMut(usize, usize))) -> Vec<u32> {
    let mut last = vec![0; n];
    edges(&mut |from, to| {
        if to <= from {
            last[to] = last[to].max(from + 1);
        }
    });
    let mut ends = vec![0; n + 1];
    let mut depth = 0;
    (0..n)
        .map(|b| {
            depth -= ends[b];
            if last[b] > 0 {
                depth += 1;
                ends[last[b]] += 1;
            }
            depth
        })
        .collect()
}

/// The blocks that a function can't reach but through one, its head, which runs once at most.
#[derive(Clone, Debug)]
pub struct Region {
    /// The head.
    pub head: usize,
    inside: Vec<bool>,
}

impl Region {
    /// The smallest one with all blocks of which this is said; `None` where that is the whole function.
    pub fn around(wanted: &[bool], edges: impl Fn(&mut dyn FnMut(usize, usize))) -> Option<Region> {
        if wanted.first() != Some(&false) {
            return None;
        }
        let n = wanted.len();
        let idom = cfg::immediate_dominators(n, &edges);
        let mut all = (0..n).filter(|b| wanted[*b]);
        let mut head = all.next()?;
        // The ways up from the head, and from blocks that it turned out to dominate.
        let mut above = vec![false; n];
        let mut below = vec![false; n];
        let mut at = head;
        while at != 0 {
            above[at] = true;
            at = idom[at];
        }
        for b in all {
            let mut at = b;
            while at != 0 && !above[at] && !below[at] {
                below[at] = true;
                at = idom[at];
            }
            while !below[at] && head != at {
                above[head] = false;
                below[head] = true;
                head = idom[head];
            }
        }
        let depths = loop_depths(n, &edges);
        while depths[head] > 0 && head != 0 {
            head = idom[head];
        }
        if head == 0 {
            return None;
        }
        let mut inside = vec![None; n];
        (inside[0], inside[head]) = (Some(false), Some(true));
        let mut path = Vec::new();
        for b in 0..n {
            let mut at = b;
            let known = loop {
                match inside[at] {
                    Some(known) => break known,
                    None => path.push(at),
                }
                at = idom[at];
            };
            path.drain(..).for_each(|b| inside[b] = Some(known));
        }
        Some(Region { head, inside: inside.into_iter().map(|i| i == Some(true)).collect() })
    }

    /// Whether a block belongs to it.
    pub fn has(&self, b: usize) -> bool {
        self.inside[b]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What can be reached from a block without passing another.
    fn reached(targets: &[Vec<usize>], from: &[usize], without: usize) -> Vec<bool> {
        let mut seen = vec![false; targets.len()];
        let mut work = from.to_vec();
        while let Some(b) = work.pop() {
            if b != without && !std::mem::replace(&mut seen[b], true) {
                work.extend(&targets[b]);
            }
        }
        seen
    }

    #[test]
    fn regions_are_the_smallest() {
        let mut found = 0;
        for seed in 0..2000 {
            let mut next = cfg::tests::numbers(seed);
            let n = 2 + next(12);
            let targets: Vec<Vec<usize>> = (0..n).map(|_| (0..next(3)).map(|_| 1 + next(n - 1)).collect()).collect();
            let all = reached(&targets, &[0], n);
            let wanted: Vec<bool> = (0..n).map(|b| all[b] && b > 0 && next(4) == 0).collect();
            let edges = |add: &mut dyn FnMut(usize, usize)| targets.iter().enumerate().for_each(|(b, t)| t.iter().for_each(|t| add(b, *t)));
            // Heads of regions that have all of them, by what is inside.
            let in_loop = |b: usize| (b..n).any(|e| (0..=b).any(|s| targets[e].contains(&s)));
            let fits = |h: usize| {
                let without = reached(&targets, &[0], h);
                (h > 0 && all[h] && !in_loop(h) && (0..n).all(|b| !wanted[b] || !without[b])).then(|| (0..n).filter(|b| all[*b] && !without[*b]).count())
            };
            let best = (0..n).filter_map(|h| Some((fits(h)?, h))).min().filter(|_| wanted.contains(&true));
            let r = Region::around(&wanted, edges);
            assert_eq!(r.as_ref().map(|r| r.head), best.map(|b| b.1), "seed {seed}: {targets:?} {wanted:?}");
            if let Some(r) = r {
                found += 1;
                let without = reached(&targets, &[0], r.head);
                assert!((0..n).filter(|b| all[*b]).all(|b| r.has(b) != without[b]), "seed {seed}");
            }
        }
        assert!(found > 100, "{found}");
    }
}
