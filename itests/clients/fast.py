"""Many small requests at little cost: one connection a thread, and no more of Signature V4 than they need."""

import hashlib
import hmac
import http.client
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from urllib.parse import urlsplit

UNSIGNED = "UNSIGNED-PAYLOAD"


def keyed(key, text):
    return hmac.new(key, text.encode(), hashlib.sha256).digest()


class Fast:
    """Plain keys in one bucket: letters, digits, - and /."""

    def __init__(self, settings, bucket):
        self.host = urlsplit(settings["AWS_ENDPOINT_URL"]).netloc
        self.bucket = bucket
        self.region = settings["AWS_REGION"]
        self.id = settings["AWS_ACCESS_KEY_ID"]
        self.secret = settings["AWS_SECRET_ACCESS_KEY"]
        self.local = threading.local()

    def send(self, method, key, body=None):
        """The status and the body of the answer."""
        connection = getattr(self.local, "connection", None)
        if connection is None:
            connection = self.local.connection = http.client.HTTPConnection(self.host, timeout=60)
        path = f"/{self.bucket}/{key}"
        connection.request(method, path, body, self.signed(method, path))
        answer = connection.getresponse()
        return answer.status, answer.read()

    def signed(self, method, path):
        now = time.strftime("%Y%m%dT%H%M%SZ", time.gmtime())
        scope = f"{now[:8]}/{self.region}/s3/aws4_request"
        names = "host;x-amz-content-sha256;x-amz-date"
        canonical = (
            f"{method}\n{path}\n\nhost:{self.host}\nx-amz-content-sha256:{UNSIGNED}\n"
            f"x-amz-date:{now}\n\n{names}\n{UNSIGNED}"
        )
        digest = hashlib.sha256(canonical.encode()).hexdigest()
        key = ("AWS4" + self.secret).encode()
        for part in (now[:8], self.region, "s3", "aws4_request"):
            key = keyed(key, part)
        signature = keyed(key, f"AWS4-HMAC-SHA256\n{now}\n{scope}\n{digest}").hex()
        return {
            "x-amz-date": now,
            "x-amz-content-sha256": UNSIGNED,
            "Authorization": f"AWS4-HMAC-SHA256 Credential={self.id}/{scope}, "
            f"SignedHeaders={names}, Signature={signature}",
        }

    def put(self, key, body):
        status, said = self.send("PUT", key, body)
        assert status == 200, said

    def get(self, key):
        """The body, or None if there is no such object."""
        status, body = self.send("GET", key)
        assert status in (200, 404), (key, status, body)
        return body if status == 200 else None

    def delete(self, key):
        status, said = self.send("DELETE", key)
        assert status == 204, said

    def each(self, work, keys, threads=8):
        """What `work` gives for each key, by key."""
        keys = list(keys)
        with ThreadPoolExecutor(threads) as pool:
            return dict(zip(keys, pool.map(work, keys)))
