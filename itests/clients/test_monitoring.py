"""Health, metrics and the access log, as an administrator meets them."""

import json
import re
import socket
import time
import urllib.error
import urllib.request
from urllib.parse import urlsplit

import boto3
import pytest
from botocore.config import Config
from botocore.exceptions import ClientError

from gateway import ROOT, Gateway

WITHIN_S = 10
DASHBOARD = ROOT / "karaf-distribution/src/main/resources/monitoring/grafana-dashboard.json"


@pytest.fixture(scope="module")
def watched(tmp_path_factory):
    """A gateway of which something was asked."""
    gateway = Gateway(tmp_path_factory.mktemp("watched") / "data")
    gateway.start()
    yield gateway
    assert gateway.stop() == 0


def client(settings, **other):
    return boto3.client(
        "s3",
        **{
            "endpoint_url": settings["AWS_ENDPOINT_URL"],
            "aws_access_key_id": settings["AWS_ACCESS_KEY_ID"],
            "aws_secret_access_key": settings["AWS_SECRET_ACCESS_KEY"],
            "region_name": settings["AWS_REGION"],
            "config": Config(retries={"total_max_attempts": 1}, s3={"addressing_style": "path"}),
        }
        | other,
    )


@pytest.fixture(scope="module")
def s3(watched):
    s3 = client(watched.settings)
    s3.create_bucket(Bucket="watched")
    return s3


def get(url):
    """Status and body."""
    try:
        with urllib.request.urlopen(url, timeout=30) as answer:
            return answer.status, answer.read().decode()
    except urllib.error.HTTPError as error:
        return error.code, error.read().decode()


def metrics(gateway):
    """All samples, by name with labels."""
    status, text = get(gateway.told("admin") + "/-/metrics")
    assert status == 200
    lines = (line.rsplit(" ", 1) for line in text.splitlines() if not line.startswith("#"))
    return {name: float(value) for name, value in lines}


def access_log(gateway, request_id, name="access.log"):
    """The line of a request, which is written soon after its answer."""
    log = gateway.data / "data/log" / name
    deadline = time.monotonic() + WITHIN_S
    while time.monotonic() < deadline:
        # everything in it is one line of JSON, or this fails
        lines = [json.loads(line) for line in log.read_text("ascii").splitlines()]
        found = [line for line in lines if line.get("request") == request_id]
        if found:
            assert len(found) == 1
            return found[0]
        time.sleep(0.05)
    raise AssertionError(f"no line of {request_id} in {log}")


def request_id(answer):
    return answer["ResponseMetadata"]["HTTPHeaders"]["x-amz-request-id"]


def refused(call, **arguments):
    with pytest.raises(ClientError) as error:
        call(**arguments)
    return error.value.response


def eventually(check):
    deadline = time.monotonic() + WITHIN_S
    while not check():
        assert time.monotonic() < deadline
        time.sleep(0.05)


def test_health_is_told_on_every_listener_and_no_more(watched):
    for listener in watched.told("endpoint"), watched.told("admin"):
        assert get(listener + "/-/health/live") == (200, "live\n")
        assert get(listener + "/-/health/ready") == (200, "ready\n")
    for path in "/-/health", "/-/metrics", "/-/", "/-/health/live/x":
        assert get(watched.told("endpoint") + path)[0] == 404
    assert get(watched.told("admin") + "/")[0] == 200
    assert get(watched.told("admin") + "/bucket/key")[0] == 404
    assert urlsplit(watched.told("admin")).hostname == "127.0.0.1"


def test_health_in_detail(watched):
    status, text = get(watched.told("admin") + "/-/health")
    health = json.loads(text)
    assert status == 200 and health["ready"]
    assert {check["name"] for check in health["checks"]} == {
        "server", "metadata", "contents", "keys", "authenticators"
    }
    assert all(check["ok"] for check in health["checks"])
    assert {(store["kind"], store["name"]) for store in health["stores"]} == {
        ("metadata", "default"), ("blobs", "default")
    }


