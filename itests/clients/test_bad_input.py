"""What a client gets for requests that are wrong, and that nothing of them stays."""

import base64
import hashlib
import os
import uuid

import pytest

from raw import Raw


@pytest.fixture
def raw(settings):
    return Raw(settings)


def nothing_is_there(s3, bucket):
    return s3.list_objects_v2(Bucket=bucket)["KeyCount"] == 0


@pytest.mark.parametrize(
    ("target", "key"),
    [
        ("/a//b", "a//b"),
        ("//a", "/a"),
        ("/a/../b", "a/../b"),
        ("/a/./b", "a/./b"),
        ("/a%2Fb", "a/b"),
        ("/a%252Fb", "a%2Fb"),
        ("/x;y=1", "x;y=1"),
        ("/x%3By%3D1", "x;y=1"),
        ("/p+q", "p+q"),
        ("/%F0%9F%99%82", "🙂"),
        ("/b%5Cs", "b\\s"),
    ],
)
def test_a_path_arrives_as_it_was_sent(raw, s3, bucket, target, key):
    assert raw.send("PUT", f"/{bucket}{target}", b"x").status == 200
    assert [o["Key"] for o in s3.list_objects_v2(Bucket=bucket)["Contents"]] == [key]


@pytest.mark.parametrize("target", ["/%00", "/a%", "/a%G1", "/%FF"])
def test_a_path_that_is_none_is_refused(raw, s3, bucket, target):
    assert raw.send("PUT", f"/{bucket}{target}", b"x").status == 400
    assert nothing_is_there(s3, bucket)


def test_a_wrong_signature_shows_what_was_expected(settings, s3, bucket):
    answer = Raw(settings, secret="wrong").send("PUT", f"/{bucket}/k", b"x")
    assert (answer.status, answer.code) == (403, "SignatureDoesNotMatch")
    assert b"<CanonicalRequest>PUT\n" in answer.body.replace(b"&#xA;", b"\n").replace(b"&#10;", b"\n")
    assert b"<StringToSign>AWS4-HMAC-SHA256" in answer.body
    assert answer.headers["x-amz-request-id"]
    assert settings["AWS_SECRET_ACCESS_KEY"].encode() not in answer.body
    assert nothing_is_there(s3, bucket)


def test_nobody_may_do_nothing(raw, bucket):
    answer = raw.exchange("GET", f"/{bucket}/k", {"Host": raw.host})
    assert (answer.status, answer.code) == (403, "AccessDenied")


def test_an_unknown_access_key(settings, bucket):
    unknown = settings | {"AWS_ACCESS_KEY_ID": "MU" + "A" * 18}
    assert Raw(unknown).send("GET", f"/{bucket}").code == "InvalidAccessKeyId"


def test_a_body_that_is_not_the_signed_one(raw, s3, bucket):
    headers = raw.signed("PUT", f"/{bucket}/k", b"good") | {"Content-Length": "4"}
    answer = raw.exchange("PUT", f"/{bucket}/k", headers, b"evil")
    assert (answer.status, answer.code) == (400, "XAmzContentSHA256Mismatch")
    assert nothing_is_there(s3, bucket)


def test_a_truncated_body(raw, s3, bucket):
    headers = raw.signed("PUT", f"/{bucket}/k", b"whole") | {"Content-Length": "5"}
    try:
        answer = raw.exchange("PUT", f"/{bucket}/k", headers, b"who", close_early=True)
        assert answer.status == 400
    except ConnectionError:
        pass  # the server may as well hang up on a client that did
    assert nothing_is_there(s3, bucket)


def test_a_body_without_a_length(raw, bucket):
    headers = raw.signed("PUT", f"/{bucket}/k", b"") | {"Transfer-Encoding": "chunked"}
    answer = raw.exchange("PUT", f"/{bucket}/k", headers, b"0\r\n\r\n")
    assert (answer.status, answer.code) == (411, "MissingContentLength")


