"""The AWS SDK for Python with its defaults: CRC trailers on, multipart by its transfer manager."""

import base64
import hashlib
import io
import os
import zlib

import pytest
from botocore.exceptions import ClientError

KEYS = [
    "a",
    "a/b",
    "a//b",
    "/a",
    "a/../b",
    "../b",
    "./c",
    "a%2Fb",
    "x;y=1",
    "+",
    "a b",
    "a?b#c",
    "back\\slash",
    "dir/",
    "ünï",
    "🙂/🙃",
    "tab\tkey",
    "'\"<&>",
    "k" * 1024,
]


def code(error):
    return error.value.response["Error"]["Code"]


def test_every_odd_key_is_an_object_of_its_own(s3, bucket):
    for number, key in enumerate(KEYS):
        s3.put_object(Bucket=bucket, Key=key, Body=f"{number}".encode())
    for number, key in enumerate(KEYS):
        assert s3.get_object(Bucket=bucket, Key=key)["Body"].read() == f"{number}".encode(), key
        assert s3.head_object(Bucket=bucket, Key=key)["ContentLength"] == len(f"{number}")
    listed = [o["Key"] for o in s3.list_objects_v2(Bucket=bucket)["Contents"]]
    assert listed == sorted(KEYS, key=lambda key: key.encode())
    copies = {key: "copy of " + key[:900] for key in KEYS}
    for key, copy in copies.items():
        s3.copy_object(Bucket=bucket, Key=copy, CopySource={"Bucket": bucket, "Key": key})
    for number, key in enumerate(KEYS):
        assert s3.get_object(Bucket=bucket, Key=copies[key])["Body"].read() == f"{number}".encode()
    every = [{"Key": key} for key in [*KEYS, *copies.values()]]
    answer = s3.delete_objects(Bucket=bucket, Delete={"Objects": every})
    assert len(answer["Deleted"]) == len(every) and "Errors" not in answer
    assert s3.list_objects_v2(Bucket=bucket)["KeyCount"] == 0


def test_a_key_of_more_than_1024_bytes_is_refused(s3, bucket):
    with pytest.raises(ClientError) as error:
        s3.put_object(Bucket=bucket, Key="k" * 1025, Body=b"")
    assert code(error) == "KeyTooLongError"


def test_an_object_keeps_what_was_said_of_it(s3, bucket):
    body = os.urandom(100_000)
    put = s3.put_object(
        Bucket=bucket,
        Key="k",
        Body=body,
        ContentType="text/x-test",
        CacheControl="max-age=3",
        ContentDisposition='attachment; filename="x"',
        ContentEncoding="gzip",
        ContentLanguage="de",
        Metadata={"colour": "blue", "empty": ""},
    )
    assert put["ETag"] == f'"{hashlib.md5(body).hexdigest()}"'
    got = s3.get_object(Bucket=bucket, Key="k")
    assert got["Body"].read() == body
    assert got["ContentType"] == "text/x-test"
    assert got["CacheControl"] == "max-age=3"
    assert got["ContentDisposition"] == 'attachment; filename="x"'
    assert got["ContentEncoding"] == "gzip"
    assert got["ContentLanguage"] == "de"
    assert got["Metadata"] == {"colour": "blue", "empty": ""}
    assert got["AcceptRanges"] == "bytes"


@pytest.mark.parametrize("algorithm", ["CRC32", "SHA1", "SHA256"])
def test_checksums_are_verified_kept_and_echoed(s3, bucket, algorithm):
    body = os.urandom(50_000)
    put = s3.put_object(Bucket=bucket, Key="k", Body=io.BytesIO(body), ChecksumAlgorithm=algorithm)
    field = "Checksum" + algorithm
    expected = {
        "CRC32": lambda: zlib.crc32(body).to_bytes(4, "big"),
        "SHA1": lambda: hashlib.sha1(body).digest(),
        "SHA256": lambda: hashlib.sha256(body).digest(),
    }[algorithm]()
    assert put[field] == base64.b64encode(expected).decode()
    head = s3.head_object(Bucket=bucket, Key="k", ChecksumMode="ENABLED")
    assert head[field] == put[field]


