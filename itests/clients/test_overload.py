"""Much at once: memory stays bounded, and slow clients do not keep others waiting."""

import http.client
import os
import shutil
import socket
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from urllib.parse import urlsplit

import boto3
import pytest
from botocore.config import Config

from gateway import Gateway

MIB = 1024**2
GIB = 1024**3
HEAP = "-Xmx256m"
# the heap, and outside of it code, threads' stacks, buffers of connections and files, RocksDB
PEAK_MAX = 500 * MIB
CROWDED_PEAK_MAX = 800 * MIB

PARALLEL = 32
SIZE = int(os.environ.get("MUCURA_TEST_PARALLEL_MIB", "128")) * MIB
BLOCK = 4 * MIB

SLOW = 500
TRICKLE = 2048
SERVED_WITHIN_S = 30


def client(settings):
    """A client that takes no for an answer: what is refused is not tried again."""
    return boto3.client(
        "s3",
        endpoint_url=settings["AWS_ENDPOINT_URL"],
        aws_access_key_id=settings["AWS_ACCESS_KEY_ID"],
        aws_secret_access_key=settings["AWS_SECRET_ACCESS_KEY"],
        region_name=settings["AWS_REGION"],
        config=Config(signature_version="s3v4", retries={"total_max_attempts": 1}),
    )


def presigned(s3, operation, key):
    return s3.generate_presigned_url(operation, {"Bucket": "crowd", "Key": key}, ExpiresIn=3600)


def connect(url):
    connection = http.client.HTTPConnection(urlsplit(url).netloc, timeout=300)
    connection.connect()
    return connection


def path(url):
    parts = urlsplit(url)
    return f"{parts.path}?{parts.query}"


def test_32_parallel_puts_and_gets_of_128_mib(tmp_path):
    free = shutil.disk_usage(tmp_path).free
    if free < PARALLEL * SIZE + 2 * GIB:
        pytest.skip(f"needs {(PARALLEL * SIZE + 2 * GIB) // GIB} GiB of disk space")
    noise = memoryview(os.urandom(BLOCK) * 2)

    def blocks(number):
        """Each object has bytes of its own: the same noise, begun elsewhere."""
        start = number * (BLOCK // PARALLEL)
        for _ in range(SIZE // BLOCK):
            yield noise[start : start + BLOCK]

    gateway = Gateway(tmp_path / "data", java_options=HEAP)
    s3 = client(gateway.start())
    s3.create_bucket(Bucket="crowd")
    together = threading.Barrier(PARALLEL)

    def put(number):
        url = presigned(s3, "put_object", f"{number}")
        connection = connect(url)
        together.wait()
        connection.request("PUT", path(url), blocks(number), {"Content-Length": str(SIZE)})
        response = connection.getresponse()
        assert response.status == 200, response.read()

    def get(number):
        url = presigned(s3, "get_object", f"{number}")
        connection = connect(url)
        together.wait()
        connection.request("GET", path(url))
        response = connection.getresponse()
        assert response.status == 200, response.read()
        for block in blocks(number):
            assert response.read(BLOCK) == block
        assert response.read() == b""

    begin = time.monotonic()
    with ThreadPoolExecutor(PARALLEL) as threads:
        for work in put, get:
            assert list(threads.map(work, range(PARALLEL))) == [None] * PARALLEL
            print(f"{work.__name__}: {time.monotonic() - begin:.1f} s")
    peak = gateway.peak_memory()
    print(f"peak memory: {peak // MIB} MiB")
    assert peak < PEAK_MAX
    assert gateway.stop() == 0
    shutil.rmtree(tmp_path / "data")


class SlowClients(threading.Thread):
    """Connections that send or take 2 KiB a second, more than the least rate. Who is refused or cut
    comes again."""

    def __init__(self, requests):
        super().__init__(daemon=True)
        self.requests = requests
        self.connections = {}
        self.begun = 0
        self.stopped = threading.Event()

    def run(self):
        while not self.stopped.is_set():
            begin = time.monotonic()
            for number, (address, request) in enumerate(self.requests):
                try:
                    self.step(number, address, request)
                except BlockingIOError:
                    pass
                except OSError:
                    self.drop(number)
            self.stopped.wait(max(0.0, 1 - (time.monotonic() - begin)))
        for number in list(self.connections):
            self.drop(number)

    def step(self, number, address, request):
        if number not in self.connections:
            connection = socket.socket()
            self.connections[number] = connection
            connection.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
            connection.connect(address)
            connection.setblocking(False)
            connection.send(request)
            self.begun += 1
        elif request.startswith(b"PUT"):
            self.connections[number].send(bytes(TRICKLE))
        elif not self.connections[number].recv(TRICKLE):
            raise ConnectionResetError

    def drop(self, number):
        self.connections.pop(number).close()


def slow_requests(s3):
    put, get = presigned(s3, "put_object", "slow"), presigned(s3, "get_object", "large")
    netloc = urlsplit(put).netloc
    host, port = netloc.rsplit(":", 1)
    head = "{} {} HTTP/1.1\r\nHost: " + netloc + "\r\n{}\r\n"
    uploads = head.format("PUT", path(put), f"Content-Length: {10 * MIB}\r\n").encode()
    downloads = head.format("GET", path(get), "").encode()
    return [((host, int(port)), uploads), ((host, int(port)), downloads)] * SLOW


def test_500_slow_uploads_and_500_slow_downloads(tmp_path):
    gateway = Gateway(tmp_path / "data", java_options=HEAP)
    crowd = client(gateway.start())
    crowd.create_bucket(Bucket="crowd")
    crowd.put_object(Bucket="crowd", Key="large", Body=bytes(16 * MIB))
    other = client(gateway.account("other"))
    other.create_bucket(Bucket="other")
    slow = SlowClients(slow_requests(crowd))
    slow.start()
    slowest = served = 0
    noise = os.urandom(MIB)
    begin = time.monotonic()
    try:
        while time.monotonic() - begin < 15:
            start = time.monotonic()
            other.put_object(Bucket="other", Key="k", Body=noise)
            assert other.get_object(Bucket="other", Key="k")["Body"].read() == noise
            assert other.list_objects_v2(Bucket="other")["KeyCount"] == 1
            slowest = max(slowest, time.monotonic() - start)
            served += 1
        assert slow.begun >= 2 * SLOW
    finally:
        slow.stopped.set()
        slow.join()
    print(f"{served} rounds, the slowest {slowest:.2f} s; {slow.begun} slow requests")
    assert slowest < SERVED_WITHIN_S
    # what was crowded is served again at once, also to the account that crowded it
    deadline = time.monotonic() + SERVED_WITHIN_S
    while not recovered(crowd, noise):
        assert time.monotonic() < deadline
        time.sleep(0.2)
    peak = gateway.peak_memory()
    print(f"peak memory: {peak // MIB} MiB")
    assert peak < CROWDED_PEAK_MAX
    assert gateway.stop() == 0


def recovered(s3, noise):
    """Whether 64 writes, 16 at once, are all served at the first attempt."""

    def put(number):
        s3.put_object(Bucket="crowd", Key=f"{number}", Body=noise)

    try:
        with ThreadPoolExecutor(16) as threads:
            return len(list(threads.map(put, range(64)))) == 64
    except s3.exceptions.ClientError as refused:
        assert refused.response["Error"]["Code"] == "SlowDown"
        return False
