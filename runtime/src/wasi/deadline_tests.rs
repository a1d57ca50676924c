//! The host's deadline: it ends a guest in every call that waits, and nothing else; nobody else who has the descriptor sees anything of it.

use super::contain_tests::soon;
use super::tests::{BUF, IOV, OUT, P, Q, World, world};
use super::wait::{timespec, until};
use super::{Errno, WasiCtx};
use crate::error::{HostError, TrapCode};
use rustix::event::{PollFd, PollFlags, poll};
use rustix::fd::{AsFd, OwnedFd};
use rustix::fs::{CWD, FileType, Mode, OFlags, fcntl_getfl, mknodat};
use rustix::net::sockopt;
use rustix::pty::{OpenptFlags, grantpt, openpt, ptsname, unlockpt};
use std::fs::File;
use std::io::{Read, Write};
use std::net::{TcpListener, TcpStream};
use std::os::unix::net::{UnixDatagram, UnixStream};
use std::time::{Duration, Instant};

const O: u64 = OUT as u64;
const I: u64 = IOV as u64;
/// How long a guest has.
const LEFT: Duration = Duration::from_millis(60);
/// Buffers of 8 KiB each that are more than any of the streams here takes at once.
const MANY: u64 = 200;

/// Something to write to and to read from, and what keeps the other end open.
struct Stream {
    name: &'static str,
    fd: OwnedFd,
    other: OwnedFd,
}

pub(super) fn terminal() -> (OwnedFd, OwnedFd) {
    let master = openpt(OpenptFlags::RDWR | OpenptFlags::NOCTTY).unwrap();
    grantpt(&master).unwrap();
    unlockpt(&master).unwrap();
    let name = ptsname(&master, Vec::new()).unwrap();
    let slave = rustix::fs::open(&*name, OFlags::RDWR | OFlags::NOCTTY, Mode::empty()).unwrap();
    (slave, master)
}

fn fifo(w: &World) -> OwnedFd {
    let path = w.dir.path().join("fifo");
    mknodat(CWD, &path, FileType::Fifo, Mode::from_raw_mode(0o600), 0).unwrap();
    File::options().read(true).write(true).open(path).unwrap().into()
}

/// Streams of every kind to write to.
fn streams(w: &World) -> Vec<Stream> {
    let (pipe_out, pipe_in) = std::io::pipe().unwrap();
    let (a, b) = UnixStream::pair().unwrap();
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let tcp = TcpStream::connect(listener.local_addr().unwrap()).unwrap();
    let tcp_peer = listener.accept().unwrap().0;
    sockopt::set_socket_send_buffer_size(&tcp, 1 << 16).unwrap();
    sockopt::set_socket_recv_buffer_size(&tcp_peer, 1 << 16).unwrap();
    let (tty, master) = terminal();
    let fifo = fifo(w);
    let again = fifo.try_clone().unwrap();
    vec![
        Stream { name: "pipe", fd: pipe_in.into(), other: pipe_out.into() },
        Stream { name: "fifo", fd: fifo, other: again },
        Stream { name: "socket", fd: a.into(), other: b.into() },
        Stream { name: "tcp", fd: tcp.into(), other: tcp_peer.into() },
        Stream { name: "terminal", fd: tty, other: master },
    ]
}

impl World {
    /// A list of many buffers, all the same 8 KiB.
    fn much(&mut self) {
        for i in 0..MANY as u32 {
            self.m.put_u32(P + 8 * i, BUF).unwrap();
            self.m.put_u32(P + 8 * i + 4, 8192).unwrap();
        }
    }
    /// The call ends the guest because of the deadline: not before it, and not long after.
    #[track_caller]
    fn is_late(&mut self, what: &str, name: &str, args: &[u64]) {
        let begin = Instant::now();
        self.c.deadline(begin + LEFT);
        assert_eq!(self.call(name, args), Err(Errno::END), "{what}: {name}");
        let took = begin.elapsed();
        assert!(took >= LEFT && took < Duration::from_secs(5), "{what}: {name} took {took:?}");
        assert!(matches!(self.c.ended(), HostError::Trap(TrapCode::Interrupt)));
    }
}

fn waits(fd: impl AsFd) -> bool {
    !fcntl_getfl(fd).unwrap().contains(OFlags::NONBLOCK)
}

