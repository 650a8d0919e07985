"""Writers of a gateway that may die at any moment, and what of their work must be there afterwards."""

import hashlib
import random
import threading
from dataclasses import dataclass, field

import boto3
from botocore.config import Config
from botocore.exceptions import BotoCoreError, ClientError

BUCKET = "kept"
KEYS = 24
OPEN_UPLOADS = 3
# below, at and above the border of packing (128 KiB), and of several pieces
SIZES = (0, 100, 4096, 70_000, 131_072, 300_000, 2_500_000)
SIZE_WEIGHTS = (1, 6, 6, 4, 2, 3, 1)
# the least size that the gateway of these tests wants of a part
PART_MIN = 65_536


def client(settings):
    return boto3.client(
        "s3",
        endpoint_url=settings["AWS_ENDPOINT_URL"],
        aws_access_key_id=settings["AWS_ACCESS_KEY_ID"],
        aws_secret_access_key=settings["AWS_SECRET_ACCESS_KEY"],
        region_name=settings["AWS_REGION"],
        config=Config(
            retries={"total_max_attempts": 1},
            connect_timeout=5,
            read_timeout=60,
            max_pool_connections=20,
        ),
    )


def digest(body):
    return hashlib.sha256(body).hexdigest()


@dataclass
class Upload:
    """An upload that was begun; `ending` is how somebody tried to end it, without an answer."""

    key: str
    id: str
    parts: dict = field(default_factory=dict)  # number: (entity tag, bytes), as acknowledged
    doubtful: dict = field(default_factory=dict)  # number: entity tag, while there is no answer
    ending: str = ""

    def place(self):
        return {"Bucket": BUCKET, "Key": self.key, "UploadId": self.id}

    def body(self):
        return b"".join(self.parts[number][1] for number in sorted(self.parts))

    def listing(self):
        return {"Parts": [{"PartNumber": n, "ETag": self.parts[n][0]} for n in sorted(self.parts)]}


class Work:
    """The keys and uploads of one writer, and all states that each of them may be in."""

    def __init__(self, name, seed):
        self.name = name
        self.random = random.Random(seed)
        self.keys = [f"{name}/{n}" for n in range(KEYS)]
        self.states = {key: {None} for key in self.keys}
        self.tags = {}
        self.uploads = []
        self.creating = None
        self.counts = {}

    def state(self, key):
        """The one state of a key, which is known while its writer has an answer to everything."""
        (state,) = self.states[key]
        return state

    def done(self, kind):
        self.counts[kind] = self.counts.get(kind, 0) + 1


def send_part(s3, work, upload, number):
    body = work.random.randbytes(PART_MIN + work.random.choice((0, 1, 50_000, 250_000)))
    upload.doubtful[number] = f'"{hashlib.md5(body).hexdigest()}"'
    answer = s3.upload_part(PartNumber=number, Body=body, **upload.place())
    assert answer["ETag"] == upload.doubtful.pop(number)
    upload.parts[number] = answer["ETag"], body
    work.done("part")


