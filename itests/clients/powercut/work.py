"""Work for a gateway that is recorded, and what was promised of it at each moment."""

import hashlib
import random
import threading

import boto3
from botocore.config import Config
from botocore.exceptions import BotoCoreError, ClientError

BUCKET = "kept"
ABSENT = "-"
KEYS_EACH = 25
PACKED_MAX = 128 * 1024


def client(settings):
    return boto3.client(
        "s3",
        endpoint_url=settings["AWS_ENDPOINT_URL"],
        aws_access_key_id=settings["AWS_ACCESS_KEY_ID"],
        aws_secret_access_key=settings["AWS_SECRET_ACCESS_KEY"],
        region_name=settings["AWS_REGION"],
        config=Config(retries={"total_max_attempts": 1}, connect_timeout=5, read_timeout=30),
    )


class Promise:
    """Something that is asked for at one position of a trace, and promised at a later one, or not."""

    def __init__(self, asked, state=None):
        self.asked, self.state, self.given = asked, state, None

    def stands(self, position):
        return self.given is not None and self.given <= position


class Upload:
    def __init__(self, key, id):
        self.key, self.id = key, id
        self.parts = []  # (given, etag, bytes)
        self.ends = None  # when its completion was asked for

    def promised(self, position):
        """Whether all of its parts were, and nobody had begun to complete it."""
        given = bool(self.parts) and self.parts[-1][0] <= position
        return given and (self.ends is None or self.ends > position)


class Promises:
    """All that was asked for of a gateway, and when."""

    def __init__(self, recorder):
        self.recorder = recorder
        self.keys = {}
        self.uploads = []
        self.bucket = None
        self.ready = None

    def ask(self, state=None):
        return Promise(self.recorder.position(), state)

    def ask_of(self, key, state):
        promise = self.ask(state)
        self.keys.setdefault(key, []).append(promise)
        return promise

    def give(self, promise):
        promise.given = self.recorder.position()

    def states(self, key, position):
        """In which states an object may be after a cut; its changes were asked for one by one."""
        allowed = {ABSENT}
        for promise in self.keys[key]:
            if promise.asked > position:
                break
            if promise.stands(position):
                allowed = {promise.state}
            else:
                allowed = allowed | {promise.state}
        return allowed

    def lines(self, position):
        """As the check reads them."""
        if self.ready is not None and self.ready <= position:
            yield ["secret", "keys/researcher.env"]
        if self.bucket is None or self.bucket.asked > position:
            return
        yield ["bucket", BUCKET, "must" if self.bucket.stands(position) else "may"]
        for key in self.keys:
            yield ["key", BUCKET, key, *sorted(self.states(key, position))]
        for upload in self.uploads:
            if upload.promised(position):
                whole = b"".join(body for _, _, body in upload.parts)
                etags = [etag for _, etag, _ in upload.parts]
                yield ["upload", BUCKET, upload.key, upload.id, digest(whole), *etags]


def digest(body):
    return hashlib.sha256(body).hexdigest()


class Writer(threading.Thread):
    """Changes keys of its own, one after the other, until the gateway or its time ends."""

    def __init__(self, s3, name, promises, seed, parts_max):
        super().__init__()
        self.parts_max = parts_max
        self.s3, self.name, self.promises = s3, name, promises
        self.random = random.Random(seed)
        self.bodies = {}
        self.running = True
        self.promised = 0
        self.failure = None

    def run(self):
        acts = (self.put, self.put_large, self.delete, self.delete_some, self.copy, self.upload)
        while self.running:
            try:
                self.random.choices(acts, (50, 8, 8, 3, 12, 4))[0]()
            except (BotoCoreError, ClientError) as e:
                self.failure = e
                return

    def key(self):
        return f"{self.name}/{self.random.randrange(KEYS_EACH)}"

    def body(self, largest):
        # few are large, and many fill sectors in part
        return self.random.randbytes(int(largest * self.random.random() ** 4))

    def put(self):
        self._put(self.body(PACKED_MAX - 100))

    def put_large(self):
        self._put(self.body(PACKED_MAX * 2) + self.random.randbytes(PACKED_MAX))

    def _put(self, body):
        key = self.key()
        promise = self.promises.ask_of(key, digest(body))
        self.s3.put_object(Bucket=BUCKET, Key=key, Body=body)
        self._given(key, promise, body)

    def _given(self, key, promise, body):
        self.promises.give(promise)
        self.bodies[key] = body
        self.promised += 1

    def delete(self):
        key = self.key()
        promise = self.promises.ask_of(key, ABSENT)
        self.s3.delete_object(Bucket=BUCKET, Key=key)
        self._given(key, promise, None)

    def delete_some(self):
        keys = sorted({self.key() for _ in range(5)})
        promises = [self.promises.ask_of(key, ABSENT) for key in keys]
        objects = [{"Key": key} for key in keys]
        answer = self.s3.delete_objects(Bucket=BUCKET, Delete={"Objects": objects})
        assert not answer.get("Errors"), answer
        for key, promise in zip(keys, promises):
            self._given(key, promise, None)

    def copy(self):
        sources = [key for key, body in self.bodies.items() if body is not None]
        if not sources:
            return
        source, key = self.random.choice(sources), self.key()
        if key == source:
            return  # it would be refused
        body = self.bodies[source]
        promise = self.promises.ask_of(key, digest(body))
        self.s3.copy_object(Bucket=BUCKET, Key=key, CopySource={"Bucket": BUCKET, "Key": source})
        self._given(key, promise, body)

    def upload(self):
        complete = self.random.random() < 0.8
        # one that stays open has a key of its own, which the check makes at last
        key = self.key() if complete else f"{self.name}/open-{len(self.promises.uploads)}"
        where = {"Bucket": BUCKET, "Key": key}
        upload = Upload(key, self.s3.create_multipart_upload(**where)["UploadId"])
        where["UploadId"] = upload.id
        self.promises.uploads.append(upload)
        for number in range(1, 1 + self.random.randint(1, self.parts_max)):
            # an empty part that is not the last is refused
            small = self.body(PACKED_MAX) or b"\0"
            body = self.random.choice((small, self.random.randbytes(PACKED_MAX + 1)))
            etag = self.s3.upload_part(PartNumber=number, Body=body, **where)["ETag"].strip('"')
            upload.parts.append((self.promises.recorder.position(), etag, body))
        if complete:
            whole = b"".join(body for _, _, body in upload.parts)
            parts = [
                {"PartNumber": number, "ETag": etag}
                for number, (_, etag, _) in enumerate(upload.parts, start=1)
            ]
            promise = self.promises.ask_of(key, digest(whole))
            upload.ends = promise.asked
            self.s3.complete_multipart_upload(MultipartUpload={"Parts": parts}, **where)
            self._given(key, promise, whole)