def test_a_wrong_digest_leaves_nothing(s3, bucket):
    wrong = base64.b64encode(hashlib.md5(b"other").digest()).decode()
    with pytest.raises(ClientError) as error:
        s3.put_object(Bucket=bucket, Key="k", Body=b"body", ContentMD5=wrong)
    assert code(error) == "BadDigest"
    with pytest.raises(ClientError) as error:
        s3.put_object(
            Bucket=bucket, Key="k", Body=b"body", ChecksumCRC32=base64.b64encode(b"abcd").decode()
        )
    assert code(error) == "BadDigest"
    assert s3.list_objects_v2(Bucket=bucket)["KeyCount"] == 0


@pytest.mark.parametrize(
    ("asked", "first", "last"),
    [("bytes=0-0", 0, 0), ("bytes=10-19", 10, 19), ("bytes=90-", 90, 99), ("bytes=-5", 95, 99),
     ("bytes=50-5000", 50, 99)],
)
def test_ranges(s3, bucket, asked, first, last):
    body = bytes(range(100))
    s3.put_object(Bucket=bucket, Key="k", Body=body)
    got = s3.get_object(Bucket=bucket, Key="k", Range=asked)
    assert got["Body"].read() == body[first : last + 1]
    assert got["ContentRange"] == f"bytes {first}-{last}/100"
    assert got["ResponseMetadata"]["HTTPStatusCode"] == 206


def test_a_range_behind_the_end_is_refused(s3, bucket):
    s3.put_object(Bucket=bucket, Key="k", Body=b"0123456789")
    with pytest.raises(ClientError) as error:
        s3.get_object(Bucket=bucket, Key="k", Range="bytes=10-")
    assert code(error) == "InvalidRange"


def test_conditions(s3, bucket):
    etag = s3.put_object(Bucket=bucket, Key="k", Body=b"1", IfNoneMatch="*")["ETag"]
    with pytest.raises(ClientError) as error:
        s3.put_object(Bucket=bucket, Key="k", Body=b"2", IfNoneMatch="*")
    assert code(error) == "PreconditionFailed"
    s3.put_object(Bucket=bucket, Key="k", Body=b"3", IfMatch=etag)
    with pytest.raises(ClientError) as error:
        s3.put_object(Bucket=bucket, Key="k", Body=b"4", IfMatch=etag)
    assert code(error) == "PreconditionFailed"
    with pytest.raises(ClientError) as error:
        s3.put_object(Bucket=bucket, Key="absent", Body=b"5", IfMatch=etag)
    assert code(error) == "NoSuchKey"
    with pytest.raises(ClientError) as error:
        s3.get_object(Bucket=bucket, Key="k", IfMatch=etag)
    assert code(error) == "PreconditionFailed"
    now = s3.head_object(Bucket=bucket, Key="k")["ETag"]
    with pytest.raises(ClientError) as error:
        s3.get_object(Bucket=bucket, Key="k", IfNoneMatch=now)
    assert error.value.response["ResponseMetadata"]["HTTPStatusCode"] == 304


def test_listing_with_delimiter_in_pages(s3, bucket):
    keys = [f"{folder}/{n:02}" for folder in "abc" for n in range(7)] + ["top1", "top2"]
    for key in keys:
        s3.put_object(Bucket=bucket, Key=key, Body=b"")
    for operation in ("list_objects", "list_objects_v2"):
        for size in (1, 2, 3, 1000):
            prefixes, contents = [], []
            for page in s3.get_paginator(operation).paginate(
                Bucket=bucket, Delimiter="/", PaginationConfig={"PageSize": size}
            ):
                prefixes += [p["Prefix"] for p in page.get("CommonPrefixes", [])]
                contents += [o["Key"] for o in page.get("Contents", [])]
            assert prefixes == ["a/", "b/", "c/"]
            assert contents == ["top1", "top2"]
            flat = s3.get_paginator(operation).paginate(
                Bucket=bucket, Prefix="b/", PaginationConfig={"PageSize": size}
            )
            assert [o["Key"] for p in flat for o in p.get("Contents", [])] == keys[7:14]
    behind = s3.list_objects_v2(Bucket=bucket, StartAfter="c/05")
    assert [o["Key"] for o in behind["Contents"]] == ["c/06", "top1", "top2"]


def test_multipart_by_the_transfer_manager(s3, bucket, tmp_path):
    source, target = tmp_path / "source", tmp_path / "target"
    source.write_bytes(os.urandom(33 * 1024 * 1024 + 5))
    s3.upload_file(str(source), bucket, "big")
    assert s3.head_object(Bucket=bucket, Key="big")["ETag"].endswith('-5"')
    s3.download_file(bucket, "big", str(target))
    assert target.read_bytes() == source.read_bytes()
    part = s3.head_object(Bucket=bucket, Key="big", PartNumber=5)
    assert part["PartsCount"] == 5 and part["ContentLength"] == 1024 * 1024 + 5


