import os
import uuid

import boto3
import pytest
from botocore.config import Config

from gateway import Gateway


@pytest.fixture(autouse=True)
def nothing_left():
    """Whatever a test finds, its gateways do not outlive it."""
    before = len(Gateway.launched)
    yield
    for gateway in Gateway.launched[before:]:
        if gateway.process.poll() is None:
            gateway.kill()


@pytest.fixture(scope="session")
def gateway(tmp_path_factory):
    """One gateway that these tests share."""
    gateway = Gateway(tmp_path_factory.mktemp("gateway") / "data")
    gateway.start()
    yield gateway
    assert gateway.stop() == 0


@pytest.fixture(scope="session")
def settings(gateway):
    """The environment of a user of it."""
    return gateway.settings


@pytest.fixture(scope="session")
def environment(settings):
    """A whole environment for a client's process, with nothing of the tester's own accounts."""
    kept = {n: v for n, v in os.environ.items() if not n.startswith(("AWS_", "RCLONE_"))}
    return kept | settings


@pytest.fixture(scope="session")
def s3(settings):
    return boto3.client(
        "s3",
        endpoint_url=settings["AWS_ENDPOINT_URL"],
        aws_access_key_id=settings["AWS_ACCESS_KEY_ID"],
        aws_secret_access_key=settings["AWS_SECRET_ACCESS_KEY"],
        region_name=settings["AWS_REGION"],
        config=Config(retries={"total_max_attempts": 1}, s3={"addressing_style": "path"}),
    )


@pytest.fixture
def bucket(s3):
    """A bucket of one's own; it goes with the gateway's data, for a deletion takes its time."""
    name = "t-" + uuid.uuid4().hex
    s3.create_bucket(Bucket=name)
    return name


@pytest.fixture
def folder(tmp_path):
    """A real folder: nested, with an empty file, odd names and one file of several parts."""
    root = tmp_path / "folder"
    for name, size in {
        "readme.txt": 1234,
        "empty": 0,
        "data/run 1/events.csv": 70_000,
        "data/run 1/übersicht.md": 333,
        "data/big.bin": 20 * 1024 * 1024 + 17,
        "a+b=c&d.txt": 12,
    }.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(os.urandom(size))
    return root
