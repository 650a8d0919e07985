"""Starts and stops in a row, as shipped: each serves in time, each stops cleanly."""

import os
import time

import boto3
import pytest

from gateway import Gateway

BOOTS = int(os.environ.get("MUCURA_TEST_BOOTS", "0"))
SERVES_WITHIN_S = 30
STOPS_WITHIN_S = 10


@pytest.mark.skipif(BOOTS == 0, reason="takes minutes: ./test --long")
def test_starts_and_stops(tmp_path):
    gateway = Gateway(tmp_path / "data", java_options="")
    slowest_start = slowest_stop = 0
    for boot in range(BOOTS):
        begin = time.monotonic()
        settings = gateway.start()
        s3 = boto3.client(
            "s3",
            endpoint_url=settings["AWS_ENDPOINT_URL"],
            aws_access_key_id=settings["AWS_ACCESS_KEY_ID"],
            aws_secret_access_key=settings["AWS_SECRET_ACCESS_KEY"],
            region_name=settings["AWS_REGION"],
        )
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