#[test]
fn writes_end_that_began_with_room() {
    soon(|| {
        let mut w = world(false);
        w.much();
        for s in streams(&w) {
            let seen = s.fd.try_clone().unwrap();
            let socket = matches!(s.name, "socket" | "tcp");
            let fd = w.give(s.fd);
            for (name, args) in [("fd_write", vec![fd, P.into(), MANY, O]), ("sock_send", vec![fd, P.into(), MANY, 0, O])] {
                if name == "sock_send" && !socket {
                    continue;
                }
                // There is room, but not for all of it: what fits is written, and told; then it waits.
                w.c.deadline(Instant::now() + Duration::from_secs(60));
                let (mut all, mut parts) = (0u64, 0);
                loop {
                    if !has_room(&seen) {
                        break;
                    }
                    assert_eq!(w.call(name, &args), Ok(()), "{}", s.name);
                    let n = w.m.u32(OUT).unwrap();
                    assert!(n > 0 && u64::from(n) < MANY * 8192, "{}: {n}", s.name);
                    (all, parts) = (all + u64::from(n), parts + 1);
                }
                assert!(parts > 0 || name == "sock_send", "{}", s.name);
                w.is_late(s.name, name, &args);
                println!("{}: {name} wrote {all} bytes in {parts} parts", s.name);
            }
            assert!(waits(&seen) && waits(&s.other), "{}", s.name);
        }
    });
}

/// Whether there is room, or soon.
fn has_room(fd: &OwnedFd) -> bool {
    poll(&mut [PollFd::new(fd, PollFlags::OUT)], Some(&timespec(50_000_000))).unwrap() > 0
}

#[test]
fn writes_go_on_when_there_is_room_in_time() {
    soon(|| {
        for kind in 0..5 {
            let mut w = world(false);
            w.much();
            let s = streams(&w).swap_remove(kind);
            let mut other = File::from(s.other);
            let fd = w.give(s.fd);
            w.c.deadline(Instant::now() + Duration::from_secs(60));
            let want = 600_000;
            let reader = std::thread::spawn(move || {
                std::thread::sleep(LEFT);
                let (mut all, mut buf) = (0, vec![0; 1 << 16]);
                while all < want {
                    all += other.read(&mut buf).unwrap();
                }
                other
            });
            let mut all = 0;
            while all < want {
                assert_eq!(w.call("fd_write", &[fd, P.into(), 40, O]), Ok(()), "{}", s.name);
                all += w.m.u32(OUT).unwrap() as usize;
            }
            drop(reader.join().unwrap());
        }
    });
}

#[test]
fn reads_end_and_take_what_is_there() {
    soon(|| {
        let mut w = world(false);
        for s in streams(&w) {
            // The pipe is read at its other end.
            let (fd, other) = if s.name == "pipe" { (s.other, s.fd) } else { (s.fd, s.other) };
            let (seen, mut other) = (fd.try_clone().unwrap(), File::from(other));
            let fd = w.give(fd);
            w.iov(BUF, 100);
            w.is_late(s.name, "fd_read", &[fd, I, 1, O]);
            other.write_all(b"line\n").unwrap();
            w.c.deadline(Instant::now() + Duration::from_secs(60));
            assert_eq!(w.call("fd_read", &[fd, I, 1, O]), Ok(()), "{}", s.name);
            assert_eq!((w.m.u32(OUT), w.m.bytes(BUF, 5).unwrap()), (Ok(5), &b"line\n"[..]), "{}", s.name);
            // What comes while it waits.
            let writer = std::thread::spawn(move || {
                std::thread::sleep(LEFT);
                other.write_all(b"more\n").unwrap();
                other
            });
            assert_eq!(w.call("fd_read", &[fd, I, 1, O]), Ok(()), "{}", s.name);
            assert_eq!((w.m.u32(OUT), w.m.bytes(BUF, 5).unwrap()), (Ok(5), &b"more\n"[..]), "{}", s.name);
            let other = writer.join().unwrap();
            w.is_late(s.name, "fd_read", &[fd, I, 1, O]);
            // Past it, what is ready is read all the same.
            (&other).write_all(b"last\n").unwrap();
            w.c.deadline(Instant::now() - LEFT);
            assert_eq!(w.call("fd_read", &[fd, I, 1, O]), Ok(()), "{}", s.name);
            assert!(waits(&seen) && waits(&other), "{}", s.name);
        }
    });
}

