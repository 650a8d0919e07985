"""Damage on the disk: what is spoilt is an error, everything else is served, and the scrub names it."""

import hashlib
import os
import re
import struct
import subprocess
import time
from datetime import datetime, timezone

import pytest
import urllib3
from botocore.exceptions import BotoCoreError, ClientError

from gateway import ROOT, Gateway
from test_kill import client

ERROR = "InternalError"
ABORTED = "aborted"
SMALL = range(5000, 5008)  # the size tells which record of a segment it is
LATER = range(6000, 6003)
TINY = 300


def flip(path, at, bit=3):
    with open(path, "r+b") as file:
        file.seek(at)
        byte = file.read(1)[0]
        file.seek(at)
        file.write(bytes([byte ^ (1 << bit)]))


def records(segment):
    """Where the records of a segment are, by the length of their contents without the seal."""
    data = segment.read_bytes()
    found = {}
    for at in range(4096, len(data), 64):
        if data[at : at + 4] == b"MuRe" and data[at + 5] == 1:
            found[struct.unpack(">I", data[at + 40 : at + 44])[0] - 16] = at
    return found


def outcome(s3, key, expected):
    """How a GET ends: as it should, with an error's code, or broken off. Never otherwise."""
    try:
        answer = s3.get_object(Bucket="kept", Key=key)
    except ClientError as e:
        assert e.response["ResponseMetadata"]["HTTPStatusCode"] == 500, (key, e)
        return e.response["Error"]["Code"]
    try:
        body = answer["Body"].read()
    except (BotoCoreError, urllib3.exceptions.HTTPError, OSError):
        return ABORTED
    assert body == expected, f"{key}: {len(body)} other bytes of {len(expected)}"
    return "whole"


class Damaged:
    """A gateway's data, and what it should answer."""

    def __init__(self, folder):
        self.gateway = Gateway(folder / "data")
        self.blobs = self.gateway.data / "data" / "blobs"
        self.database = self.gateway.data / "data" / "metadata" / "db"
        self.bodies = {}
        self.s3 = None

    def start(self):
        self.s3 = client(self.gateway.start())

    def put(self, key, size):
        self.bodies[key] = os.urandom(size)
        self.s3.put_object(Bucket="kept", Key=key, Body=self.bodies[key])

    def put_file(self, key, size):
        """A large content; gives its file."""
        before = self.files()
        self.put(key, size)
        (file,) = self.files() - before
        return file

    def files(self):
        return {path for path in (self.blobs / "files").rglob("*") if path.is_file()}

    def segment(self, size):
        for path in sorted((self.blobs / "segments").glob("*.segment")):
            if size in records(path):
                return path
        raise AssertionError(f"no segment has a content of {size} bytes")

    def outcomes(self):
        return {key: outcome(self.s3, key, body) for key, body in self.bodies.items()}

    def log(self):
        return (self.gateway.data / "data" / "log" / "mucura.log").read_text()

    def console(self, command):
        answer = subprocess.run(
            [ROOT / "run", "--data", self.gateway.data, "--console", command],
            capture_output=True,
            text=True,
            check=True,
        )
        return answer.stdout

    def ask_for_scrub(self):
        """A change fails if a compaction met damage before it; then the store is opened anew."""
        deadline = time.monotonic() + 30
        while True:
            try:
                return self.console("mucura:scrub-start")
            except subprocess.CalledProcessError as e:
                assert "the metadata store does not answer" in e.stdout, e.stdout
                assert time.monotonic() < deadline
                time.sleep(0.5)

    def scrub(self):
        """Has all scrubbed once; gives what the status says."""
        asked = datetime.now(timezone.utc)
        self.ask_for_scrub()
        deadline = time.monotonic() + 120
        while time.monotonic() < deadline:
            status = self.console("mucura:scrub-status --limit 1000")
            last = re.search(r"last: +begun (\S+?)Z,", status)
            if last:
                begun = datetime.fromisoformat(last.group(1).split(".")[0] + "+00:00")
                # the pass that was under way does not count
                if begun.timestamp() >= int(asked.timestamp()) and "under way: nothing" in status:
                    return status
            time.sleep(0.5)
        raise AssertionError("no pass ended: " + status)


def test_damage_is_told_and_the_rest_is_served(tmp_path):
    damaged = Damaged(tmp_path)
    damaged.start()
    try:
        contents_are_damaged(damaged)
        a_table_is_damaged(damaged)
        a_log_is_damaged(damaged)
    finally:
        if damaged.gateway.process.poll() is None:
            damaged.gateway.stop()