class Writer(threading.Thread):
    """Works until it is told to stop, or gets no answer. Any error that is one is a failure."""

    def __init__(self, s3, work):
        super().__init__(name=work.name)
        self.s3, self.work, self.random = s3, work, work.random
        self.running = True
        self.failure = None

    def run(self):
        turns = (
            (self.put, 8),
            (self.put_if, 4),
            (self.delete, 2),
            (self.delete_several, 1),
            (self.copy, 5),
            (self.upload, 12),
        )
        try:
            while self.running:
                self.random.choices(*zip(*turns))[0]()
        except BotoCoreError:
            pass  # it was killed
        except (ClientError, AssertionError) as failure:
            self.failure = failure

    def body(self):
        return self.random.randbytes(self.random.choices(SIZES, SIZE_WEIGHTS)[0])

    def put(self, **condition):
        key = self.random.choice(self.work.keys)
        self.change(key, self.body(), condition)

    def put_if(self):
        key = self.random.choice(self.work.keys)
        absent = self.work.state(key) is None
        if absent or self.random.random() < 0.5:
            condition = {"IfNoneMatch": "*"}
        else:
            condition = {"IfMatch": self.work.tags[key]}
        if absent or "IfMatch" in condition:
            self.change(key, self.body(), condition)
            return
        try:
            self.s3.put_object(Bucket=BUCKET, Key=key, Body=self.body(), **condition)
        except ClientError as refused:
            assert refused.response["Error"]["Code"] == "PreconditionFailed", refused
            self.work.done("refused put")
        else:
            raise AssertionError(f"{key}: written although it was there")

    def change(self, key, body, condition):
        state = digest(body)
        self.work.states[key] |= {state}  # until the answer comes either may be true
        answer = self.s3.put_object(Bucket=BUCKET, Key=key, Body=body, **condition)
        self.settle(key, state, answer["ETag"])
        self.work.done("conditional put" if condition else "put")

    def settle(self, key, state, tag):
        self.work.states[key] = {state}
        self.work.tags[key] = tag

    def delete(self):
        key = self.random.choice(self.work.keys)
        self.work.states[key] |= {None}
        self.s3.delete_object(Bucket=BUCKET, Key=key)
        self.work.states[key] = {None}
        self.work.done("delete")

    def delete_several(self):
        keys = self.random.sample(self.work.keys, 5)
        for key in keys:
            self.work.states[key] |= {None}
        listed = {"Objects": [{"Key": key} for key in keys]}
        answer = self.s3.delete_objects(Bucket=BUCKET, Delete=listed)
        assert "Errors" not in answer, answer
        assert {each["Key"] for each in answer["Deleted"]} == set(keys)
        for key in keys:
            self.work.states[key] = {None}
        self.work.done("batch delete")

    def copy(self):
        source, target = self.random.sample(self.work.keys, 2)
        state = self.work.state(source)
        if state is None:
            return
        self.work.states[target] |= {state}
        answer = self.s3.copy_object(
            Bucket=BUCKET, Key=target, CopySource={"Bucket": BUCKET, "Key": source}
        )
        self.settle(target, state, answer["CopyObjectResult"]["ETag"])
        self.work.done("copy")

    def upload(self):
        """One step of one of some uploads, of which each may so live through several kills."""
        if len(self.work.uploads) < OPEN_UPLOADS:
            self.begin_upload()
            return
        upload = self.random.choice(self.work.uploads)
        if len(upload.parts) < 2 or self.random.random() < 0.5:
            self.send_part(upload)
        elif self.random.random() < 0.8:
            self.complete(upload)
        else:
            self.abort(upload)

    def begin_upload(self):
        key = self.random.choice(self.work.keys)
        self.work.creating = key
        answer = self.s3.create_multipart_upload(Bucket=BUCKET, Key=key)
        self.work.creating = None
        self.work.uploads.append(Upload(key, answer["UploadId"]))

    def send_part(self, upload):
        send_part(self.s3, self.work, upload, self.random.randrange(1, 6))

    def complete(self, upload):
        state = digest(upload.body())
        self.work.states[upload.key] |= {state}
        upload.ending = "complete"
        answer = self.s3.complete_multipart_upload(
            MultipartUpload=upload.listing(), **upload.place()
        )
        self.settle(upload.key, state, answer["ETag"])
        self.work.uploads.remove(upload)
        self.work.done("complete")

    def abort(self, upload):
        upload.ending = "abort"
        self.s3.abort_multipart_upload(**upload.place())
        self.work.uploads.remove(upload)
        self.work.done("abort")


