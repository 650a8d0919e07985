"""A medium that plays a trace, and tells what is left of it when the power fails.

What it promises is what POSIX promises, and of the order of names what journals of file systems do:

- The bytes of a file are durable that were written before a sync of the file (fsync or fdatasync)
  began, once that has ended. Of later ones each sector of 512 bytes may be as it was or as it became
  at any write since, whatever other sectors are; so writes are lost, torn, and out of order. A new
  size may be there without the bytes.
- The names in a folder are durable that it had before a sync of the *folder* began, once that has
  ended; a sync of the file does not name it. Of later changes of a folder's names some are there and
  those after them are not: they reach the medium in their order, but each folder by itself, so a
  file that was moved may be under both names or none.
- A new folder is a name like others: what is durable in it is lost with it.

Not promised by it, although ext4 does: that a sync of a new file makes its name durable, that a sync
of anything makes all earlier names durable, and that a file whose name is durable has its bytes.
Stricter than any file system in use is that even sectors which were written together are torn.
"""

import os
from pathlib import Path

SECTOR = 512


class File:
    def __init__(self):
        self.durable = bytearray()
        self.size = 0
        self.flushed = 0  # how many changes are durable
        self.changes = []  # those that are not: (place, bytes), or (size, None)

    def change(self, place, data):
        self.size = place if data is None else max(self.size, place + len(data))
        self.changes.append((place, data))

    def mark(self):
        return self.flushed + len(self.changes)

    def flush(self, mark):
        count = max(0, mark - self.flushed)
        for place, data in self.changes[:count]:
            apply(self.durable, place, data)
        del self.changes[:count]
        self.flushed += count

    def now(self):
        """What a reader sees."""
        return self.after(1, None)

    def after(self, luck, chance):
        """What a cut leaves; luck says how much of what is not durable, from 0 to 1."""
        left = bytearray(self.durable)
        if luck == 0:
            return left
        if luck == 1:
            for place, data in self.changes:
                apply(left, place, data)
            return left
        sectors = {}
        for place, data in self.changes:
            if data is None:
                if chance.random() < luck:
                    apply(left, place, None)
                continue
            at, end = place, place + len(data)
            while at < end:
                sector = at // SECTOR
                to = min(end, (sector + 1) * SECTOR)
                # a sector is written as it is at some moment, and perhaps not again
                lives = sectors.get(sector)
                lives = chance.random() < luck if lives is None else lives and chance.random() < 0.8
                sectors[sector] = lives
                if lives:
                    apply(left, at, data[at - place : to - place])
                at = to
        if chance.random() < 0.25 and len(left) < self.size:
            left.extend(bytes(self.size - len(left)))
        return left


def apply(content, place, data):
    if data is None:
        del content[place:]
        content.extend(bytes(place - len(content)))
    else:
        if place > len(content):
            content.extend(bytes(place - len(content)))
        content[place : place + len(data)] = data


class Folder:
    def __init__(self):
        self.names = {}
        self.durable = {}
        self.flushed = 0
        self.changes = []  # (name, what it is now, or None)

    def change(self, name, node):
        if node is None:
            del self.names[name]
        else:
            self.names[name] = node
        self.changes.append((name, node))

    def mark(self):
        return self.flushed + len(self.changes)

    def flush(self, mark):
        count = max(0, mark - self.flushed)
        self._apply(self.durable, count)
        del self.changes[:count]
        self.flushed += count

    def after(self, luck, chance):
        left = dict(self.durable)
        count = len(self.changes)
        self._apply(left, count * luck if luck in (0, 1) else chance.randint(0, count))
        return left

    def _apply(self, names, count):
        for name, node in self.changes[:count]:
            if node is None:
                names.pop(name, None)
            else:
                names[name] = node


class Link:
    """A symbolic link: there or not, as its name is."""

    def __init__(self, leads_to):
        self.leads_to = leads_to

    def mark(self):
        return 0

    def flush(self, mark):
        pass