#[test]
fn sockets_end_too() {
    soon(|| {
        let mut w = world(false);
        let (a, mut b) = UnixStream::pair().unwrap();
        let seen = a.try_clone().unwrap();
        let s = w.give(a);
        w.iov(BUF, 10);
        let receive = |flags: u64| [s, I, 1, flags, O, O + 4];
        for flags in 0..4 {
            w.is_late("socket", "sock_recv", &receive(flags));
        }
        // All buffers are to be full, and they are not.
        b.write_all(b"half").unwrap();
        w.is_late("socket", "sock_recv", &receive(2));
        // They are, in pieces; with the two of them in several parts.
        w.c.deadline(Instant::now() + Duration::from_secs(60));
        for (i, n) in [0, 3, 0, 5, 2, 0].into_iter().enumerate() {
            w.m.put_u32(Q + 8 * i as u32, BUF + 100 * i as u32).unwrap();
            w.m.put_u32(Q + 8 * i as u32 + 4, n).unwrap();
        }
        let writer = std::thread::spawn(move || {
            for part in [&b"01"[..], b"2345", b"6789rest"] {
                std::thread::sleep(LEFT / 4);
                b.write_all(part).unwrap();
            }
            b
        });
        assert_eq!(w.call("sock_recv", &[s, Q.into(), 6, 2, O, O + 4]), Ok(()));
        let got = [w.m.bytes(BUF + 100, 3), w.m.bytes(BUF + 300, 5), w.m.bytes(BUF + 400, 2)].map(|b| b.unwrap()).concat();
        assert_eq!((w.m.u32(OUT), &got[..]), (Ok(10), &b"0123456789"[..]));
        // What is there is less than all, and the end comes.
        drop(writer.join().unwrap());
        assert_eq!(w.call("sock_recv", &receive(2)), Ok(()));
        assert_eq!((w.m.u32(OUT), w.m.bytes(BUF, 4).unwrap()), (Ok(4), &b"rest"[..]));
        assert_eq!(w.call("sock_recv", &receive(2)), Ok(()));
        assert_eq!(w.m.u32(OUT), Ok(0));
        assert!(waits(&seen));
        // Of datagrams it is one, whatever the flags; the queue of a peer that does not read is full after some.
        let (a, b) = UnixDatagram::pair().unwrap();
        let d = w.give(a);
        w.is_late("datagram", "sock_recv", &[d, I, 1, 0, O, O + 4]);
        b.send(b"one").unwrap();
        w.c.deadline(Instant::now() + Duration::from_secs(60));
        assert_eq!(w.call("sock_recv", &[d, I, 1, 2, O, O + 4]), Ok(()));
        assert_eq!(w.m.u32(OUT), Ok(3));
        for send in [&["fd_write"][..], &["sock_send"]] {
            let args = if send[0] == "fd_write" { vec![d, I, 1, O] } else { vec![d, I, 1, 0, O] };
            w.c.deadline(Instant::now());
            while w.call(send[0], &args) != Err(Errno::END) {}
            w.is_late("datagram", send[0], &args);
        }
        let l = w.give(TcpListener::bind("127.0.0.1:0").unwrap());
        w.is_late("listener", "sock_accept", &[l, 0, O]);
    });
}

/// Others take what poll has seen: the guest still comes back in time.
#[test]
fn what_others_take_is_waited_for() {
    soon(|| {
        let mut w = world(false);
        let (out, mut into) = std::io::pipe().unwrap();
        let thief = out.try_clone().unwrap();
        let fd = w.give(out);
        w.iov(BUF, 1);
        let end = Instant::now() + Duration::from_millis(400);
        w.c.deadline(end);
        std::thread::scope(|s| {
            s.spawn(move || {
                while Instant::now() < end {
                    into.write_all(&[1]).unwrap();
                    std::thread::sleep(Duration::from_micros(50));
                }
                // Kept open for longer, and nothing more comes.
                std::thread::sleep(Duration::from_millis(600));
            });
            s.spawn(move || {
                use rustix::io::{Errno as Os, ReadWriteFlags, preadv2};
                while Instant::now() < end + Duration::from_millis(100) {
                    let mut byte = [0];
                    match preadv2(&thief, &mut [std::io::IoSliceMut::new(&mut byte)], u64::MAX, ReadWriteFlags::NOWAIT) {
                        Ok(_) | Err(Os::AGAIN) => {}
                        Err(e) => return println!("no such call here: {e}"),
                    }
                }
            });
            let begin = Instant::now();
            while w.call("fd_read", &[fd, I, 1, O]) == Ok(()) {}
            assert!(begin.elapsed() < Duration::from_millis(900), "{:?}", begin.elapsed());
        });
    });
}

/// What seems ready and never is does not keep the guest either.
#[test]
fn ready_and_yet_not() {
    let (_out, into) = std::io::pipe().unwrap();
    let (fd, begin, mut calls) = (OwnedFd::from(into), Instant::now(), 0);
    let got = until(&fd, PollFlags::OUT, begin + LEFT, || -> rustix::io::Result<()> {
        calls += 1;
        Err(rustix::io::Errno::AGAIN)
    });
    assert_eq!(got, Err(Errno::END));
    assert!(begin.elapsed() >= LEFT && (3..1000).contains(&calls), "{calls}");
}

#[test]
fn without_a_deadline_nothing_is_asked() {
    let mut w = world(false);
    let (a, _b) = UnixStream::pair().unwrap();
    let fd = w.give(a) as u32;
    assert_eq!(w.c.due(fd), Ok(None));
    assert_eq!(WasiCtx::new().due(99), Ok(None));
    w.c.deadline(Instant::now());
    assert!(w.c.due(fd).unwrap().is_some());
    assert_eq!(w.c.due(99), Err(Errno::BADF));
    assert_eq!(w.c.due(3), Ok(None));
}
