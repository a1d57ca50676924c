//! Fewer data segments: what the initial memory holds, in as few pieces as can be.
//!
//! In: the segments of a module in which nothing refers to one by its number, with their bytes. Out: the same contents of memories after
//! instantiation. Wizened modules and those with many constants have tens of thousands of segments, a few bytes apart; each costs a record, a place in
//! vmctx and a copy in every instance.
//!
//! Invariants: only segments at constant offsets that lie within the initial size of a memory that the module defines are changed, and only those before the first
//! that isn't such a one: none of them can trap, and nobody else sees the memory while they are written, so neither order nor number can be
//! noticed. Bytes between two segments that become one are zero, as they are in a new memory.

use wazc_abi::WASM_PAGE;
use wazc_abi::record::{ConstOp, DataSegment, SegmentMode};

/// Zeros that are stored rather than begin another segment: about what a segment takes in the record and in vmctx.
const GAP: u64 = 64;

/// A segment that can be merged: its memory, its offset there, its bytes.
type Piece<'a> = (u32, u64, &'a [u8]);

/// The first segments, as long as they can be merged; those without bytes are none.
fn pieces<'a>(datas: &[DataSegment], data: &'a [u8], size: impl Fn(u32) -> Option<u64>) -> (Vec<Piece<'a>>, usize) {
    let piece = |d: &DataSegment| {
        let SegmentMode::Active(memory, offset) = &d.mode else { return None };
        let [ConstOp::I32(at)] = offset[..] else { return None };
        let (at, from) = (u64::from(at as u32), usize::try_from(d.offset).ok()?);
        let bytes = data.get(from..from.checked_add(usize::try_from(d.len).ok()?)?)?;
        (at + d.len <= size(*memory)?).then_some((*memory, at, bytes))
    };
    let found: Vec<Piece<'a>> = datas.iter().map_while(piece).collect();
    let count = found.len();
    (found.into_iter().filter(|p| !p.2.is_empty()).collect(), count)
}

/// Merges segments; `pages` gives the initial size of each memory that is defined here. Segments that overlap stay as they are.
pub fn merge(datas: &mut Vec<DataSegment>, data: &mut Vec<u8>, pages: impl Fn(u32) -> Option<u32>) {
    let (mut found, count) = pieces(datas, data, |m| Some(u64::from(pages(m)?) * WASM_PAGE));
    found.sort_by_key(|p| (p.0, p.1));
    let end = |p: &Piece<'_>| p.1 + p.2.len() as u64;
    if found.windows(2).any(|w| w[0].0 == w[1].0 && end(&w[0]) > w[1].1) {
        return;
    }
    let (mut segments, mut bytes) = (Vec::new(), Vec::with_capacity(data.len()));
    let mut last: Option<(u32, u64)> = None;
    for p in found {
        match (segments.last_mut(), last) {
            (Some(DataSegment { len, .. }), Some((memory, at))) if memory == p.0 && p.1 - at <= GAP => {
                bytes.resize(bytes.len() + (p.1 - at) as usize, 0);
                *len += p.1 - at + p.2.len() as u64;
            }
            _ => segments.push(DataSegment {
                mode: SegmentMode::Active(p.0, vec![ConstOp::I32(p.1 as u32 as i32)]),
                offset: bytes.len() as u64,
                len: p.2.len() as u64,
            }),
        }
        bytes.extend_from_slice(p.2);
        last = Some((p.0, end(&p)));
    }
    for d in &datas[count..] {
        let offset = bytes.len() as u64;
        bytes.extend_from_slice(&data[d.offset as usize..(d.offset + d.len) as usize]);
        segments.push(DataSegment { offset, ..d.clone() });
    }
    (*datas, *data) = (segments, bytes);
}

#[cfg(test)]
mod tests {
    use super::*;

    type Segment = (u32, Option<u32>, &'static [u8]);

    /// Merged segments of a module that imports memory 0 and defines two of a page each; an offset of none is an imported global's.
    fn merged(segments: &[Segment]) -> Vec<(u32, Option<u32>, Vec<u8>)> {
        let (mut datas, mut data) = (Vec::new(), Vec::new());
        for (memory, at, bytes) in segments {
            let offset = vec![at.map_or(ConstOp::GlobalGet(0), |at| ConstOp::I32(at as i32))];
            datas.push(DataSegment { mode: SegmentMode::Active(*memory, offset), offset: data.len() as u64, len: bytes.len() as u64 });
            data.extend_from_slice(bytes);
        }
        merge(&mut datas, &mut data, |m| (m > 0).then_some(1));
        let show = |d: DataSegment| {
            let SegmentMode::Active(memory, offset) = d.mode else { panic!("not active") };
            let at = if let ConstOp::I32(at) = offset[0] { Some(at as u32) } else { None };
            (memory, at, data[d.offset as usize..(d.offset + d.len) as usize].to_vec())
        };
        datas.into_iter().map(show).collect()
    }

    fn same(segments: &[Segment]) {
        let all: Vec<_> = segments.iter().map(|s| (s.0, s.1, s.2.to_vec())).collect();
        assert_eq!(merged(segments), all);
    }

    #[test]
    fn neighbours_become_one() {
        let out = merged(&[(1, Some(10), b"ab"), (1, Some(300), b"far"), (1, Some(14), b"cd"), (2, Some(15), b"x"), (1, Some(16), b"e"), (1, Some(9), b"")]);
        let want: &[Segment] = &[(1, Some(10), b"ab\0\0cde"), (1, Some(300), b"far"), (2, Some(15), b"x")];
        assert_eq!(out, want.iter().map(|s| (s.0, s.1, s.2.to_vec())).collect::<Vec<_>>());
    }

    #[test]
    fn what_could_be_noticed_stays() {
        // Overlaps, imported memories, beyond the end, offsets that are not known.
        same(&[(1, Some(10), b"abc"), (1, Some(12), b"d")]);
        same(&[(0, Some(10), b"abc"), (1, Some(13), b"d"), (1, Some(14), b"e")]);
        same(&[(1, Some(65535), b"ab"), (1, Some(20), b"d"), (1, Some(21), b"")]);
        same(&[(1, None, b"ab"), (1, Some(20), b"d"), (1, Some(21), b"e")]);
        same(&[(1, Some(u32::MAX), b"ab"), (1, Some(20), b"d")]);
        // What comes before those may be merged.
        let out = merged(&[(1, Some(65534), b"a"), (1, Some(65535), b"b"), (1, None, b"c"), (1, Some(3), b"d")]);
        assert_eq!(out.iter().map(|s| s.1).collect::<Vec<_>>(), [Some(65534), None, Some(3)]);
    }
}
