"""The trace of `record.c`, read."""

import bisect
import mmap
import os
import struct
import subprocess
from pathlib import Path

HEAD = struct.Struct("<IcQQHH")
LENGTH = struct.calcsize("<I")


class Note:
    """One change of the folder, or one end of a sync."""

    __slots__ = ("kind", "id", "number", "path", "other", "data")

    def __init__(self, kind, id, number, path, other, data):
        self.kind, self.id, self.number = kind, id, number
        self.path, self.other, self.data = path, other, data


class Trace:
    """All notes, and where in the file each of them ends."""

    def __init__(self, file):
        with open(file, "rb") as opened:
            self.bytes = mmap.mmap(opened.fileno(), 0, access=mmap.ACCESS_READ)
        self.notes, self.ends = [], []
        view = memoryview(self.bytes)
        at = 0
        while at + LENGTH <= len(view):
            (length,) = struct.unpack_from("<I", view, at)
            end = at + LENGTH + length
            if end > len(view):
                break  # who wrote it was killed
            _, kind, id, number, first, second = HEAD.unpack_from(view, at)
            at += HEAD.size
            path = bytes(view[at : at + first]).decode()
            at += first
            other = bytes(view[at : at + second]).decode()
            self.notes.append(Note(kind.decode(), id, number, path, other, view[at + second : end]))
            self.ends.append(end)
            at = end

    def count(self, length):
        """How many notes there were when the file had this length."""
        return bisect.bisect_right(self.ends, length)


class Recorder:
    """The library, built; and the environment in which a program is recorded by it."""

    def __init__(self, folder, root):
        """Records what is below `root`, into `folder`, which is elsewhere."""
        self.file = Path(folder) / "trace"
        self.library = Path(folder) / "record.so"
        self.root = os.path.realpath(root)
        source = Path(__file__).with_name("record.c")
        # where headers check calls by definitions of their own, these could not be given others
        flags = "-shared -fPIC -O1 -U_FORTIFY_SOURCE -Wall -Wextra -Werror".split()
        subprocess.run(["gcc", *flags, "-o", self.library, source], check=True)
        self.file.touch()

    def environment(self):
        return {
            "LD_PRELOAD": str(self.library),
            "MUCURA_TRACE_ROOT": self.root,
            "MUCURA_TRACE_FILE": str(self.file),
        }

    def position(self):
        """The length of the trace at this moment."""
        return os.stat(self.file).st_size
