//! Which loops are padded, and by how much, so that fetching them takes fewest lines. Input: how often blocks run, and
//! the order of emission; output: the loops, for each of which [`super::branch`] asks for the padding once it knows
//! position and length. Linear.
//!
//! A loop here is what lies between the target of a branch backwards and the last such branch. Only innermost loops
//! count, which nothing else goes back into, and of those the ones that run often. Padding that is run is not for
//! nothing: where a loop is entered from above as often as it goes round, there is none.

use crate::ir::frequency::Frequency;

/// Bytes of a cache line; a function with a loop that may be padded begins with one.
pub const LINE: u32 = 64;

/// Longer loops are not padded: one line more is little to them.
const MOST_LEN: u32 = 256;

/// A loop goes round at least this often for each call.
const HOT: f32 = 4.0;

/// Places in the order of emission.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Loop {
    /// That of the first block.
    pub start: usize,
    /// The one behind the last block.
    pub end: usize,
}

/// The loops to be padded, in order. They do not overlap.
pub fn loops(f: &Frequency, order: &[u32]) -> Vec<Loop> {
    let mut place = vec![0; f.block.len()];
    order.iter().enumerate().for_each(|(n, b)| place[*b as usize] = n);
    // For each place the end of the loop that begins there, or 0, and how often it goes round.
    let mut ends = vec![(0, 0.0); order.len()];
    for (n, &b) in order.iter().enumerate() {
        for &(to, often) in f.edges(b) {
            let start = place[to as usize];
            if start <= n {
                ends[start] = (n + 1, ends[start].1 + often);
            }
        }
    }
    let mut loops = Vec::new();
    let mut next = usize::MAX;
    for (start, &(end, round)) in ends.iter().enumerate().rev().filter(|e| e.1.0 != 0) {
        let above = start.checked_sub(1).map_or(1.0, |n| f.edges(order[n]).iter().filter(|e| e.0 == order[start]).map(|e| e.1).sum());
        if end <= next && round >= HOT && round > above {
            loops.push(Loop { start, end });
        }
        next = start;
    }
    loops.reverse();
    loops
}

/// Bytes of padding, at most `most`, for a loop of this length at this position: up to the next line, if the loop then
/// lies in fewer of them.
pub fn padding(at: u32, len: u32, most: u32) -> u32 {
    let pad = at.next_multiple_of(LINE) - at;
    let saves = (at % LINE + len).div_ceil(LINE) > len.div_ceil(LINE);
    if saves && pad <= most && len <= MOST_LEN { pad } else { 0 }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_as_far_as_it_saves() {
        // In one line already.
        assert_eq!(padding(0, 64, 63), 0);
        assert_eq!(padding(33, 31, 63), 0);
        // Up to the next one, if the cap allows that.
        assert_eq!(padding(50, 20, 14), 14);
        assert_eq!(padding(50, 20, 13), 0);
        assert_eq!(padding(33, 64, 31), 31);
        assert_eq!(padding(60, MOST_LEN, 15), 4);
        assert_eq!(padding(60, MOST_LEN + 1, 15), 0);
        for (at, len) in (0..256).flat_map(|at| (1..300).map(move |len| (at, len))) {
            let end = |at: u32| (at + len).div_ceil(LINE) - at / LINE;
            let pad = padding(at, len, 15);
            assert!(pad <= 15 && end(at + pad) <= end(at), "{at} {len}");
        }
    }
}
