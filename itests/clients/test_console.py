"""The administrator's console, by each way in: ./run --console, bin/client and ssh with the key."""

import json
import os
import pty
import shutil
import subprocess
import time
import warnings
from pathlib import Path

import boto3
import pytest
from botocore.config import Config
from botocore.exceptions import ClientError

from gateway import ROOT, Gateway

WAYS = ["run", "client"]
if shutil.which("ssh"):
    WAYS.append("ssh")
else:
    warnings.warn("the console by ssh is not tested: there is no ssh on PATH")


def distribution(gateway):
    """The unpacked distribution that it runs from."""
    words = Path("/proc", gateway.told("pid"), "cmdline").read_bytes().decode().split("\0")
    return Path(next(w for w in words if w.startswith("-Dkaraf.home=")).split("=", 1)[1])


def client(gateway):
    return [distribution(gateway) / "bin" / "client", "--data", gateway.data]


def ways(gateway, way):
    if way == "run":
        return [ROOT / "run", "--console", "--data", gateway.data]
    if way == "client":
        return client(gateway)
    return [
        "ssh", "-F", "none", "-o", "StrictHostKeyChecking=no", "-o", "UserKnownHostsFile=/dev/null",
        "-q", "-o", "BatchMode=yes", "-i", gateway.data / "keys" / "console.key",
        "-p", gateway.told("console"), "admin@127.0.0.1",
    ]


def run(command, **options):
    """Runs it as a script or a daemon would: with nothing to read."""
    done = subprocess.run(
        [str(word) for word in command],
        **{"stdin": subprocess.DEVNULL} | options, capture_output=True, text=True, timeout=120,
    )
    return done.returncode, done.stdout, done.stderr


class Console:
    """One way in."""

    def __init__(self, gateway, way="client"):
        self.command = ways(gateway, way)

    def does(self, *words):
        code, said, failed = run([*self.command, *words])
        assert code == 0, said + failed
        # what ssh itself says, for the console ends the connection with the command
        assert failed in ("", "Connection to 127.0.0.1 closed by remote host.\n")
        return said

    def shows(self, *words):
        """The one document that it gives."""
        return json.loads(self.does(*words, "--json"))

    def refuses(self, *words):
        code, said, failed = run([*self.command, *words])
        assert code == 1, said + failed
        return said + failed


def named(rows, name):
    return next(row for row in rows if row["name"] == name)


def s3_of(gateway, key):
    return boto3.client(
        "s3",
        endpoint_url=gateway.settings["AWS_ENDPOINT_URL"],
        aws_access_key_id=key["id"],
        aws_secret_access_key=key["secret"],
        region_name=gateway.settings["AWS_REGION"],
        config=Config(retries={"total_max_attempts": 1}, s3={"addressing_style": "path"}),
    )


@pytest.mark.parametrize("way", WAYS)
def test_each_way_gives_documents_and_exit_codes(gateway, way):
    console = Console(gateway, way)
    assert named(console.shows("mucura:account-list")["accounts"], "researcher")["state"] == "active"
    assert "--hand-over-to" in console.does("mucura:account-delete", "--help")
    assert "no account is named nobody" in console.refuses("mucura:account-show", "nobody")
    assert "nonsense" in console.refuses("mucura:nonsense")
    assert console.refuses("mucura:account-show")
    # quoted for the console, as all that ssh hands over is
    assert "no bucket can be named 'a b'" in console.refuses(
        "mucura:bucket-create", "\"'a b'\"", "researcher"
    )


def test_the_client_takes_commands_as_karafs_does(gateway, tmp_path):
    port, key = gateway.told("console"), gateway.data / "keys" / "console.key"
    script = tmp_path / "script"
    script.write_text("mucura:stores\nmucura:key-list researcher\n")
    bare = distribution(gateway) / "bin" / "client"
    at = ["-a", port, "-h", "127.0.0.1", "-u", "admin", "-k", key]
    code, said, _ = run([bare, *at, "mucura:stores"], cwd=tmp_path)
    assert code == 0 and "METADATA" in said
    code, said, _ = run([*client(gateway), "-f", script])
    assert code == 0 and "METADATA" in said and "ACTIVE" in said
    code, said, _ = run([*client(gateway)], stdin=script.open())
    assert code == 0 and "METADATA" in said and "ACTIVE" in said
    script.write_text("mucura:key-list nobody\n")
    assert run([*client(gateway), "-f", script])[0] == 1
    code, said, failed = run([bare, "--data", tmp_path, "mucura:stores"])
    assert code == 1 and said == "" and f"no gateway is running on {tmp_path}" in failed
    assert run([bare, "--frobnicate"])[0] == 1
    assert "COMMAND" in run([bare, "--help"])[1]


def test_a_document_goes_where_it_is_sent_from_a_terminal(gateway):
    """As of `bin/client mucura:stores --json | jq`: input and errors are at the terminal."""
    ours, terminal = pty.openpty()
    try:
        done = subprocess.run(
            [*client(gateway), "mucura:stores", "--json"],
            stdin=terminal, stderr=terminal, stdout=subprocess.PIPE, timeout=60,
        )
    finally:
        os.close(terminal)
        os.close(ours)
    assert done.returncode == 0
    assert {store["kind"] for store in json.loads(done.stdout)["stores"]} == {"metadata", "blobs"}


def test_the_status(gateway):
    console = Console(gateway)
    status = console.shows("mucura:status")
    assert status["ready"] is True and status["problems"] == []
    assert status["folder"] == str(gateway.data)
    assert status["pid"] == int(gateway.told("pid"))
    endpoint = named(status["listeners"], "s3")["endpoint"]
    assert endpoint == gateway.settings["AWS_ENDPOINT_URL"]
    assert all(store["configured"] for store in status["stores"])
    assert status["scrub"]["findings"] == 0
    before = status["masterKey"], status["masterKeySince"]
    console.does("mucura:key-rotate")
    status = console.shows("mucura:status")
    assert status["masterKey"] != before[0] and status["masterKeySince"] > before[1]
    assert "ready: " in console.does("mucura:status")