class Check:
    """Looks, with nobody writing, whether all is as it may be, and takes what is found for true."""

    def __init__(self, s3, works):
        self.s3, self.works = s3, works

    def run(self, pool):
        self.objects(pool)
        self.uploads()

    def objects(self, pool):
        listed = {
            item["Key"]: item
            for page in self.s3.get_paginator("list_objects_v2").paginate(Bucket=BUCKET)
            for item in page.get("Contents", [])
        }
        assert set(listed) <= {key for work in self.works for key in work.keys}
        found = [
            pool.submit(self.object, work, key, listed.get(key))
            for work in self.works
            for key in work.keys
        ]
        for each in found:
            each.result()

    def object(self, work, key, listed):
        """List, Head and Get agree, and the contents are one of those that they may be."""
        if listed is None:
            assert None in work.states[key], f"{key}: lost"
            assert self.status_of_head(key) == 404, f"{key}: not listed"
            work.states[key] = {None}
            return
        answer = self.s3.get_object(Bucket=BUCKET, Key=key)
        body = answer["Body"].read()
        assert digest(body) in work.states[key], f"{key}: torn, or what it was before"
        head = self.s3.head_object(Bucket=BUCKET, Key=key)
        assert len(body) == listed["Size"] == head["ContentLength"] == answer["ContentLength"], key
        assert listed["ETag"] == head["ETag"] == answer["ETag"], key
        work.states[key] = {digest(body)}
        work.tags[key] = head["ETag"]

    def status_of_head(self, key):
        try:
            answer = self.s3.head_object(Bucket=BUCKET, Key=key)
        except ClientError as refused:
            answer = refused.response
        return answer["ResponseMetadata"]["HTTPStatusCode"]

    def uploads(self):
        """Those that are open are listed, with their parts; the others are ended for good."""
        listed = {
            (item["Key"], item["UploadId"])
            for page in self.s3.get_paginator("list_multipart_uploads").paginate(Bucket=BUCKET)
            for item in page.get("Uploads", [])
        }
        for work in self.works:
            known = {(upload.key, upload.id): upload for upload in work.uploads}
            for place, upload in known.items():
                assert place in listed or upload.ending, f"{place}: lost"
            unknown = {each for each in listed - set(known) if each[0] in work.keys}
            assert all(key == work.creating for key, _ in unknown), f"{unknown}: not gone"
            for key, upload_id in unknown:
                self.abort(Upload(key, upload_id))
            work.creating = None
            for upload in list(work.uploads):
                self.upload(work, upload)

    def upload(self, work, upload):
        if not upload.ending:
            self.parts(work, upload)
            return
        if upload.ending == "complete" and work.random.random() < 0.8:
            # repeated it answers as if it had been heard at once, whatever was done of it
            self.s3.complete_multipart_upload(MultipartUpload=upload.listing(), **upload.place())
            work.states[upload.key] = {digest(upload.body())}
        else:
            if upload.ending == "complete":
                # what was begun of it is either done or undone when the abort answers
                work.states[upload.key] |= {digest(upload.body())}
            self.abort(upload)
        work.uploads.remove(upload)
        page = self.s3.list_objects_v2(Bucket=BUCKET, Prefix=upload.key)
        listed = {item["Key"]: item for item in page.get("Contents", [])}
        self.object(work, upload.key, listed.get(upload.key))

    def parts(self, work, upload):
        """Acknowledged parts are listed; one that was not may be; whichever is sent again is."""
        listed = {
            item["PartNumber"]: item["ETag"]
            for item in self.s3.list_parts(**upload.place()).get("Parts", [])
        }
        for number in set(listed) | set(upload.parts) | set(upload.doubtful):
            known = upload.parts.get(number, (None,))[0]
            allowed = {known, upload.doubtful.get(number, known)}
            assert listed.get(number) in allowed, f"{upload.key}: part {number}"
        for number in list(upload.doubtful):
            send_part(self.s3, work, upload, number)

    def abort(self, upload):
        try:
            self.s3.abort_multipart_upload(**upload.place())
        except ClientError as refused:
            assert refused.response["Error"]["Code"] == "NoSuchUpload", refused