def contents_are_damaged(damaged):
    s3, gateway = damaged.s3, damaged.gateway
    s3.create_bucket(Bucket="kept")
    for size in SMALL:
        damaged.put(f"small-{size}", size)
    large = {n: damaged.put_file(f"large-{n}", 1_000_000) for n in range(5)}
    before = damaged.files()
    upload = s3.create_multipart_upload(Bucket="kept", Key="parts")["UploadId"]
    parts = [os.urandom(5 * 1024 * 1024), os.urandom(7000)]
    damaged.bodies["parts"] = b"".join(parts)
    listed = [
        {
            "PartNumber": n,
            "ETag": s3.upload_part(
                Bucket="kept", Key="parts", UploadId=upload, PartNumber=n, Body=part
            )["ETag"],
        }
        for n, part in enumerate(parts, 1)
    ]
    s3.complete_multipart_upload(
        Bucket="kept", Key="parts", UploadId=upload, MultipartUpload={"Parts": listed}
    )
    (part,) = damaged.files() - before
    assert gateway.stop() == 0

    damaged.start()
    for size in LATER:
        damaged.put(f"later-{size}", size)
    for n in range(TINY):
        damaged.put(f"tiny-{n:03}", 10)
    assert gateway.stop() == 0

    segment, lost = damaged.segment(SMALL[0]), damaged.segment(LATER[0])
    assert segment != lost
    where = records(segment)
    flip(segment, where[5000] + 64 + 100)  # content
    flip(segment, where[5001] + 20)  # header: the blob's id
    flip(segment, 20)  # the segment's header: one of its two copies
    flip(segment.with_suffix(".index"), 100)
    for at in (20, 2048 + 20):
        flip(lost, at)
    lost.with_suffix(".index").unlink()
    flip(large[0], 100)
    flip(large[1], 900_000)
    os.truncate(large[2], 900_000)
    large[3].unlink()
    flip(part, 3 * 1024 * 1024)

    damaged.start()
    expected = dict.fromkeys(damaged.bodies, "whole") | {
        "small-5000": ERROR,
        "small-5001": ERROR,
        "large-0": ERROR,
        "large-1": ABORTED,
        "large-2": ABORTED,
        "large-3": ERROR,
        "parts": ABORTED,
    }
    expected |= {key: ERROR for key in damaged.bodies if key.startswith(("later-", "tiny-"))}
    # the first look-up finds the damaged index; it is made anew in the background
    deadline = time.monotonic() + 60
    while damaged.outcomes() != expected and time.monotonic() < deadline:
        time.sleep(1)
    assert damaged.outcomes() == expected
    log = damaged.log()
    assert str(segment) in log and str(lost) in log

    status = damaged.scrub()
    found = set(re.findall(r"ERROR.*scrub: \w+ .* of kept/([\w-]+)", damaged.log()))
    assert found == {key for key, answer in expected.items() if answer != "whole"}
    assert all(f"kept/{key}" in status for key in ("small-5000", "large-3", "later-6000"))
    assert str(lost) in status
    # the administrator restores what is lost
    for key, answer in expected.items():
        if answer != "whole":
            damaged.put(key, len(damaged.bodies[key]))
    status = damaged.scrub()
    assert "kept/" not in status and str(lost) in status
    assert gateway.stop() == 0


def a_table_is_damaged(damaged):
    """The largest table has the many tiny objects, among other records that name them."""
    # what was written last is in the log still, and becomes a table at the next start
    damaged.start()
    assert damaged.gateway.stop() == 0
    table = max(damaged.database.glob("*.sst"), key=lambda path: path.stat().st_size)
    named = list(re.finditer(rb"O[\s\S]{16}tiny-\d+\x00\x00", table.read_bytes()))
    place = named[len(named) // 2].end()
    flip(table, place)

    damaged.start()
    outcomes = damaged.outcomes()
    spoilt = {key for key, answer in outcomes.items() if answer != "whole"}
    assert 0 < len(spoilt) < len(outcomes) / 2, spoilt
    assert {outcomes[key] for key in spoilt} == {ERROR}
    with pytest.raises(ClientError) as refused:
        for page in damaged.s3.get_paginator("list_objects_v2").paginate(Bucket="kept"):
            assert page["KeyCount"] > 0
    assert refused.value.response["Error"]["Code"] == ERROR
    assert table.name in damaged.log()
    assert re.search(r"RECORD .*\(metadata\).*" + table.name, damaged.scrub())
    for key in ("new-1", "new-2", "new-3"):
        damaged.put(key, 100)
    assert damaged.gateway.stop() == 0
    flip(table, place)


def a_log_is_damaged(damaged):
    (log,) = damaged.database.glob("*.log")
    place = log.read_bytes().index(b"new-1")
    flip(log, place)
    before = digests(damaged.database)
    with pytest.raises(RuntimeError, match="the gateway ended") as refused:
        damaged.start()
    (line,) = [
        line
        for line in str(refused.value).splitlines()
        if line.startswith(("mucura: ", "RuntimeError: the gateway ended: mucura: "))
        and str(log) in line
    ]
    assert "is damaged at byte" in line
    assert damaged.gateway.process.returncode not in (0, None)
    assert digests(damaged.database) == before

    flip(log, place)
    damaged.start()
    assert set(damaged.outcomes().values()) == {"whole"}
    assert damaged.gateway.stop() == 0


def digests(database):
    return {
        path.name: hashlib.sha256(path.read_bytes()).hexdigest()
        for path in database.iterdir()
        if re.fullmatch(r"\d+\.(log|sst)|MANIFEST-\d+|CURRENT", path.name)
    }