def test_the_life_of_an_account_and_its_buckets(gateway):
    console = Console(gateway)
    console.does("mucura:account-create", "marie")
    console.does("mucura:account-create", "pierre")
    marie = console.shows("mucura:account-show", "marie")
    key = console.shows("mucura:key-create", "marie")
    heir = s3_of(gateway, console.shows("mucura:key-create", "pierre"))
    s3 = s3_of(gateway, key)

    console.does("mucura:bucket-create", "radium", "marie")
    s3.put_object(Bucket="radium", Key="a/ü", Body=b"x" * 1000)
    upload = s3.create_multipart_upload(Bucket="radium", Key="big \"one\"\n")
    (bucket,) = console.shows("mucura:bucket-list", "marie")["buckets"]
    assert (bucket["owner"], bucket["objects"], bucket["bytes"]) == ("marie", 1, 1000)
    assert console.shows("mucura:bucket-show", "radium")["ownerId"] == marie["id"]
    assert bucket in console.shows("mucura:bucket-list")["buckets"]
    (unfinished,) = console.shows("mucura:uploads", "radium")["uploads"]
    assert unfinished["uploadId"] == upload["UploadId"]
    assert unfinished["key"] == "big \"one\"\n"
    assert unfinished["initiator"] == "marie" and 0 <= unfinished["ageSeconds"] < 120
    assert unfinished in [
        {**one, "ageSeconds": unfinished["ageSeconds"]}
        for one in console.shows("mucura:uploads")["uploads"]
    ]

    assert "radium is not empty (1 objects" in console.refuses("mucura:bucket-delete", "radium")
    assert "belongs to marie" in console.refuses("mucura:bucket-create", "radium", "pierre")
    assert "--hand-over-to" in console.refuses("mucura:account-delete", "marie")
    assert s3.get_object(Bucket="radium", Key="a/ü")["ContentLength"] == 1000

    console.does("mucura:account-delete", "--hand-over-to", "pierre", "marie")
    time.sleep(2)
    with pytest.raises(ClientError) as dead:
        s3.list_buckets()
    assert dead.value.response["Error"]["Code"] == "InvalidAccessKeyId"
    assert [b["Name"] for b in heir.list_buckets()["Buckets"]] == ["radium"]
    assert heir.get_object(Bucket="radium", Key="a/ü")["Body"].read() == b"x" * 1000
    assert console.shows("mucura:account-show", "pierre")["bytes"] == 1000
    console.does("mucura:account-create", "marie")
    again = console.shows("mucura:account-show", "marie")
    assert again["id"] != marie["id"] and again["keys"] == [] and again["buckets"] == []

    console.does("mucura:bucket-chown", "radium", "marie")
    with pytest.raises(ClientError):
        heir.list_objects_v2(Bucket="radium")
    s3 = s3_of(gateway, console.shows("mucura:key-create", "marie"))
    s3.delete_object(Bucket="radium", Key="a/ü")
    console.does("mucura:bucket-delete", "radium")
    console.does("mucura:account-delete", "marie")
    console.does("mucura:account-delete", "pierre")
    names = [account["name"] for account in console.shows("mucura:account-list")["accounts"]]
    assert "marie" not in names and "pierre" not in names


def test_a_suspended_account_is_resumed(gateway):
    console = Console(gateway)
    console.does("mucura:account-create", "irene")
    s3 = s3_of(gateway, console.shows("mucura:key-create", "irene"))
    s3.list_buckets()
    console.does("mucura:account-suspend", "irene")
    with pytest.raises(ClientError):
        s3.list_buckets()
    console.does("mucura:account-resume", "irene")
    s3.list_buckets()


def test_accounts_get_home_buckets(tmp_path):
    gateway = Gateway(tmp_path / "d")
    gateway.configure("org.mucura.core", home__bucket__name="home-{account}")
    gateway.start()
    console = Console(gateway)
    (home,) = console.shows("mucura:bucket-list")["buckets"]
    assert (home["name"], home["owner"]) == ("home-researcher", "researcher")
    settings = gateway.account("Helene")
    s3 = s3_of(
        gateway,
        {"id": settings["AWS_ACCESS_KEY_ID"], "secret": settings["AWS_SECRET_ACCESS_KEY"]},
    )
    assert [b["Name"] for b in s3.list_buckets()["Buckets"]] == ["home-helene"]
    said = console.refuses("mucura:account-create", "helene")
    assert "home-helene is taken; nothing was made" in said
    assert "no account" in console.refuses("mucura:account-show", "helene")

    console.does("mucura:account-delete", "--hand-over-to", "Helene", "researcher")
    # the first account is not made again by a later start
    assert gateway.stop() == 0
    gateway.launch()
    while not gateway.ready.exists():
        assert gateway.process.poll() is None
        time.sleep(0.05)
    names = [account["name"] for account in console.shows("mucura:account-list")["accounts"]]
    assert names == ["Helene"]
    code, _, failed = run([ROOT / "run", "--env", "--data", gateway.data])
    assert code == 1 and "the account was deleted" in failed
    # what breaks off has not succeeded
    command = [*client(gateway), "mucura:account-create begun; shell:sleep 300"]
    with subprocess.Popen([str(word) for word in command], stderr=subprocess.PIPE) as going:
        while '"begun"' not in console.does("mucura:account-list", "--json"):
            assert going.poll() is None
        gateway.kill()
        assert going.wait(timeout=60) == 255
        assert b"broke off" in going.stderr.read()
