//! The values of the locals at one point, as a persistent map. Input: assignments; output: values, and the locals in
//! which two points differ.
//!
//! Every branch keeps the map of its point: a copy shares all nodes and costs one reference count. An assignment
//! copies the path to its leaf where that is shared, O(log n). [`Locals::differ`] passes over shared nodes, so it costs
//! the assignments that lie between the two points, not the number of locals.

use crate::ir::Value;
use std::rc::Rc;

const FAN: usize = 16;

#[derive(Clone, Debug)]
enum Node {
    Leaf([Value; FAN]),
    Inner([Rc<Node>; FAN]),
}

/// The values of all locals.
#[derive(Clone, Debug)]
pub struct Locals {
    root: Rc<Node>,
    /// Local bits above those of a leaf.
    shift: u32,
}

impl Locals {
    /// The map with these values.
    pub fn new(values: &[Value]) -> Locals {
        // Beyond the last local the nodes hold a value that nobody reads.
        let none = Value(u32::MAX);
        let mut level: Vec<Rc<Node>> = values
            .chunks(FAN)
            .map(|c| {
                let mut leaf = [none; FAN];
                leaf[..c.len()].copy_from_slice(c);
                Rc::new(Node::Leaf(leaf))
            })
            .collect();
        let mut pad = Rc::new(Node::Leaf([none; FAN]));
        if level.is_empty() {
            level.push(pad.clone());
        }
        let mut shift = 0;
        while level.len() > 1 {
            level = level
                .chunks(FAN)
                .map(|c| Rc::new(Node::Inner(std::array::from_fn(|i| c.get(i).unwrap_or(&pad).clone()))))
                .collect();
            pad = Rc::new(Node::Inner(std::array::from_fn(|_| pad.clone())));
            shift += FAN.ilog2();
        }
        Locals { root: level.swap_remove(0), shift }
    }

    /// The value of a local.
    pub fn get(&self, local: u32) -> Value {
        let (mut node, mut shift) = (&self.root, self.shift);
        loop {
            match &**node {
                Node::Leaf(values) => return values[local as usize % FAN],
                Node::Inner(children) => node = &children[(local >> shift) as usize % FAN],
            }
            shift -= FAN.ilog2();
        }
    }

    /// Assigns to a local.
    pub fn set(&mut self, local: u32, v: Value) {
        let (mut node, mut shift) = (&mut self.root, self.shift);
        loop {
            match Rc::make_mut(node) {
                Node::Leaf(values) => {
                    values[local as usize % FAN] = v;
                    return;
                }
                Node::Inner(children) => node = &mut children[(local >> shift) as usize % FAN],
            }
            shift -= FAN.ilog2();
        }
    }

    /// Whether both are copies of one map that neither has changed since.
    pub fn same(&self, other: &Locals) -> bool {
        Rc::ptr_eq(&self.root, &other.root)
    }

    /// Calls `f` with every local that has not the same value in both maps, in ascending order.
    pub fn differ(&self, other: &Locals, f: &mut impl FnMut(u32)) {
        differ(&self.root, &other.root, self.shift, 0, f);
    }
}

fn differ(a: &Rc<Node>, b: &Rc<Node>, shift: u32, first: u32, f: &mut impl FnMut(u32)) {
    if Rc::ptr_eq(a, b) {
        return;
    }
    match (&**a, &**b) {
        (Node::Leaf(x), Node::Leaf(y)) => (0..FAN).filter(|&i| x[i] != y[i]).for_each(|i| f(first + i as u32)),
        (Node::Inner(x), Node::Inner(y)) => {
            for (i, (x, y)) in x.iter().zip(y).enumerate() {
                differ(x, y, shift - FAN.ilog2(), first + ((i as u32) << shift), f);
            }
        }
        _ => unreachable!("maps of one function have one shape"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn is_a_map() {
        for n in [0u32, 1, 15, 16, 17, 255, 256, 257, 4097, 70000] {
            let values: Vec<Value> = (0..n).map(Value).collect();
            let first = Locals::new(&values);
            let mut second = first.clone();
            let mut changed = Vec::new();
            for l in (0..n).step_by(7) {
                second.set(l, Value(n + l));
                changed.push(l);
            }
            for l in 0..n {
                assert_eq!(first.get(l), Value(l));
                assert_eq!(second.get(l), if l % 7 == 0 { Value(n + l) } else { Value(l) });
            }
            let mut found = Vec::new();
            first.differ(&second, &mut |l| found.push(l));
            assert_eq!(found, changed);
            // Set back to the old value: no longer different, though the nodes are others.
            changed.iter().for_each(|&l| second.set(l, Value(l)));
            second.differ(&first, &mut |l| panic!("local {l} of {n}"));
        }
    }
}