def test_requests_are_counted_and_logged(watched, s3):
    before = metrics(watched)
    account = watched.settings["AWS_ACCESS_KEY_ID"]
    put = s3.put_object(Bucket="watched", Key="a key", Body=b"x" * 1000)
    get_answer = s3.get_object(Bucket="watched", Key="a key")
    assert len(get_answer["Body"].read()) == 1000
    missing = refused(s3.get_object, Bucket="watched", Key="missing")
    stranger = client(watched.settings, aws_secret_access_key="wrong")
    denied = refused(stranger.get_object, Bucket="watched", Key="a key")

    line = access_log(watched, request_id(put))
    assert (line["operation"], line["status"], line["bucket"]) == ("PutObject", 200, "watched")
    assert line["key"] == "a key" and line["accessKey"] == account
    assert line["bytesIn"] >= 1000 and line["millis"] > 0 and "Boto3" in line["userAgent"]
    assert re.fullmatch("[0-9]{12}", line["account"])
    line = access_log(watched, request_id(get_answer))
    assert (line["operation"], line["bytesOut"]) == ("GetObject", 1000)
    line = access_log(watched, request_id(missing))
    assert (line["status"], line["error"]) == (404, "NoSuchKey")
    for log in "access.log", "audit.log":
        line = access_log(watched, request_id(denied), log)
        assert (line["status"], line["error"]) == (403, "SignatureDoesNotMatch")
        assert "account" not in line and line["accessKey"] == account

    def grown(name):
        return metrics(watched)[name] - before.get(name, 0)

    outcome = 'mucura_requests_total{{code="{}",operation="{}",status="{}"}}'
    for code, operation, status in (
        ("OK", "PutObject", 200),
        ("OK", "GetObject", 200),
        ("NoSuchKey", "GetObject", 404),
        ("SignatureDoesNotMatch", "GetObject", 403),
    ):
        eventually(lambda: grown(outcome.format(code, operation, status)) == 1)
    assert grown('mucura_sent_bytes_total{operation="GetObject"}') >= 1000
    assert grown('mucura_received_bytes_total{operation="PutObject"}') >= 1000
    assert grown('mucura_request_duration_seconds_count{operation="GetObject"}') == 3
    now = metrics(watched)
    assert now["mucura_ready"] == 1
    assert now['mucura_store_active{kind="metadata",store="default"}'] == 1
    assert now['mucura_store_usable_bytes{kind="blobs",store="default"}'] > 0
    assert now['mucura_admission_places{work="read"}'] > 0
    assert now['mucura_http_connections{listener="admin"}'] >= 1
    assert any(name.startswith("jvm_memory_used_bytes") for name in now)
    assert any(name.startswith("jvm_gc_") for name in now)
    assert now["process_files_open_files"] > 0


def raw(gateway, request):
    """What comes back, and the request's id."""
    address = urlsplit(gateway.told("endpoint"))
    with socket.create_connection((address.hostname, address.port), timeout=30) as connection:
        connection.sendall(request)
        answer = b""
        while block := connection.recv(65536):
            answer += block
    found = re.search(rb"x-amz-request-id: ([0-9A-F]+)", answer)
    return answer, found[1].decode()


def test_nothing_that_a_client_sends_forges_a_line(watched, s3):
    forged = '\n{"time":"2000-01-01T00:00:00Z","request":"0000000000000000"}\r\n\u2028\x1b[2J"'
    stored = s3.put_object(Bucket="watched", Key=forged, Body=b"")
    assert access_log(watched, request_id(stored))["key"] == forged
    head = b"GET /watched/%0a%7b%22request%22:1%7d HTTP/1.1\r\nHost: h\r\nConnection: close\r\n"
    statuses = set()
    for agent in b'"}\t{"request":"0000000000000000"}\xe2\x80\xa8\x85', b"\x1b[31m", b"\x00", b"a\rb":
        answer, request = raw(watched, head + b"User-Agent: " + agent + b"\r\n\r\n")
        line = access_log(watched, request)
        statuses.add(line["status"])
        # what is no HTTP is refused before anything of it is known
        assert line.get("key", "") == ("" if line["status"] == 400 else '\n{"request":1}')
    assert statuses == {400, 403}
    text = (watched.data / "data/log/access.log").read_bytes()
    assert all(byte == 10 or 32 <= byte < 127 for byte in text)


