"""Backup while it is written to, restore into another folder, and whether both stores agree."""

import hashlib
import json
import os
import random
import re
import shutil
import struct
import subprocess
import threading

from fast import Fast
from gateway import QUICK_START, ROOT, Gateway
from history import client

OBJECTS = 10_000
WRITERS = 4
BUCKET = "kept"


def digest(body):
    return None if body is None else hashlib.sha256(body).hexdigest()


def body_of(key):
    """Some hundred bytes that its key tells."""
    return (hashlib.sha256(key.encode()).hexdigest() * 12)[: 50 + hash_of(key) % 700].encode()


def hash_of(key):
    return int(hashlib.md5(key.encode()).hexdigest()[:8], 16)


def run(*arguments):
    done = subprocess.run(
        [ROOT / "run", *map(str, arguments)],
        stdin=subprocess.DEVNULL, capture_output=True, text=True, timeout=300,
        env=os.environ | {"EXTRA_JAVA_OPTS": QUICK_START},
    )
    return done.returncode, done.stdout + done.stderr


def restore(folder, passphrase, data, *more):
    return run("--restore", folder, "--pass-phrase-file", passphrase, "--data", data, *more)


def size(folder):
    return sum(file.stat().st_size for file in folder.iterdir())


def manifest(run_folder):
    lines = (run_folder / "manifest").read_text().splitlines()
    return dict(line.split(" ", 1) for line in lines if not line.startswith("file "))


def fsck(gateway, *options):
    """The exit status and the report."""
    status, said = gateway.console("mucura:fsck", "--json", *options)
    return status, json.loads(next(line for line in said.splitlines() if line.startswith("{")))


class Writer(threading.Thread):
    """Changes keys of its own without an end, and remembers each state that it asked for."""

    def __init__(self, fast, number):
        super().__init__()
        self.fast = fast
        self.random = random.Random(number)
        self.keys = [f"w{number}-{n}" for n in range(15)]
        # of each key all states, the first before anything was done
        self.states = {key: [None] for key in self.keys}
        self.acknowledged = {key: 0 for key in self.keys}
        self.ended = False
        self.failure = None

    def run(self):
        try:
            turn = 0
            while not self.ended:
                turn += 1
                key = self.random.choice(self.keys)
                body = None if self.random.random() < 0.2 else f"{key} {turn} ".encode() * 30
                self.states[key].append(digest(body))
                if body is None:
                    self.fast.delete(key)
                else:
                    self.fast.put(key, body)
                self.acknowledged[key] = len(self.states[key]) - 1
        except Exception as e:  # told to whoever waits
            self.failure = e

    def asked(self):
        return {key: len(states) - 1 for key, states in self.states.items()}

    def stop(self):
        self.ended = True
        self.join()
        assert self.failure is None, self.failure


class Moment:
    """Between which states of each key a backup was made."""

    def __init__(self, writers):
        self.writers = writers
        self.least = {k: n for w in writers for k, n in dict(w.acknowledged).items()}
        self.most = {}

    def over(self):
        self.most = {k: n for w in self.writers for k, n in w.asked().items()}

    def check(self, found):
        states = {key: list(s) for w in self.writers for key, s in w.states.items()}
        for key, least in self.least.items():
            promised = states[key][least : self.most[key] + 1]
            assert digest(found[key]) in promised, key


def open_restored(data, of):
    """A restored gateway that serves, and has the key of the first account as its own file."""
    shutil.copy(of.data / "keys" / "researcher.env", data / "keys" / "researcher.env")
    gateway = Gateway(data)
    gateway.start()
    return gateway


