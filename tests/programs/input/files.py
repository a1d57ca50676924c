# Exercises files: os, os.walk, tempfile, shutil, zipfile, pathlib, links, times, directories that are large.
import errno, hashlib, io, os, pathlib, shutil, stat, tempfile, zipfile

def failing(f, *args):
    try:
        f(*args)
        return "done"
    except OSError as e:
        return errno.errorcode.get(e.errno, e.errno)

root = pathlib.Path("/tree")
for i in range(6):
    d = root / f"d{i}" / "deep" / "er"
    d.mkdir(parents=True)
    for j in range(4):
        (d.parent / f"f{j}").write_bytes(bytes((i * j + k) % 251 for k in range(100 * j)))
    os.symlink("../f1", d / "link")
    os.symlink("nothing", d / "dangling")
os.symlink("d0/deep", root / "dir-link")
os.symlink("loop", root / "loop")
os.symlink("../../outside", root / "up")

def walk(top, **options):
    for here, dirs, files in os.walk(top, **options):
        dirs.sort()
        print(here, dirs, sorted(files))
walk("/tree")
walk("/tree/d0", topdown=False)
print(sum(len(f) for _, _, f in os.walk("/tree", followlinks=True)))

print(failing(os.stat, "/tree/loop"), failing(os.stat, "/tree/up"), failing(os.stat, "/tree/d0/deep/er/dangling"))
print(failing(os.rmdir, "/tree/d0"), failing(os.unlink, "/tree/d0"), failing(os.mkdir, "/tree"), failing(os.listdir, "/tree/d0/deep/f1"))
print(failing(os.rename, "/tree/d0", "/tree/d0/deep/x"), failing(open, "/tree/no/x"), failing(os.readlink, "/tree/d0"), failing(open, "/tree/d0", "w"))
print(os.readlink("/tree/up"), stat.S_ISLNK(os.lstat("/tree/up").st_mode), os.path.realpath("/tree/dir-link/er/link"))

# Times, sizes, holes, append, seeks.
p = root / "file"
with open(p, "w+b") as f:
    f.write(b"0123456789")
    f.seek(100_000)
    f.write(b"end")
    f.seek(-4, io.SEEK_END)
    print(f.read(), f.tell(), os.fstat(f.fileno()).st_size)
    f.truncate(5)
    f.seek(0)
    print(f.read())
with open(p, "ab") as f:
    f.write(b"+")
os.utime(p, ns=(1_000_000_007, 2_000_000_009))
s = os.stat(p)
print(p.read_bytes(), s.st_atime_ns, s.st_mtime_ns, s.st_nlink)
os.link(p, root / "hard")
print(os.stat(p).st_nlink, os.path.samefile(p, root / "hard"))
os.replace(root / "hard", root / "d1" / "hard")
fd = os.open(p, os.O_RDWR)
print(os.pread(fd, 3, 1), os.pwrite(fd, b"XY", 2), os.lseek(fd, 0, os.SEEK_CUR), os.read(fd, 100), failing(os.lseek, fd, -1, 0))
os.close(fd)
print(failing(os.read, fd, 1))

# A directory that takes many calls to read. (Entries that go meanwhile make the peer skip others.)
big = root / "big"
big.mkdir()
for i in range(1500):
    (big / f"entry-with-a-long-name-{i:05}").touch()
names = sorted(os.listdir(big))
print(len(names), names[0], names[-1])
for n, e in enumerate(list(os.scandir(big))):
    if n % 2:
        os.unlink(e.path)
print(len(os.listdir(big)), n + 1)

# Temporary files and directories, copies, moves, archives.
with tempfile.TemporaryDirectory(dir="/tmp") as t, tempfile.NamedTemporaryFile(dir=t) as n:
    n.write(b"x" * 70_000)
    n.flush()
    print(os.path.getsize(n.name), len(os.listdir(t)))
    shutil.copytree("/tree/d2", t + "/copy", symlinks=True)
    print(sorted(os.listdir(t + "/copy/deep/er")))
    shutil.move(t + "/copy/deep", t + "/moved")
    shutil.rmtree(t + "/copy")
    print(sorted(x for x in os.listdir(t) if not x.startswith("tmp")))
print(os.listdir("/tmp"))
with zipfile.ZipFile("/tree.zip", "w", zipfile.ZIP_DEFLATED) as z:
    for f in sorted(root.glob("d*/deep/f*")):
        z.writestr(zipfile.ZipInfo(str(f.relative_to(root)), (2020, 1, 1, 0, 0, 0)), f.read_bytes())
with zipfile.ZipFile("/tree.zip") as z:
    print(len(z.namelist()), z.testzip(), hashlib.sha256(b"".join(z.read(n) for n in z.namelist())).hexdigest())
    z.extractall("/unpacked")
walk("/unpacked")
shutil.rmtree(big)
shutil.rmtree(root / "d5")
print(sorted(os.listdir(root)))