def test_multipart_step_by_step(s3, bucket):
    upload = s3.create_multipart_upload(Bucket=bucket, Key="m", Metadata={"of": "upload"})
    where = {"Bucket": bucket, "Key": "m", "UploadId": upload["UploadId"]}
    first, second = os.urandom(5 * 1024 * 1024), b"tail"
    parts = [
        {"PartNumber": n, "ETag": s3.upload_part(PartNumber=n, Body=body, **where)["ETag"]}
        for n, body in ((1, first), (7, second))
    ]
    assert [p["PartNumber"] for p in s3.list_parts(**where)["Parts"]] == [1, 7]
    assert [u["Key"] for u in s3.list_multipart_uploads(Bucket=bucket)["Uploads"]] == ["m"]
    assert s3.list_objects_v2(Bucket=bucket)["KeyCount"] == 0
    with pytest.raises(ClientError) as error:
        s3.complete_multipart_upload(MultipartUpload={"Parts": parts[::-1]}, **where)
    assert code(error) == "InvalidPartOrder"
    done = s3.complete_multipart_upload(MultipartUpload={"Parts": parts}, **where)
    digests = hashlib.md5(first).digest() + hashlib.md5(second).digest()
    assert done["ETag"] == f'"{hashlib.md5(digests).hexdigest()}-2"'
    again = s3.complete_multipart_upload(MultipartUpload={"Parts": parts}, **where)
    assert again["ETag"] == done["ETag"]
    got = s3.get_object(Bucket=bucket, Key="m")
    assert got["Body"].read() == first + second and got["Metadata"] == {"of": "upload"}
    s3.copy_object(Bucket=bucket, Key="c", CopySource={"Bucket": bucket, "Key": "m"})
    plain = hashlib.md5(first + second).hexdigest()
    assert s3.head_object(Bucket=bucket, Key="c")["ETag"] == f'"{plain}"'


def test_an_aborted_upload_is_gone(s3, bucket):
    upload = s3.create_multipart_upload(Bucket=bucket, Key="m")
    where = {"Bucket": bucket, "Key": "m", "UploadId": upload["UploadId"]}
    s3.upload_part(PartNumber=1, Body=b"x", **where)
    s3.abort_multipart_upload(**where)
    with pytest.raises(ClientError) as error:
        s3.upload_part(PartNumber=2, Body=b"y", **where)
    assert code(error) == "NoSuchUpload"
    assert "Uploads" not in s3.list_multipart_uploads(Bucket=bucket)


def test_buckets(s3, bucket):
    assert bucket in [b["Name"] for b in s3.list_buckets()["Buckets"]]
    s3.head_bucket(Bucket=bucket)
    assert s3.get_bucket_location(Bucket=bucket)["LocationConstraint"] is None
    with pytest.raises(ClientError) as error:
        s3.create_bucket(Bucket="Not_A_Name"[:3].lower() + "_x")
    assert code(error) == "InvalidBucketName"
    s3.put_object(Bucket=bucket, Key="k", Body=b"")
    with pytest.raises(ClientError) as error:
        s3.delete_bucket(Bucket=bucket)
    assert code(error) == "BucketNotEmpty"
    s3.delete_object(Bucket=bucket, Key="k")
    with pytest.raises(ClientError) as error:
        s3.get_object(Bucket=bucket, Key="k")
    assert code(error) == "NoSuchKey"
    s3.delete_bucket(Bucket=bucket)
    assert bucket not in [b["Name"] for b in s3.list_buckets()["Buckets"]]
    with pytest.raises(ClientError) as error:
        s3.list_objects_v2(Bucket="no-such-bucket-" + bucket[:20])
    assert code(error) == "NoSuchBucket"


def test_what_is_not_served_says_so(s3, bucket):
    with pytest.raises(ClientError) as error:
        s3.put_bucket_versioning(
            Bucket=bucket, VersioningConfiguration={"Status": "Enabled"}
        )
    assert code(error) == "NotImplemented"
    assert error.value.response["ResponseMetadata"]["HTTPStatusCode"] == 501
