"""What shows only after a while: starts and stops in a row, and hours of mixed load."""

import os
import random
import threading
import time

import boto3
import pytest

from gateway import Gateway

BOOTS = int(os.environ.get("MUCURA_TEST_BOOTS", "0"))
LOAD_S = int(os.environ.get("MUCURA_TEST_LOAD_S", "0"))
USERS = 6
KEYS_EACH = 50
# of the time, until what is compared was filled once: caches, pools, code
WARM_UP = 0.25
SERVES_WITHIN_S = 30
STOPS_WITHIN_S = 10


def client(settings):
    return boto3.client(
        "s3",
        endpoint_url=settings["AWS_ENDPOINT_URL"],
        aws_access_key_id=settings["AWS_ACCESS_KEY_ID"],
        aws_secret_access_key=settings["AWS_SECRET_ACCESS_KEY"],
        region_name=settings["AWS_REGION"],
    )


@pytest.mark.skipif(BOOTS == 0, reason="takes minutes: ./test --long")
def test_starts_and_stops(tmp_path):
    gateway = Gateway(tmp_path / "data", java_options="")
    slowest_start = slowest_stop = 0
    for boot in range(BOOTS):
        begin = time.monotonic()
        settings = gateway.start()
        s3 = client(settings)
        if boot == 0:
            s3.create_bucket(Bucket="soak")
        s3.put_object(Bucket="soak", Key=f"{boot:04}", Body=b"x")
        served = time.monotonic()
        assert s3.list_objects_v2(Bucket="soak")["KeyCount"] == boot + 1
        assert gateway.stop() == 0
        slowest_start = max(slowest_start, served - begin)
        slowest_stop = max(slowest_stop, time.monotonic() - served)
        assert slowest_start < SERVES_WITHIN_S
        assert slowest_stop < STOPS_WITHIN_S
    print(f"{BOOTS} boots: served within {slowest_start:.1f} s, stopped within {slowest_stop:.1f} s")


class User(threading.Thread):
    """Does all that users do, with keys of its own, until it is told to end."""

    def __init__(self, settings, name):
        super().__init__()
        self.s3, self.name = client(settings), name
        self.random = random.Random(name)
        self.running = True
        self.operations = 0
        self.failure = None

    def run(self):
        acts = (self.put, self.get, self.head, self.list, self.delete, self.upload, self.abort)
        try:
            while self.running:
                self.random.choices(acts, (40, 40, 20, 10, 10, 1, 1))[0]()
                self.operations += 1
        except Exception as e:  # whatever it is, the test is to know it
            self.failure = e

    def where(self):
        return {"Bucket": "soak", "Key": f"{self.name}/{self.random.randrange(KEYS_EACH)}"}

    def put(self):
        self.s3.put_object(Body=self.random.randbytes(int(10 ** self.random.uniform(0, 6))), **self.where())

    def get(self):
        try:
            self.s3.get_object(**self.where())["Body"].read()
        except self.s3.exceptions.NoSuchKey:
            pass

    def head(self):
        try:
            self.s3.head_object(**self.where())
        except self.s3.exceptions.ClientError as e:
            assert e.response["Error"]["Code"] == "404", e

    def list(self):
        self.s3.list_objects_v2(Bucket="soak", Prefix=f"{self.name}/", Delimiter="/")

    def delete(self):
        self.s3.delete_object(**self.where())

    def upload(self):
        where = self.where()
        where["UploadId"] = self.s3.create_multipart_upload(**where)["UploadId"]
        part = self.s3.upload_part(PartNumber=1, Body=self.random.randbytes(6 << 20), **where)
        self.s3.complete_multipart_upload(
            MultipartUpload={"Parts": [{"PartNumber": 1, "ETag": part["ETag"]}]}, **where
        )

    def abort(self):
        where = self.where()
        where["UploadId"] = self.s3.create_multipart_upload(**where)["UploadId"]
        self.s3.upload_part(PartNumber=1, Body=b"x" * 100_000, **where)
        self.s3.abort_multipart_upload(**where)


def held(pid):
    """What a process holds: MiB in memory, threads, open files."""
    with open(f"/proc/{pid}/status") as file:
        status = dict(line.split(":", 1) for line in file)
    memory = int(status["VmRSS"].split()[0]) // 1024
    return memory, int(status["Threads"]), len(os.listdir(f"/proc/{pid}/fd"))


@pytest.mark.skipif(LOAD_S == 0, reason="takes an hour: ./test --long")
def test_an_hour_of_mixed_load(tmp_path):
    gateway = Gateway(tmp_path / "data", java_options="")
    settings = gateway.start()
    client(settings).create_bucket(Bucket="soak")
    users = [User(settings, f"user-{number}") for number in range(USERS)]
    for user in users:
        user.start()
    samples = []
    begin = time.monotonic()
    while time.monotonic() < begin + LOAD_S:
        time.sleep(LOAD_S / 100)
        assert not [user.failure for user in users if user.failure]
        if time.monotonic() > begin + WARM_UP * LOAD_S:
            samples.append(held(gateway.pid()))
    for user in users:
        user.running = False
    for user in users:
        user.join()
    assert gateway.stop() == 0
    third = len(samples) // 3
    # peaks are compared, for collections and background work make the rest swing
    first, last = (
        [max(each) for each in zip(*part)] for part in (samples[:third], samples[-third:])
    )
    operations = sum(user.operations for user in users)
    print(f"load of {LOAD_S} s, {operations} operations: MiB, threads, files {first}, then {last}")
    assert last[0] < first[0] * 1.1 + 16
    assert last[1] < first[1] + 16
    assert last[2] < first[2] + 32
