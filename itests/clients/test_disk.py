"""A disk that is full, read-only or broken in the middle of each operation, and well again later."""

import errno
import os
import random
import shutil
import subprocess
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager

import pytest
from botocore.exceptions import ClientError

from faults import Faults
from gateway import Gateway
from history import PART_MIN, client, digest
from segments import Segments

ERRORS = (errno.ENOSPC, errno.EROFS, errno.EIO)
STRIKES = int(os.environ.get("MUCURA_TEST_FAULTS", "20"))
RECOVERS_WITHIN_S = 15
LOOKS_AGAIN_AFTER_S = 1.1
BUCKET = "disk"
SMALL = random.randbytes(4096)
LARGE = random.randbytes(1_000_000)


def attempt(call):
    """What a call answers, or the code of its error, which must be one that clients try again."""
    try:
        return call(), None
    except ClientError as refused:
        status = refused.response["ResponseMetadata"]["HTTPStatusCode"]
        code = refused.response["Error"]["Code"]
        assert (status, code) in {(503, "ServiceUnavailable"), (503, "SlowDown")}, refused
        assert refused.response["Error"]["Message"]
        return None, code


class Disk:
    """What the bucket of these tests has, as far as that is certain, and operations that change it."""

    def __init__(self, s3):
        self.s3 = s3
        self.states = {}
        self.number = 0

    def fresh(self, body):
        """A new object, of a disk that is well."""
        key = self.key()
        self.put(key, body)
        return key

    def key(self):
        self.number += 1
        key = f"{self.number:05}"
        self.states[key] = {None}
        return key

    def may_become(self, key, state):
        self.states[key] = self.states[key] | {state}

    def put(self, key, body, metadata=None):
        self.may_become(key, digest(body))
        self.s3.put_object(Bucket=BUCKET, Key=key, Body=body, Metadata=metadata or {})
        self.states[key] = {digest(body)}

    def copy(self, source, target):
        (state,) = self.states[source]
        self.may_become(target, state)
        place = {"Bucket": BUCKET, "Key": source}
        self.s3.copy_object(Bucket=BUCKET, Key=target, CopySource=place)
        self.states[target] = {state}

    def delete(self, key):
        self.may_become(key, None)
        self.s3.delete_object(Bucket=BUCKET, Key=key)
        self.states[key] = {None}

    def delete_several(self, keys):
        for key in keys:
            self.may_become(key, None)
        listed = {"Objects": [{"Key": key} for key in keys]}
        answer = self.s3.delete_objects(Bucket=BUCKET, Delete=listed)
        for each in answer.get("Errors", []):
            assert each["Code"] in {"ServiceUnavailable", "SlowDown", "InternalError"}, each
        for each in answer.get("Deleted", []):
            self.states[each["Key"]] = {None}

    def begin(self, key):
        answer = self.s3.create_multipart_upload(Bucket=BUCKET, Key=key)
        return {"Bucket": BUCKET, "Key": key, "UploadId": answer["UploadId"]}

    def part(self, upload, number, body):
        answer = self.s3.upload_part(PartNumber=number, Body=body, **upload)
        return {"PartNumber": number, "ETag": answer["ETag"]}

    def upload_of_two(self):
        """An upload that is about to be completed, and what it will be."""
        upload = self.begin(self.key())
        bodies = random.randbytes(PART_MIN), LARGE
        parts = [self.part(upload, n + 1, body) for n, body in enumerate(bodies)]
        return upload, parts, digest(b"".join(bodies))

    def complete(self, upload, parts, state):
        self.may_become(upload["Key"], state)
        self.s3.complete_multipart_upload(MultipartUpload={"Parts": parts}, **upload)
        self.states[upload["Key"]] = {state}

    def check(self, keys=None):
        """Everything is as it may be, and List, Head and Get agree."""
        pages = self.s3.get_paginator("list_objects_v2").paginate(Bucket=BUCKET)
        listed = {item["Key"]: item for page in pages for item in page.get("Contents", [])}
        assert set(listed) <= set(self.states)
        for key in keys or self.states:
            found = None
            if key in listed:
                answer = self.s3.get_object(Bucket=BUCKET, Key=key)
                body = answer["Body"].read()
                head = self.s3.head_object(Bucket=BUCKET, Key=key)
                assert len(body) == head["ContentLength"] == listed[key]["Size"], key
                assert head["ETag"] == answer["ETag"] == listed[key]["ETag"], key
                found = digest(body)
            assert found in self.states[key], f"{key}: lost, torn or half visible"