def test_nothing_of_a_refused_body_is_read(settings, bucket):
    raw = Raw(settings, secret="wrong")
    headers = raw.signed("PUT", f"/{bucket}/k", b"") | {
        "Content-Length": "1000000000",
        "Expect": "100-continue",
    }
    answer = raw.exchange("PUT", f"/{bucket}/k", headers)
    assert answer.status == 403
    assert answer.headers["connection"].lower() == "close"


def chunks(*pieces):
    """An unsigned aws-chunked body with a CRC32 trailer that is wrong unless the body is empty."""
    framed = b"".join(f"{len(p):x}\r\n".encode() + p + b"\r\n" for p in pieces)
    return framed + b"0\r\nx-amz-checksum-crc32:AAAAAA==\r\n\r\n"


def test_a_wrong_trailer(raw, s3, bucket):
    body = chunks(b"hello")
    answer = raw.send(
        "PUT",
        f"/{bucket}/k",
        body,
        {
            "X-Amz-Content-SHA256": "STREAMING-UNSIGNED-PAYLOAD-TRAILER",
            "X-Amz-Decoded-Content-Length": "5",
            "X-Amz-Trailer": "x-amz-checksum-crc32",
            "Content-Encoding": "aws-chunked",
        },
    )
    assert (answer.status, answer.code) == (400, "BadDigest")
    assert nothing_is_there(s3, bucket)


def test_forged_chunks(raw, s3, bucket):
    """A good seed signature does not vouch for what follows it."""
    chunk = b"5;chunk-signature=" + b"0" * 64 + b"\r\nhello\r\n"
    body = chunk + b"0;chunk-signature=" + b"0" * 64 + b"\r\n\r\n"
    answer = raw.send(
        "PUT",
        f"/{bucket}/k",
        body,
        {
            "X-Amz-Content-SHA256": "STREAMING-AWS4-HMAC-SHA256-PAYLOAD",
            "X-Amz-Decoded-Content-Length": "5",
            "Content-Encoding": "aws-chunked",
        },
    )
    assert (answer.status, answer.code) == (403, "SignatureDoesNotMatch")
    assert nothing_is_there(s3, bucket)


@pytest.mark.parametrize(
    "document",
    [
        b"<Delete>",
        b"<Other/>",
        b"<Delete><Object><Key>a</Key></Object>",
        b'<!DOCTYPE d [<!ENTITY e SYSTEM "file:///etc/passwd">]>'
        b"<Delete><Object><Key>&e;</Key></Object></Delete>",
    ],
)
def test_malformed_xml(raw, s3, bucket, document):
    s3.put_object(Bucket=bucket, Key="a", Body=b"")
    md5 = base64.b64encode(hashlib.md5(document).digest()).decode()
    answer = raw.send("POST", f"/{bucket}?delete", document, {"Content-MD5": md5})
    assert (answer.status, answer.code) == (400, "MalformedXML")
    assert s3.list_objects_v2(Bucket=bucket)["KeyCount"] == 1


def test_the_header_section_is_bounded(raw, bucket):
    answer = raw.send("GET", f"/{bucket}", headers={"X-Amz-Meta-Long": "x" * 40_000})
    assert answer.status in (400, 431)


def test_a_skewed_clock(raw, bucket):
    headers = raw.signed("GET", f"/{bucket}")
    old = headers["X-Amz-Date"]
    stale = {n: v.replace(old[:8], "20200101") for n, v in headers.items()}
    answer = raw.exchange("GET", f"/{bucket}", stale)
    assert (answer.status, answer.code) == (403, "RequestTimeTooSkewed")


def test_head_answers_errors_without_a_body(raw, bucket):
    answer = raw.send("HEAD", f"/{bucket}/{uuid.uuid4()}")
    assert (answer.status, answer.body) == (404, b"")


def test_metadata_is_bounded(raw, s3, bucket):
    answer = raw.send("PUT", f"/{bucket}/k", os.urandom(1), {"X-Amz-Meta-Long": "x" * 3000})
    assert (answer.status, answer.code) == (400, "MetadataTooLarge")
    assert nothing_is_there(s3, bucket)
