//! What a guest can make the host spend, as settings.

/// Caps on what the guest sizes. A call that asks for more gets the error named here; nothing else grows with a number of the guest's.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
#[non_exhaustive]
pub struct Limits {
    /// Open descriptors, what it was given included; MFILE beyond. Default 1024.
    pub fds: u32,
    /// Open directories beside those it was given; MFILE beyond. Default 256. A directory that is open holds a descriptor of the host's and
    /// no buffer.
    pub directories: u32,
    /// Buffers of one read or write; INVAL beyond. Default 1024, which is Linux's own cap and the most.
    pub iovecs: u32,
    /// Random bytes of one call; INVAL beyond. Default 64 MiB. They are made in the guest's memory: this caps time.
    pub random_bytes: u32,
    /// Subscriptions of one `poll_oneoff`; INVAL beyond. Default 1024.
    pub subscriptions: u32,
    /// Bytes of a path; NAMETOOLONG beyond. Default 4095, which is Linux's own cap and the most.
    pub path_bytes: u32,
}

impl Default for Limits {
    fn default() -> Limits {
        Limits { fds: 1024, directories: 256, iovecs: 1024, random_bytes: 64 << 20, subscriptions: 1024, path_bytes: 4095 }
    }
}

impl Limits {
    /// The names of all settings, as [`Self::set`] takes them.
    pub const NAMES: [&str; 6] = ["fds", "directories", "iovecs", "random-bytes", "subscriptions", "path-bytes"];

    /// Sets the cap of a name; false if there is none of that name.
    pub fn set(&mut self, name: &str, value: u32) -> bool {
        let to = match name {
            "fds" => &mut self.fds,
            "directories" => &mut self.directories,
            "iovecs" => &mut self.iovecs,
            "random-bytes" => &mut self.random_bytes,
            "subscriptions" => &mut self.subscriptions,
            "path-bytes" => &mut self.path_bytes,
            _ => return false,
        };
        *to = value;
        true
    }

    /// As set, but never more than the kernel takes.
    pub(super) fn within_the_kernel_s(self) -> Limits {
        Limits { iovecs: self.iovecs.min(1024), path_bytes: self.path_bytes.min(4095), ..self }
    }
}