class Operations:
    """Each prepares what it needs on a disk that is well, and gives the call that is then struck."""

    def __init__(self, disk):
        self.disk = disk
        self.kept = {"small": disk.fresh(SMALL), "large": disk.fresh(LARGE)}
        self.pool = ThreadPoolExecutor(8)

    def put_small(self):
        key, body = self.disk.key(), random.randbytes(4096)
        return lambda: self.disk.put(key, body)

    def put_large(self):
        key, body = self.disk.key(), random.randbytes(1_000_000)
        return lambda: self.disk.put(key, body)

    def overwrite(self):
        key, body = self.disk.fresh(LARGE), random.randbytes(4096)
        return lambda: self.disk.put(key, body)

    def copy_small(self):
        key = self.disk.key()
        return lambda: self.disk.copy(self.kept["small"], key)

    def copy_large(self):
        key = self.disk.key()
        return lambda: self.disk.copy(self.kept["large"], key)

    def delete(self):
        key = self.disk.fresh(SMALL)
        return lambda: self.disk.delete(key)

    def delete_several(self):
        keys = [self.disk.fresh(body) for body in (SMALL, LARGE, SMALL)]
        return lambda: self.disk.delete_several(keys)

    def create_bucket(self):
        name = f"disk-{self.disk.key()}"
        return lambda: self.disk.s3.create_bucket(Bucket=name)

    def create_upload(self):
        key = self.disk.key()
        return lambda: self.disk.begin(key)

    def part_small(self):
        upload = self.disk.begin(self.disk.key())
        return lambda: self.disk.part(upload, 1, SMALL)

    def part_large(self):
        upload = self.disk.begin(self.disk.key())
        return lambda: self.disk.part(upload, 1, LARGE)

    def complete(self):
        upload = self.disk.upload_of_two()
        return lambda: self.disk.complete(*upload)

    def abort(self):
        upload, _, _ = self.disk.upload_of_two()
        return lambda: self.disk.s3.abort_multipart_upload(**upload)

    def burst(self):
        """Writers side by side, with long records, so that RocksDB's memory goes to disk soon."""
        keys = [self.disk.key() for _ in range(24)]
        more = {"about": "x" * 1900}
        put = lambda key: attempt(lambda: self.disk.put(key, SMALL, more))
        return lambda: list(self.pool.map(put, keys))

    def all(self):
        return (
            self.burst,
            self.put_small, self.put_large, self.overwrite, self.copy_small, self.copy_large,
            self.delete, self.delete_several, self.create_bucket, self.create_upload,
            self.part_small, self.part_large, self.complete, self.abort,
        )


def recovery(disk):
    """Waits until writes are taken again; gives how long that lasted."""
    begun = time.monotonic()
    while True:
        key, body = disk.key(), random.randbytes(1000)
        _, refused = attempt(lambda: disk.put(key, body))
        lasted = time.monotonic() - begun
        if not refused:
            return lasted
        assert lasted < RECOVERS_WITHIN_S, f"still {refused}"
        time.sleep(0.1)


def strike(operations, faults, operation, error, after):
    """One fault; gives whether it was met, refused, and how long until writes were taken again."""
    disk = operations.disk
    older = set(disk.states)
    call = operation()
    with faults.struck(error, after):
        _, refused = attempt(call)
        # a disk does not get well by being asked again, also when a store looks whether it is
        if refused and random.random() < 0.5:
            time.sleep(LOOKS_AGAIN_AFTER_S)
        attempt(lambda: disk.put(disk.key(), SMALL))
        touched = set(disk.states) - older | set(operations.kept.values())
        disk.check(touched)
    lasted = recovery(disk)
    disk.check(touched)
    return bool(faults.failed), refused, lasted


def small_gateway(folder, environment=None, **paths):
    gateway = Gateway(folder / "data", environment=environment)
    gateway.configure(
        "org.mucura.core",
        first__account="researcher", metadata__store="default", content__stores="default",
        part__size__min__bytes=PART_MIN,
    )
    gateway.configure(
        "org.mucura.blobs.filesystem-default",
        name="default", path=paths.get("blobs", "${karaf.data}/blobs"), segmentMiB=1,
        compactionPauseMs=200, reserveMiB=paths.get("reserve", 64),
    )
    gateway.configure(
        "org.mucura.metadata.rocksdb-default",
        name="default", path=paths.get("metadata", "${karaf.data}/metadata"), writeBufferMiB=2,
        reserveMiB=paths.get("reserve", 64),
    )
    return gateway


