//! The content digest, taken while a file arrives and while what arrived is checked.
//!
//! In: bytes, in order. Out: BLAKE3 of the file with the 32 bytes of the note's digest as zero. Where the note lies is known only when all is
//! there: a digest that has gone past it starts again, which no artifact of ours makes it do.

use std::io::{self, Read};
use std::sync::mpsc::channel;
use std::thread;

/// From this size on a second thread pays.
const LARGE: usize = 1 << 20;
/// What is handed on at once: little enough to be in a cache still.
const PART: usize = 512 << 10;

/// The digest of a file's beginning.
#[derive(Debug, Default)]
pub(crate) struct Digest {
    hasher: blake3::Hasher,
    done: usize,
}

impl Digest {
    fn update(&mut self, part: &[u8]) {
        self.hasher.update(part);
        self.done += part.len();
    }

    /// Of the whole file, with the 32 bytes at `at` taken as zero.
    pub(crate) fn finish(mut self, file: &[u8], at: usize) -> [u8; 32] {
        if self.done > at {
            self = Digest::default();
        }
        self.hasher.update(&file[self.done..at]).update(&[0; 32]).update(&file[at + 32..]);
        *self.hasher.finalize().as_bytes()
    }
}

/// Fills memory from a file as far as the file goes; how much that is, and the digest of most of it.
pub(crate) fn read(mut file: impl Read, to: &mut [u8]) -> io::Result<(usize, Digest)> {
    let all = to.len();
    let (mut got, mut rest) = (0, to);
    // The note is near the end.
    let ahead = if all < LARGE { 0 } else { all - all / 8 };
    thread::scope(|scope| {
        let (send, receive) = channel::<&[u8]>();
        let hash = move || {
            let mut digest = Digest::default();
            receive.iter().for_each(|part| digest.update(part));
            digest
        };
        // Where there is no thread to be had, all is left for later.
        let worker = if ahead > 0 { thread::Builder::new().spawn_scoped(scope, hash).ok() } else { None };
        loop {
            let next = rest.len().min(PART);
            match file.read(&mut rest[..next]) {
                Ok(0) => break,
                Ok(n) => {
                    got += n;
                    let (part, more) = rest.split_at_mut(n);
                    rest = more;
                    if got <= ahead && worker.is_some() {
                        let _ = send.send(part);
                    }
                }
                Err(e) if e.kind() == io::ErrorKind::Interrupted => {}
                Err(e) => return Err(e),
            }
        }
        drop(send);
        let digest = worker.map_or_else(Digest::default, |w| w.join().unwrap_or_default());
        Ok((got, digest))
    })
}

/// Does both, at the same time if there is much to do.
pub(crate) fn both<A: Send, B>(bytes: usize, a: impl FnOnce() -> A + Send, b: impl FnOnce() -> B) -> (A, B) {
    // Whoever gets here first takes it: the thread, or this one if no thread could be had.
    let a = std::sync::Mutex::new(Some(a));
    let take = || a.lock().unwrap_or_else(|e| e.into_inner()).take();
    thread::scope(|scope| {
        let worker = if bytes >= LARGE { thread::Builder::new().spawn_scoped(scope, || take().map(|a| a())).ok() } else { None };
        let b = b();
        let a = match worker.map(|w| w.join()) {
            Some(Ok(a)) => a,
            Some(Err(panic)) => std::panic::resume_unwind(panic),
            None => take().map(|a| a()),
        };
        (a.expect("taken by one of both"), b)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn whole(file: &[u8], at: usize) -> [u8; 32] {
        let mut f = file.to_vec();
        f[at..at + 32].fill(0);
        *blake3::hash(&f).as_bytes()
    }

    #[test]
    fn digests_of_files_of_all_sizes() {
        for len in [64, 1000, PART + 7, LARGE - 1, LARGE, 3 * LARGE + 12345] {
            let file: Vec<u8> = (0..len).map(|i| (i * i >> 7) as u8).collect();
            for at in [0, len / 2, len - 32] {
                let mut to = vec![0; len + 1];
                let (got, digest) = read(&file[..], &mut to).unwrap();
                assert_eq!((got, &to[..got] == &file[..]), (len, true));
                assert_eq!(digest.finish(&file, at), whole(&file, at), "{len} {at}");
                assert_eq!(Digest::default().finish(&file, at), whole(&file, at));
            }
        }
    }

    #[test]
    fn what_cannot_be_read_is_an_error() {
        struct Broken(usize);
        impl Read for Broken {
            fn read(&mut self, to: &mut [u8]) -> io::Result<usize> {
                self.0 += 1;
                match self.0 {
                    1 => Err(io::ErrorKind::Interrupted.into()),
                    2..6 => Ok(to.len()),
                    _ => Err(io::ErrorKind::InvalidData.into()),
                }
            }
        }
        assert_eq!(read(Broken(0), &mut vec![0; 4 * LARGE]).unwrap_err().kind(), io::ErrorKind::InvalidData);
    }

    #[test]
    fn both_are_done_whatever_the_size() {
        for size in [0, LARGE] {
            assert_eq!(both(size, || 1, || 2), (1, 2));
        }
    }
}
