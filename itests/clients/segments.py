"""What stands in a folder of contents, read by the description in docs/format.md alone."""

import struct
import time

HEADER_LENGTH = 4096
UNIT = 64
CONTENT, REMOVAL, END = 1, 2, 3


def crc32c_table():
    table = []
    for byte in range(256):
        crc = byte
        for _ in range(8):
            crc = crc >> 1 ^ (0x82F63B78 if crc & 1 else 0)
        table.append(crc)
    return table


TABLE = crc32c_table()


def crc32c(data):
    crc = 0xFFFFFFFF
    for byte in data:
        crc = TABLE[(crc ^ byte) & 0xFF] ^ crc >> 8
    return crc ^ 0xFFFFFFFF


class Segment:
    """The records of one segment."""

    def __init__(self, path):
        data = path.read_bytes()
        self.number = int(path.stem, 16)
        self.replaces = []
        self.contents = {}  # ordinal: id
        self.removals = []  # (segment, ordinal)
        self.torn = False
        generation = self.read_header(data)
        at = HEADER_LENGTH
        while at + UNIT <= len(data):
            record = data[at : at + UNIT]
            if record[:4] != b"MuRe" or record[8:16] != generation:
                break
            if crc32c(record[:60]) != struct.unpack(">I", record[60:])[0]:
                break
            at += self.read_record(record)
        # behind the last record everything is zero, unless one is being written
        self.torn = any(data[at:])

    def read_header(self, data):
        for at in (0, 2048):
            copy = data[at : at + 2048]
            whole = crc32c(copy[:2044]) == int.from_bytes(copy[2044:], "big")
            if whole and copy[:8] == b"Muceg1\0\1":
                assert int.from_bytes(copy[8:16], "big") == self.number
                count = int.from_bytes(copy[32:36], "big")
                self.replaces = list(struct.unpack_from(f">{count}Q", copy, 36))
                return copy[16:24]
        raise AssertionError(f"segment {self.number:016x} has no header")

    def read_record(self, record):
        kind = record[5]
        (ordinal,) = struct.unpack(">I", record[32:36])
        if kind == CONTENT:
            self.contents[ordinal] = record[16:32].hex()
            (length,) = struct.unpack(">I", record[40:44])
            return UNIT + -(-length // UNIT) * UNIT
        if kind == REMOVAL:
            self.removals.append(struct.unpack(">QI", record[40:52]))
        return UNIT


class Segments:
    """A folder of contents, whoever uses it meanwhile."""

    def __init__(self, folder):
        self.folder = folder

    def read(self):
        while True:
            try:
                paths = sorted(self.folder.glob("segments/*.segment"))
                return [Segment(path) for path in paths]
            except FileNotFoundError:
                time.sleep(0.1)  # replaced meanwhile

    def blobs(self):
        """The ids of all blobs, packed or not; once for each place where one is."""
        segments = self.read()
        replaced = {number for segment in segments for number in segment.replaces}
        living = [segment for segment in segments if segment.number not in replaced]
        removed = {removal for segment in living for removal in segment.removals}
        packed = [
            blob
            for segment in living
            for ordinal, blob in segment.contents.items()
            if (segment.number, ordinal) not in removed
        ]
        return packed + [path.name for path in self.folder.glob("files/*/*/*")]

    def check(self):
        """What holds of a folder that nobody uses."""
        assert not [segment.number for segment in self.read() if segment.torn]
        blobs = self.blobs()
        assert len(set(blobs)) == len(blobs), "a blob that is there twice"
        assert self.temporary(time.time()) == []
        names = {path.stem for path in self.folder.glob("segments/*.segment")}
        assert names == {path.stem for path in self.folder.glob("segments/*.index")}

    def temporary(self, before):
        """Unfinished files that were last written to before a time."""
        found = []
        for path in self.folder.glob("tmp/*"):
            try:
                if path.stat().st_mtime < before:
                    found.append(path)
            except FileNotFoundError:
                pass  # it was finished
        return found

    def replaced(self):
        """How many segments went into those that are there."""
        return sum(len(segment.replaces) for segment in self.read())
