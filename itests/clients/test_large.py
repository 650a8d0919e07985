"""Memory is bounded: 5 GiB go through a gateway that has a heap of 256 MiB."""

import hashlib
import os
import shutil

import boto3
import pytest
from botocore.config import Config

from gateway import Gateway

GIB = 1024**3
SIZE = 5 * GIB
BLOCK = 4 * 1024 * 1024


class Generated:
    """A body of SIZE bytes that no one holds at once; it can be rewound, as signing demands."""

    block = os.urandom(BLOCK)

    def __init__(self):
        self.position = 0

    def __len__(self):
        return SIZE

    def read(self, length=-1):
        offset = self.position % BLOCK
        piece = self.block[offset : offset + min(length if length >= 0 else BLOCK, BLOCK)]
        piece = piece[: SIZE - self.position]
        self.position += len(piece)
        return piece

    def tell(self):
        return self.position

    def seek(self, offset, whence=0):
        self.position = offset + (0, self.position, SIZE)[whence]
        return self.position


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
        # no CRC beside the SHA-256 that signing over plain HTTP demands: one pass less
        config=Config(
            retries={"total_max_attempts": 1},
            read_timeout=300,
            request_checksum_calculation="when_required",
        ),
    )
    s3.create_bucket(Bucket="large")
    s3.put_object(Bucket="large", Key="k", Body=Generated())
    expected, body = hashlib.sha256(), Generated()
    while piece := body.read(BLOCK):
        expected.update(piece)
    found = hashlib.sha256()
    for piece in s3.get_object(Bucket="large", Key="k")["Body"].iter_chunks(BLOCK):
        found.update(piece)
    assert found.digest() == expected.digest()
    assert gateway.stop() == 0
    shutil.rmtree(tmp_path / "data")
