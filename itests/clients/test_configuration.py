"""Settings as an administrator changes them: live, whole or not at all, and by the environment."""

import os
import time
import uuid

import boto3
import pytest
from botocore.config import Config
from botocore.exceptions import ClientError

from gateway import Gateway
from test_start import refused

# "Live" is a second; a busy machine gets a little more
LIVE_S = float(os.environ.get("MUCURA_TEST_LIVE_S", "3"))
CORE = "org.mucura.core"
PART = 64 * 1024


@pytest.fixture(scope="module")
def configured(tmp_path_factory):
    gateway = Gateway(
        tmp_path_factory.mktemp("configured") / "data",
        environment={
            "MUCURA_S3_REGION": "eu-test-1",
            "MUCURA_AUTH_S3SIGNATURE_DEFAULT_REGIONS": "eu-test-1",
            "MUCURA_S3_ADMISSION_WAIT_MILLI": "7",
        },
    )
    gateway.start()
    yield gateway
    assert gateway.stop() == 0


@pytest.fixture(scope="module")
def client(configured):
    settings = configured.settings
    return boto3.client(
        "s3",
        endpoint_url=settings["AWS_ENDPOINT_URL"],
        aws_access_key_id=settings["AWS_ACCESS_KEY_ID"],
        aws_secret_access_key=settings["AWS_SECRET_ACCESS_KEY"],
        region_name=settings["AWS_REGION"],
        config=Config(retries={"total_max_attempts": 1}, s3={"addressing_style": "path"}),
    )


@pytest.fixture(scope="module")
def bucket(client):
    name = "c-" + uuid.uuid4().hex
    client.create_bucket(
        Bucket=name, CreateBucketConfiguration={"LocationConstraint": "eu-test-1"}
    )
    return name


class Log:
    """What is logged from now on."""

    def __init__(self, gateway):
        self.file = gateway.data / "data/log/mucura.log"
        self.begin = self.file.stat().st_size

    def await_line(self, *words):
        deadline = time.monotonic() + LIVE_S
        while True:
            lines = self.file.read_bytes()[self.begin :].decode().splitlines()
            for line in lines:
                if all(word in line for word in words):
                    return line
            assert time.monotonic() < deadline, (words, lines)
            time.sleep(0.02)


def least_part_is_small(client, bucket):
    """Whether an upload of two small parts is completed: part.size.min.bytes says so."""
    upload = client.create_multipart_upload(Bucket=bucket, Key="u")["UploadId"]
    parts = []
    for number in (1, 2):
        part = client.upload_part(
            Bucket=bucket, Key="u", UploadId=upload, PartNumber=number, Body=bytes(PART)
        )
        parts.append({"PartNumber": number, "ETag": part["ETag"]})
    try:
        client.complete_multipart_upload(
            Bucket=bucket, Key="u", UploadId=upload, MultipartUpload={"Parts": parts}
        )
        return True
    except ClientError as e:
        assert e.response["Error"]["Code"] == "EntityTooSmall"
        client.abort_multipart_upload(Bucket=bucket, Key="u", UploadId=upload)
        return False


def await_effect(client, bucket, small):
    deadline = time.monotonic() + LIVE_S
    while least_part_is_small(client, bucket) != small:
        assert time.monotonic() < deadline
        time.sleep(0.05)


def test_the_environment_comes_before_the_file(configured, client):
    assert configured.settings["AWS_REGION"] == "eu-test-1"
    # the file is as it came: the environment is not written there
    assert "region = us-east-1" in (configured.data / "etc/org.mucura.s3.cfg").read_text()
    log = (configured.data / "data/log/mucura.log").read_text()
    assert "MUCURA_S3_ADMISSION_WAIT_MILLI is no setting" in log
    assert "is MUCURA_S3_ADMISSION_WAIT_MILLIS meant?" in log


def test_the_environment_comes_before_the_console(configured, client):
    client.create_bucket(Bucket="here")
    for region in ("us-west-9", "us-east-1"):
        said = configured.console("config:property-set", "-p", "org.mucura.s3", "region", region)
        assert said[0] == 0, said
        time.sleep(1)  # for what comes by the file
        assert client.get_bucket_location(Bucket="here")["LocationConstraint"] == "eu-test-1"


def test_a_change_counts_at_once_and_a_wrong_one_does_not(configured, client, bucket):
    etc = configured.data / "etc" / f"{CORE}.cfg"
    before = etc.read_text()
    assert not least_part_is_small(client, bucket)
    try:
        etc.write_text(before + "part.size.min.bytes = 1\n")
        await_effect(client, bucket, small=True)

        log = Log(configured)
        etc.write_text(before + "part.size.min.bytes = 5 MiB\nstore.wait.ms = 1\n")
        line = log.await_line("ERROR", f"etc/{CORE}.cfg", "part.size.min.bytes = 5 MiB is wrong")
        assert "right is a whole number from 1 to 5368709120" in line
        assert "the former settings hold" in line
        assert least_part_is_small(client, bucket)

        etc.write_text(before + "part.size.min.bytes = 0\n")
        log.await_line("ERROR", "part.size.min.bytes = 0 is wrong")
        assert least_part_is_small(client, bucket)
    finally:
        etc.write_text(before)
    await_effect(client, bucket, small=False)


def test_a_key_that_nobody_reads_is_told(configured, client, bucket):
    etc = configured.data / "etc" / f"{CORE}.cfg"
    before = etc.read_text()
    log = Log(configured)
    try:
        etc.write_text(before + "part.size.min.byte = 1\n")
        log.await_line("WARN", "there is no setting part.size.min.byte", "part.size.min.bytes meant")
    finally:
        etc.write_text(before)


def test_a_store_stays_open_when_its_new_settings_are_wrong(configured, client, bucket):
    client.put_object(Bucket=bucket, Key="k", Body=b"x")
    etc = configured.data / "etc/org.mucura.metadata.rocksdb-default.cfg"
    before = etc.read_text()
    log = Log(configured)
    try:
        etc.write_text(before + "cacheMiB = much\n")
        log.await_line("ERROR", "cacheMiB = much is wrong", "the former settings hold")
        assert client.get_object(Bucket=bucket, Key="k")["Body"].read() == b"x"
    finally:
        etc.write_text(before)
    # neither was it opened anew: it would tell
    time.sleep(1)
    told = log.file.read_bytes()[log.begin :].decode()
    assert "took the settings of org.mucura.metadata" not in told


def test_the_console_cannot_get_round_the_check(configured, client, bucket):
    log = Log(configured)
    etc = configured.data / "etc" / f"{CORE}.cfg"
    before = etc.read_text()
    try:
        configured.console(f"config:property-set -p {CORE} part.size.min.bytes none")
        log.await_line("ERROR", "part.size.min.bytes = none is wrong")
        assert not least_part_is_small(client, bucket)
    finally:
        etc.write_text(before)


def test_a_start_with_a_wrong_value_is_refused(tmp_path):
    gateway = Gateway(tmp_path / "data")
    gateway.configure("org.mucura.s3.admission", readsMax="lots")
    line = refused("--data", gateway.data, "--port", 0)
    assert "org.mucura.s3.admission.cfg: readsMax = lots is wrong" in line
    assert "right is a whole number from 0 to 65536" in line
    gateway.configure("org.mucura.s3.admission", readsMax="20")
    gateway.start()
    assert gateway.stop() == 0