@contextmanager
def ended(gateway):
    """Whatever a test finds, its gateway does not outlive it."""
    try:
        yield gateway
    finally:
        if gateway.process and gateway.process.poll() is None:
            gateway.kill()


@pytest.mark.skipif(not shutil.which("gcc"), reason="needs gcc, to build what lets calls fail")
def test_a_fault_in_the_middle_of_each_operation(tmp_path):
    seed = random.randrange(1 << 32)
    print(f"seed {seed}, up to {STRIKES} faults")
    random.seed(seed)
    stores = [tmp_path / "data" / "data" / name for name in ("blobs", "metadata")]
    faults = Faults(tmp_path, stores)
    with ended(small_gateway(tmp_path, faults.environment)) as gateway:
        s3 = client(gateway.start())
        s3.create_bucket(Bucket=BUCKET)
        disk = Disk(s3)
        strike_all(Operations(disk), faults)
        gateway.kill()
        disk.s3 = client(gateway.start())
        disk.check()
        recovery(disk)
        assert gateway.stop() == 0
    Segments(stores[0]).check()


def plan_of(operations, faults):
    """Each fault at each call of each operation."""
    plan = []
    for operation in operations.all():
        call = operation()
        with faults.watched():
            call()
        calls = faults.seen
        assert calls, f"{operation.__name__} changes nothing that is watched"
        plan += [(operation, error, after) for error in ERRORS for after in range(calls)]
    return plan


def strike_all(operations, faults):
    plan = plan_of(operations, faults)
    chosen = random.sample(plan, min(STRIKES, len(plan)))
    met = refused = 0
    slowest = 0
    for operation, error, after in chosen:
        where = f"{operation.__name__}, {errno.errorcode[error]} from call {after}"
        try:
            was_met, was_refused, lasted = strike(operations, faults, operation, error, after)
        except Exception as failure:
            raise AssertionError(where) from failure
        met += was_met
        refused += bool(was_refused)
        slowest = max(slowest, lasted)
    print(
        f"{len(chosen)} of {len(plan)} faults, {met} met, {refused} refused,"
        f" written again after {slowest:.1f} s at most"
    )
    assert met > len(chosen) / 2


@contextmanager
def small_medium(folder, mib):
    """A medium of some MiB, mounted on a folder, or none if that is not allowed here."""
    folder.mkdir()
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", f"size={mib}m", "tmpfs", folder], capture_output=True
    )
    if mounted.returncode:
        pytest.skip("nothing may be mounted here; the faults above stand in for a full medium")
    try:
        yield folder
    finally:
        subprocess.run(["umount", folder], check=True)


def fill(file):
    """Takes all that is free, byte by byte in the end."""
    with file.open("wb", buffering=0) as end:
        for length in (1 << 20, 4096):
            try:
                while end.write(bytes(length)) == length:
                    pass
            except OSError as full:
                assert full.errno == errno.ENOSPC


def test_a_medium_that_is_really_full(tmp_path):
    with small_medium(tmp_path / "medium", mib=64) as medium:
        other = medium / "other"
        other.write_bytes(bytes(20 << 20))
        gateway = small_gateway(
            tmp_path, blobs=medium / "blobs", metadata=medium / "metadata", reserve=8
        )
        with ended(gateway):
            disk = Disk(client(gateway.start()))
            fill_and_recover(disk, other)
            gateway.kill()
            disk.s3 = client(gateway.start())
            disk.check()
            assert gateway.stop() == 0
        Segments(medium / "blobs").check()


def fill_and_recover(disk, other):
    disk.s3.create_bucket(Bucket=BUCKET)
    kept = {"small": disk.fresh(SMALL), "large": disk.fresh(LARGE)}
    written = []
    while not attempt(lambda: written.append(disk.fresh(LARGE)))[1]:
        assert len(written) < 100
    disk.check()
    # the reserve is there to get out of need
    disk.delete(written[0])
    disk.delete_several(written[1:3])
    disk.check()

    fill(other)
    assert shutil.disk_usage(other).free == 0
    for body in (SMALL, LARGE):
        _, refused = attempt(lambda: disk.fresh(body))
        assert refused, "written although there is no room"
    for key in written[3:6]:
        attempt(lambda: disk.delete(key))
    disk.check()

    other.unlink()
    print(f"full after {len(written)} MB, well again after {recovery(disk):.1f} s")
    disk.fresh(LARGE)
    disk.delete(kept["small"])
    disk.check()