def test_a_gateway_is_backed_up_while_it_serves_and_restored(tmp_path):
    gateway = Gateway(tmp_path / "data")
    s3 = client(gateway.start())
    s3.create_bucket(Bucket=BUCKET)
    fast = Fast(gateway.settings, BUCKET)
    keys = [f"o-{n:05}" for n in range(OBJECTS)]
    fast.each(lambda key: fast.put(key, body_of(key)), keys)
    large = os.urandom(1_000_000)
    fast.put("large", large)
    passphrase = tmp_path / "pass-phrase"
    passphrase.write_text("a pass phrase that is long\n")
    folder = tmp_path / "backup"
    backup = "mucura:backup", "--pass-phrase-file", passphrase, folder

    writers = [Writer(fast, number) for number in range(WRITERS)]
    for writer in writers:
        writer.start()
    moment = Moment(writers)
    status, said = gateway.console(*map(str, backup))
    moment.over()
    assert status == 0 and "run 1, full" in said, said
    status, report = fsck(gateway)
    assert status == 0, report
    for writer in writers:
        writer.stop()

    assert gateway.console(*map(str, backup))[0] == 0
    new = [f"n-{n}" for n in range(20)]
    fast.each(lambda key: fast.put(key, body_of(key)), new)
    fast.delete(keys[0])
    status, said = gateway.console(*map(str, backup))
    assert status == 0 and "run 3, incremental" in said, said
    assert manifest(folder / "run-000003")["blobs"] == "20"
    assert size(folder / "run-000003") < size(folder / "run-000001") / 50
    status, said = gateway.console("mucura:restore", str(folder))
    assert status == 0 and f"./run --restore {folder}" in said, said
    status, report = fsck(gateway)
    assert status == 0 and report["clean"] and report["contents"] >= OBJECTS, report

    a_restore_goes_into_empty_stores(gateway, folder, passphrase)
    last = {key: fast.get(key) for w in writers for key in w.keys}
    first_data = tmp_path / "first"
    status, said = restore(folder, passphrase, first_data, "--run", 1)
    assert status == 0 and "restored run 1" in said, said
    first = open_restored(first_data, gateway)
    try:
        other = Fast(first.settings, BUCKET)
        found = other.each(other.get, [*keys, *moment.least, *new, "large"])
        assert all(found[key] == body_of(key) for key in keys)
        assert found["large"] == large
        assert not any(found[key] for key in new)
        moment.check(found)
        status, report = fsck(first)
        assert status == 0 and report["clean"], report
    finally:
        assert first.stop() == 0

    third_data = tmp_path / "third"
    assert restore(folder, passphrase, third_data)[0] == 0
    third = open_restored(third_data, gateway)
    try:
        other = Fast(third.settings, BUCKET)
        found = other.each(other.get, [*keys[:500], *last, *new])
        assert found[keys[0]] is None
        assert all(found[key] == body_of(key) for key in [*keys[1:500], *new])
        assert {key: found[key] for key in last} == last
        other.put("later", b"it goes on")
        assert other.get("later") == b"it goes on"
        what_is_missing_is_named(third)
    finally:
        assert third.stop() == 0
    assert gateway.stop() == 0


def a_restore_goes_into_empty_stores(gateway, folder, passphrase):
    status, said = restore(folder, passphrase, gateway.data)
    assert status != 0 and "in use" in said, said
    status, said = restore(folder.parent, passphrase, folder.parent / "none")
    assert status != 0 and "has no backup" in said, said
    assert not (folder.parent / "none").exists()


def what_is_missing_is_named(gateway):
    """A large content is a file of its own; somebody removes it."""
    blobs = gateway.data / "data" / "blobs" / "files"
    (file,) = [file for file in blobs.rglob("*") if file.is_file()]
    file.unlink()
    status, report = fsck(gateway)
    assert status == 1 and not report["clean"], report
    (finding,) = report["findings"]
    assert finding["kind"] == "missing-content" and finding["object"] == f"{BUCKET}/large"
    status, said = gateway.console("mucura:fsck")
    assert status == 1 and f"{BUCKET}/large" in said, said


def crc32c(data):
    crc = 0xFFFFFFFF
    for byte in data:
        crc ^= byte
        for _ in range(8):
            crc = crc >> 1 ^ (0x82F63B78 if crc & 1 else 0)
    return crc ^ 0xFFFFFFFF


def with_layout(metadata, layout):
    """The file of metadata with another number in the record Z; docs/format.md says how."""
    found = bytearray(metadata[:16])
    at = 16
    while at < len(metadata):
        length, checksum = struct.unpack(">II", metadata[at : at + 8])
        frame = bytearray(metadata[at + 8 : at + 8 + length])
        assert crc32c(frame) == checksum
        if frame[3:4] == b"Z" and frame[1:3] == b"\0\1":
            body = 4 + 1 + 1 + 16
            assert frame[body : body + 3] == b"\1\1\1", frame
            frame[body + 2] = layout
        found += struct.pack(">II", length, crc32c(frame)) + frame
        at += 8 + length
    assert found != metadata
    return bytes(found)


def test_metadata_of_a_later_release_stop_the_start(tmp_path):
    gateway = Gateway(tmp_path / "data")
    gateway.start()
    passphrase = tmp_path / "pass-phrase"
    passphrase.write_text("a pass phrase that is long\n")
    folder = tmp_path / "backup"
    status, said = gateway.console(
        "mucura:backup", "--pass-phrase-file", str(passphrase), str(folder)
    )
    assert status == 0, said
    assert gateway.stop() == 0
    status, said = restore(folder, passphrase, gateway.data)
    assert status != 0 and "is not empty" in said, said

    made = folder / "run-000001"
    changed = with_layout((made / "metadata").read_bytes(), 2)
    (made / "metadata").write_bytes(changed)
    text = (made / "manifest").read_text()
    text = re.sub(r"(file metadata \d+) \w+", rf"\1 {crc32c(changed):08x}", text)
    text = text[: text.rindex("crc32c ")]
    (made / "manifest").write_text(text + f"crc32c {crc32c(text.encode()):08x}\n")

    later = tmp_path / "later"
    status, said = restore(folder, passphrase, later)
    assert status == 0, said
    for _ in range(2):
        status, said = run("--data", later, "--port", 0)
        lines = [line for line in said.splitlines() if line]
        assert status != 0 and len(lines) == 1, said
        assert "has layout 2, this release knows layout 1" in lines[0], said
