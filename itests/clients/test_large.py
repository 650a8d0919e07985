"""Memory is bounded: 5 GiB go through a gateway that has a heap of 256 MiB."""

import http.client
import os
import shutil
from urllib.parse import urlsplit

import boto3
import pytest
from botocore.config import Config

from gateway import Gateway

GIB = 1024**3
SIZE = int(float(os.environ.get("MUCURA_TEST_LARGE_GIB", "5")) * GIB)
BLOCK = os.urandom(4 * 1024 * 1024)


def body():
    """SIZE bytes that no one holds at once, in blocks; a part of another size begins them all anew."""
    whole, rest = divmod(SIZE, len(BLOCK))
    for _ in range(whole):
        yield BLOCK
    if rest:
        yield BLOCK[:rest]


def exchange(method, url, **request):
    """By an address that is presigned, so that neither side digests the body for the signature."""
    parts = urlsplit(url)
    connection = http.client.HTTPConnection(parts.netloc, timeout=300)
    connection.request(method, f"{parts.path}?{parts.query}", **request)
    response = connection.getresponse()
    assert response.status == 200, response.read()
    return response


def test_5_gib_in_one_put_and_one_get(tmp_path):
    free = shutil.disk_usage(tmp_path).free
    if free < SIZE + 2 * GIB:
        pytest.skip(f"needs {(SIZE + 2 * GIB) // GIB} GiB of disk space, {free // GIB} are free")
    gateway = Gateway(tmp_path / "data", java_options="-Xmx256m")
    settings = gateway.start()
    s3 = boto3.client(
        "s3",
        endpoint_url=settings["AWS_ENDPOINT_URL"],
        aws_access_key_id=settings["AWS_ACCESS_KEY_ID"],
        aws_secret_access_key=settings["AWS_SECRET_ACCESS_KEY"],
        region_name=settings["AWS_REGION"],
        config=Config(signature_version="s3v4"),
    )
    s3.create_bucket(Bucket="large")

    def presigned(operation):
        return s3.generate_presigned_url(operation, {"Bucket": "large", "Key": "k"})

    exchange("PUT", presigned("put_object"), body=body(), headers={"Content-Length": str(SIZE)})
    assert s3.head_object(Bucket="large", Key="k")["ContentLength"] == SIZE
    found = exchange("GET", presigned("get_object"))
    for block in body():
        assert found.read(len(block)) == block
    assert found.read() == b""
    assert gateway.stop() == 0
    shutil.rmtree(tmp_path / "data")
