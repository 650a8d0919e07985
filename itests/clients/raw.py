"""Requests as bytes on a socket, signed by botocore: nothing cleans a path or mends a body."""

import hashlib
import http.client
import re
import socket
from urllib.parse import urlsplit

from botocore.auth import S3SigV4Auth
from botocore.awsrequest import AWSRequest
from botocore.credentials import Credentials


class Answer:
    def __init__(self, response):
        self.status = response.status
        self.headers = {name.lower(): value for name, value in response.getheaders()}
        self.body = response.read()

    @property
    def code(self):
        found = re.search(rb"<Code>(.*?)</Code>", self.body)
        return found.group(1).decode() if found else None


class Signer(S3SigV4Auth):
    """Signs the payload form that the request names, which botocore would write over."""

    form = None

    def payload(self, request):
        return self.form


class Raw:
    def __init__(self, settings, secret=None):
        self.host = urlsplit(settings["AWS_ENDPOINT_URL"]).netloc
        self.region = settings["AWS_REGION"]
        self.credentials = Credentials(
            settings["AWS_ACCESS_KEY_ID"], secret or settings["AWS_SECRET_ACCESS_KEY"]
        )

    def signed(self, method, target, body=b"", headers=None):
        """The headers of a request that signs its body's digest, unless `headers` says otherwise."""
        request = AWSRequest(method, f"http://{self.host}{target}", data=body)
        request.headers["Host"] = self.host
        request.headers["X-Amz-Content-SHA256"] = hashlib.sha256(body).hexdigest()
        for name, value in (headers or {}).items():
            del request.headers[name]
            request.headers[name] = value
        signer = Signer(self.credentials, "s3", self.region)
        signer.form = request.headers["X-Amz-Content-SHA256"]
        signer.add_auth(request)
        return dict(request.headers.items())

    def send(self, method, target, body=b"", headers=None):
        signed = self.signed(method, target, body, headers)
        signed.setdefault("Content-Length", str(len(body)))
        return self.exchange(method, target, signed, body)

    def exchange(self, method, target, headers, body=b"", close_early=False):
        name, port = self.host.rsplit(":", 1)
        with socket.create_connection((name, int(port)), timeout=30) as connection:
            head = f"{method} {target} HTTP/1.1\r\n"
            head += "".join(f"{key}: {value}\r\n" for key, value in headers.items()) + "\r\n"
            connection.sendall(head.encode() + body)
            if close_early:
                connection.shutdown(socket.SHUT_WR)
            response = http.client.HTTPResponse(connection, method=method)
            response.begin()
            return Answer(response)
