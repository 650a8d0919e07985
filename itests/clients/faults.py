"""The disk of a gateway fails as it is told to, by a library that is preloaded; see faults/fault.c."""

import errno
import mmap
import struct
import subprocess
from contextlib import contextmanager
from pathlib import Path

SOURCE = Path(__file__).parent / "faults" / "fault.c"
WRITE, SYNC, CREATE, NAME, LENGTH, REMOVE = 1, 2, 4, 8, 16, 32
FIELDS = struct.Struct("7i")
LENGTH_OF_CONTROL = 4096
FOR_EVER = 1 << 30

# what a medium refuses in each case; a full one lets go of what is removed, and a share that is full
# may say so only when it is flushed
KINDS = {
    errno.ENOSPC: WRITE | SYNC | CREATE | NAME | LENGTH,
    errno.EROFS: WRITE | SYNC | CREATE | NAME | LENGTH | REMOVE,
    errno.EIO: WRITE | SYNC | CREATE | NAME | LENGTH | REMOVE,
}


class Faults:
    """The faults of one gateway, in some folders."""

    def __init__(self, work, folders):
        self.library = work / "fault.so"
        subprocess.run(
            ["gcc", "-shared", "-fPIC", "-O1", "-Wall", "-Werror", "-o", self.library, SOURCE, "-ldl"],
            check=True,
        )
        self.path = work / "faults"
        self.path.write_bytes(bytes(LENGTH_OF_CONTROL))
        with self.path.open("r+b") as file:
            self.page = mmap.mmap(file.fileno(), LENGTH_OF_CONTROL)
        names = b"".join(bytes(folder) + b"\0" for folder in folders)
        self.page[FIELDS.size : FIELDS.size + len(names)] = names

    @property
    def environment(self):
        return {"LD_PRELOAD": str(self.library), "MUCURA_FAULTS": str(self.path)}

    @contextmanager
    def struck(self, error, after=0, count=FOR_EVER):
        """From the call `after` on, `count` calls fail."""
        self.page[: FIELDS.size] = FIELDS.pack(0, error, KINDS[error], after, count, 0, 0)
        self.page[:4] = struct.pack("i", 1)
        try:
            yield self
        finally:
            self.lift()

    @contextmanager
    def watched(self):
        """Counts the calls that could fail, and lets none fail."""
        with self.struck(errno.EIO, count=0):
            yield self

    def lift(self):
        self.page[:4] = struct.pack("i", 0)

    @property
    def seen(self):
        return FIELDS.unpack(self.page[: FIELDS.size])[5]

    @property
    def failed(self):
        return FIELDS.unpack(self.page[: FIELDS.size])[6]