def test_what_the_listener_refuses_counts_and_is_logged(watched):
    long = b"k" * 20_000
    for request, status, code in (
        (b"GET /" + long + b" HTTP/1.1\r\nHost: h\r\n\r\n", 414, "RequestURITooLong"),
        (b"GET / HTTP/1.1\r\nHost: h\r\nx: " + long + b"\r\n\r\n", 431,
         "RequestHeaderSectionTooLarge"),
        (b"GET / HTTP/1.1\r\nno field\r\n\r\n", 400, "BadRequest"),
    ):
        answer, request = raw(watched, request)
        assert answer.startswith(b"HTTP/1.1 %d " % status)
        line = access_log(watched, request)
        assert (line["status"], line["error"]) == (status, code)
        name = f'mucura_requests_total{{code="{code}",operation="none",status="{status}"}}'
        eventually(lambda: metrics(watched).get(name, 0) >= 1)


def test_a_clock_that_is_wrong_is_told_of(watched):
    answer, request = raw(
        watched,
        b"GET /watched HTTP/1.1\r\nHost: h\r\nConnection: close\r\n"
        b"x-amz-date: 20200101T000000Z\r\nx-amz-content-sha256: UNSIGNED-PAYLOAD\r\n"
        b"Authorization: AWS4-HMAC-SHA256 Credential=AKIDFAST/20200101/us-east-1/s3/aws4_request,"
        b" SignedHeaders=host;x-amz-content-sha256;x-amz-date, Signature=" + b"0" * 64 + b"\r\n\r\n",
    )
    assert b"<Code>RequestTimeTooSkewed</Code>" in answer
    assert access_log(watched, request)["accessKey"] == "AKIDFAST"
    clock = json.loads(get(watched.told("admin") + "/-/health")[1])["clock"]
    assert clock["clientsRefused"] == 1 and clock["lastSecondsAhead"] < -3600
    assert not clock["ownClockDoubtful"]
    log = (watched.data / "data/log/mucura.log").read_text()
    assert re.search(r"the clock of client 127\.0\.0\.1 is \d+ s behind this gateway's", log)


def test_the_dashboard_names_only_metrics_that_exist(watched, s3):
    dashboard = json.loads(DASHBOARD.read_text())
    queries = [
        target["expr"] for panel in dashboard["panels"] for target in panel.get("targets", [])
    ]
    assert len(queries) > 10
    wanted = {
        name for query in queries for name in re.findall(r"\b(?:mucura|jvm|process)_\w+", query)
    }
    there = {name.split("{")[0] for name in metrics(watched)}
    assert wanted <= there, wanted - there
    # what they group by or select are labels of what they name
    labels = {"instance"} | {
        label for name in metrics(watched) for label in re.findall(r"(\w+)=\"", name)
    }
    for query in queries:
        for group in re.findall(r"by ?\(([^)]*)\)", query):
            assert set(re.split(r", *", group)) <= labels


def test_not_ready_without_the_metadata_store(tmp_path):
    gateway = Gateway(tmp_path / "data")
    gateway.start()
    ready = gateway.told("endpoint") + "/-/health/ready"
    admin = gateway.told("admin")
    config = gateway.data / "etc/org.mucura.metadata.rocksdb-default.cfg"
    settings = config.read_text()
    config.unlink()
    eventually(lambda: get(ready) == (503, "unready\n"))
    assert get(gateway.told("endpoint") + "/-/health/live") == (200, "live\n")
    status, text = get(admin + "/-/health")
    faults = {check["name"]: check.get("fault") for check in json.loads(text)["checks"]}
    assert status == 503 and faults["metadata"] == "the store default is not there"
    assert faults["contents"] is None and metrics(gateway)["mucura_ready"] == 0
    config.write_text(settings)
    eventually(lambda: get(ready) == (200, "ready\n"))
    assert gateway.stop() == 0


def test_two_gateways_do_not_clash(tmp_path, watched):
    other = Gateway(tmp_path / "data")
    other.start()
    assert get(other.told("admin") + "/-/health/ready") == (200, "ready\n")
    assert other.told("admin") != watched.told("admin")
    assert other.stop() == 0
