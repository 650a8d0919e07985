"""Durability: whatever the gateway acknowledged is there after kill -9, whole."""

import hashlib
import os
import random
import threading
import time
from concurrent.futures import ThreadPoolExecutor

import boto3
from botocore.config import Config
from botocore.exceptions import BotoCoreError, ClientError

from gateway import Gateway

KILLS = int(os.environ.get("MUCURA_TEST_KILLS", "20"))
WRITERS = 4
SIZES = (0, 100, 4096, 70_000, 6 * 1024 * 1024)


def client(settings):
    return boto3.client(
        "s3",
        endpoint_url=settings["AWS_ENDPOINT_URL"],
        aws_access_key_id=settings["AWS_ACCESS_KEY_ID"],
        aws_secret_access_key=settings["AWS_SECRET_ACCESS_KEY"],
        region_name=settings["AWS_REGION"],
        config=Config(retries={"total_max_attempts": 1}, connect_timeout=5, read_timeout=20),
    )


class Writer(threading.Thread):
    """Writes, overwrites and deletes keys of its own, and notes what was acknowledged of each."""

    def __init__(self, s3, name, acknowledged, seed):
        super().__init__()
        self.s3, self.name, self.acknowledged = s3, name, acknowledged
        self.random = random.Random(seed)
        self.running = True

    def run(self):
        while self.running:
            key = f"{self.name}/{self.random.randrange(40)}"
            body = self.random.randbytes(self.random.choices(SIZES, (1, 4, 4, 2, 1))[0])
            delete = self.random.random() < 0.15
            state = None if delete else hashlib.sha256(body).hexdigest()
            before = self.acknowledged.get(key, {None})
            # until the answer comes either may be true
            self.acknowledged[key] = before | {state}
            try:
                if delete:
                    self.s3.delete_object(Bucket="kept", Key=key)
                else:
                    self.s3.put_object(Bucket="kept", Key=key, Body=body)
            except (BotoCoreError, ClientError):
                return
            self.acknowledged[key] = {state}


def read_back(s3, acknowledged):
    listed = {
        item["Key"]: item["Size"]
        for page in s3.get_paginator("list_objects_v2").paginate(Bucket="kept")
        for item in page.get("Contents", [])
    }
    for key, states in acknowledged.items():
        if key in listed:
            body = s3.get_object(Bucket="kept", Key=key)["Body"].read()
            assert len(body) == listed[key], key
            found = hashlib.sha256(body).hexdigest()
        else:
            found = None
        assert found in states, f"{key}: lost or torn"
        acknowledged[key] = {found}
    assert set(listed) <= set(acknowledged)


def write_and_kill(data, kills, seed):
    """Kills a gateway again and again while it is written to; gives the states of all keys."""
    chance = random.Random(seed)
    gateway = Gateway(data)
    acknowledged = {}
    s3 = client(gateway.start())
    s3.create_bucket(Bucket="kept")
    for _ in range(kills):
        writers = [Writer(s3, f"w{n}", acknowledged, chance.random()) for n in range(WRITERS)]
        for writer in writers:
            writer.start()
        time.sleep(chance.uniform(0.1, 1))
        gateway.kill()
        for writer in writers:
            writer.running = False
            writer.join()
        s3 = client(gateway.start())
        read_back(s3, acknowledged)
    assert gateway.stop() == 0
    return acknowledged


def test_acknowledged_objects_survive_kill_9(tmp_path):
    """Two gateways side by side, for a start leaves half of the machine to another."""
    seed = random.randrange(1 << 32)
    print(f"seed {seed}, {KILLS} kills")
    with ThreadPoolExecutor() as lanes:
        both = [
            lanes.submit(write_and_kill, tmp_path / f"data{lane}", KILLS // 2, seed + lane)
            for lane in range(2)
        ]
    states = [state for lane in both for state in lane.result().values()]
    present = sum(state != {None} for state in states)
    print(f"{KILLS} kills, {len(states)} keys, {present} present: none lost")
    assert present > 0