class Medium:
    def __init__(self, ignored=lambda path: False, forgotten=lambda path: False):
        """
        Paths that are ignored are left out with all that is below; syncs of what is forgotten are
        not made.
        """
        self.root = Folder()
        self.ignored, self.forgotten = ignored, forgotten
        self.syncs = {}
        self.unknown = []

    def find(self, path):
        node = self.root
        for name in path.split("/") if path else ():
            node = node.names[name]
        return node

    def _place(self, path):
        folder, _, name = path.rpartition("/")
        return self.find(folder), name

    def play(self, note):
        if note.kind == "E":
            for node, mark in self.syncs.pop(note.id, ()):
                node.flush(mark)
            return
        from_here = not self.ignored(note.path)
        if note.kind in "RL":
            self._rename(note, from_here, not self.ignored(note.other))
        elif from_here:
            getattr(self, "_play_" + note.kind)(note)

    def _rename(self, note, from_here, to_here):
        if from_here != to_here:
            self.unknown.append(f"{note.path} to {note.other}")
        elif from_here:
            source, old = self._place(note.path)
            target, new = self._place(note.other)
            target.change(new, source.names[old])
            if note.kind == "R":
                source.change(old, None)

    def _add(self, path, node):
        folder, name = self._place(path)
        folder.change(name, node)

    def _play_C(self, note):
        self._add(note.path, File())

    def _play_M(self, note):
        self._add(note.path, Folder())

    def _play_N(self, note):
        self._add(note.path, Link(note.other))

    def _play_W(self, note):
        self.find(note.path).change(note.number, note.data)

    def _play_T(self, note):
        self.find(note.path).change(note.number, None)

    def _play_U(self, note):
        self._add(note.path, None)

    _play_D = _play_U

    def _play_X(self, note):
        self.unknown.append(f"{note.path}: {bytes(note.data).decode()}")

    def _play_S(self, note):
        if not self.forgotten(note.path):
            node = self.find(note.path)
            self.syncs[note.id] = [(node, node.mark())]

    def _play_A(self, note):
        self.syncs[note.id] = [(node, node.mark()) for node in self._nodes(self.root)]

    def _nodes(self, node):
        yield node
        for child in getattr(node, "names", {}).values():
            yield from self._nodes(child)

    def cut(self, to, chance, spirit="mixed"):
        """
        Writes below `to` what may be left if the power fails now.

        spirit: of what is not durable `none` is there, `all`, or (`mixed`) more of some files and
        folders than of others
        """
        lucks = {}

        def luck(node):
            if id(node) not in lucks:
                each = chance.choice((0, 1, None))
                lucks[id(node)] = chance.random() if each is None else each
            return {"none": 0, "all": 1}.get(spirit, lucks[id(node)])

        contents = {}

        def write(folder, path):
            os.mkdir(path, 0o700)
            for name, node in folder.after(luck(folder), chance).items():
                place = os.path.join(path, name)
                if isinstance(node, Folder):
                    write(node, place)
                elif isinstance(node, Link):
                    os.symlink(node.leads_to, place)
                else:
                    if id(node) not in contents:
                        contents[id(node)] = node.after(luck(node), chance)
                    with open(os.open(place, os.O_CREAT | os.O_WRONLY, 0o600), "wb") as file:
                        file.write(contents[id(node)])

        write(self.root, Path(to))

    def differences(self, folder):
        """What a folder has that was not played, and the other way round."""
        return list(self._differences(self.root, Path(folder), ""))

    def _differences(self, node, place, path):
        if isinstance(node, Link):
            if not place.is_symlink() or os.readlink(place) != node.leads_to:
                yield f"{path} does not lead to {node.leads_to}"
        elif isinstance(node, File):
            if not place.is_file() or place.read_bytes() != node.now():
                yield f"{path} has other bytes"
        elif not place.is_dir() or place.is_symlink():
            yield f"{path} is no folder"
        else:
            for name in sorted(set(os.listdir(place)) | set(node.names)):
                inner = f"{path}/{name}".lstrip("/")
                if self.ignored(inner):
                    continue
                if name in node.names:
                    yield from self._differences(node.names[name], place / name, inner)
                else:
                    yield f"{inner} was not recorded"
