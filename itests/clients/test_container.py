"""The image for containers, made and run by its Containerfile's instructions one by one: in a root of its
own, with this machine in the place of the base image. No tool for containers is needed."""

import json
import os
import shlex
import signal
import tarfile
from pathlib import Path

import boto3
import pytest

from gateway import QUICK_START, ROOT, parse_exports
from installation import Installation, missing

CONTAINERFILE = ROOT / "packaging/src/container/Containerfile"
CONTEXT = ROOT / "karaf-distribution/target"

pytestmark = pytest.mark.skipif(missing() is not None, reason=str(missing()))


class Image:
    """What the instructions leave."""

    def __init__(self, installation):
        self.installation = installation
        self.environment = {}
        self.settings = {}
        for line in CONTAINERFILE.read_text().replace("\\\n", "").splitlines():
            if line and not line.startswith("#"):
                name, words = line.split(" ", 1)
                getattr(self, name.lower())(words.strip())

    def arg(self, words):
        name, default = words.split("=", 1)
        assert name == "BASE" and default

    def from_(self, words):
        assert words == "${BASE}"

    locals()["from"] = from_

    def add(self, words):
        pattern, target = words.split()
        (packed,) = CONTEXT.glob(pattern)
        with tarfile.open(packed) as files:
            files.extractall(self.installation.root / target.strip("/"))

    def run(self, words):
        self.installation.run("sh", "-c", words)

    def env(self, words):
        self.environment |= dict(pair.split("=", 1) for pair in shlex.split(words))

    def healthcheck(self, words):
        self.settings["healthcheck"] = json.loads(words[words.index("CMD ") + 4:])

    def entrypoint(self, words):
        self.settings["entrypoint"] = json.loads(words)

    def user(self, words):
        self.settings["user"] = words.split(":")

    def stopsignal(self, words):
        self.settings["stopsignal"] = signal.Signals[words]

    def volume(self, words):
        assert self.environment["MUCURA_DATA"] == words

    def expose(self, words):
        assert self.environment["MUCURA_PORT"] == words

    def command(self, words, environment):
        """As the image's user, with nothing in the environment but what the image and this give."""
        user, group = self.settings["user"]
        pairs = [f"{name}={value}" for name, value in (self.environment | environment).items()]
        return ["setpriv", f"--reuid={user}", f"--regid={group}", "--clear-groups", "--no-new-privs",
                "--bounding-set=-all", "--inh-caps=-all", "env", *pairs, *words]


@pytest.fixture
def image():
    installation = Installation()
    yield Image(installation)
    installation.close()


def test_a_container(image):
    root = image.installation
    given = {"MUCURA_PORT": "0", "EXTRA_JAVA_OPTS": QUICK_START}
    assert image.settings["user"][0] not in ("0", "root")
    assert image.environment["MUCURA_HOST"] == "0.0.0.0"

    container = root.start(*image.command(image.settings["entrypoint"], given), environment={})
    said = []
    while "Ctrl-C stops.\n" not in said:
        said.append(container.stdout.readline())
        assert said[-1], "".join(said)
    health = image.command(image.settings["healthcheck"], {})
    root.run(*health)
    settings = parse_exports(root.run(*image.command(["mucura", "--env"], {})))
    s3 = boto3.client(
        "s3",
        endpoint_url=settings["AWS_ENDPOINT_URL"],
        aws_access_key_id=settings["AWS_ACCESS_KEY_ID"],
        aws_secret_access_key=settings["AWS_SECRET_ACCESS_KEY"],
        region_name=settings["AWS_REGION"],
    )
    s3.create_bucket(Bucket="contained")
    s3.put_object(Bucket="contained", Key="a", Body=b"contents")
    assert s3.get_object(Bucket="contained", Key="a")["Body"].read() == b"contents"

    inside = Path(f"/proc/{container.pid}/task/{container.pid}/children").read_text()
    os.kill(int(inside), image.settings["stopsignal"])
    said, _ = container.communicate(timeout=60)
    assert container.returncode == 0, said
    assert "no gateway is running" in root.run(*health, code=1)
