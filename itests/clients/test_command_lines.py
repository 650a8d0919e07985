"""Clients that researchers have: a real folder goes up, comes back and is the same, byte for byte."""

import filecmp
import shutil
import subprocess
import sys
import urllib.request
from pathlib import Path

import pytest

SCRIPTS = Path(sys.executable).parent


def run(*command, environment, **options):
    done = subprocess.run(
        [str(word) for word in command],
        env=environment, capture_output=True, text=True, timeout=120, **options
    )
    assert done.returncode == 0, f"{command}\n{done.stdout}\n{done.stderr}"
    return done.stdout


def same(one, other):
    """Whether two folders hold the same files."""
    names = [p.relative_to(one) for p in one.rglob("*") if p.is_file()]
    assert sorted(names) == sorted(p.relative_to(other) for p in other.rglob("*") if p.is_file())
    _, differ, failed = filecmp.cmpfiles(one, other, names, shallow=False)
    return not differ and not failed


def aws(*words, environment):
    endpoint = environment["AWS_ENDPOINT_URL"]
    return run(SCRIPTS / "aws", "--endpoint-url", endpoint, *words, environment=environment)


def test_aws_cli(environment, bucket, folder, tmp_path):
    aws("s3", "cp", "--recursive", folder, f"s3://{bucket}/up", environment=environment)
    listed = aws("s3", "ls", "--recursive", f"s3://{bucket}/up/", environment=environment)
    assert len(listed.splitlines()) == 6
    aws("s3", "cp", "--recursive", f"s3://{bucket}/up", tmp_path / "back", environment=environment)
    assert same(folder, tmp_path / "back")
    aws("s3", "sync", f"s3://{bucket}/up", f"s3://{bucket}/copy", environment=environment)
    assert "data/" in aws("s3", "ls", f"s3://{bucket}/copy/", environment=environment)
    aws("s3", "mv", f"s3://{bucket}/copy/readme.txt", f"s3://{bucket}/m", environment=environment)
    aws("s3", "rm", "--recursive", f"s3://{bucket}/", environment=environment)
    assert aws("s3", "ls", f"s3://{bucket}/", environment=environment) == ""


def test_aws_cli_presigned_url(environment, bucket, folder, tmp_path):
    # version 1 of the cli presigns by signature version 2 unless it is told otherwise
    config = tmp_path / "config"
    config.write_text("[default]\ns3 =\n  signature_version = s3v4\n")
    environment = environment | {"AWS_CONFIG_FILE": str(config)}
    aws("s3", "cp", folder / "readme.txt", f"s3://{bucket}/a b/ü", environment=environment)
    url = aws("s3", "presign", f"s3://{bucket}/a b/ü", environment=environment).strip()
    with urllib.request.urlopen(url) as answer:
        assert answer.read() == (folder / "readme.txt").read_bytes()
    with pytest.raises(urllib.error.HTTPError) as error:
        urllib.request.urlopen(url.replace("Expires=3600", "Expires=3601"))
    assert error.value.code == 403


def test_rclone(environment, bucket, folder, tmp_path):
    assert shutil.which("rclone"), "rclone is missing: apt-get install rclone"
    environment = environment | {"RCLONE_CONFIG": str(tmp_path / "none.conf")}
    run("rclone", "copy", folder, f"mucura:{bucket}/up", environment=environment)
    run("rclone", "check", folder, f"mucura:{bucket}/up", environment=environment)
    run("rclone", "check", "--download", folder, f"mucura:{bucket}/up", environment=environment)
    run("rclone", "copy", f"mucura:{bucket}/up", tmp_path / "back", environment=environment)
    assert same(folder, tmp_path / "back")
    run("rclone", "moveto", f"mucura:{bucket}/up/empty", f"mucura:{bucket}/e", environment=environment)
    assert "e\n" in run("rclone", "lsf", f"mucura:{bucket}", environment=environment)
    run("rclone", "delete", f"mucura:{bucket}", environment=environment)


def test_s3cmd(environment, bucket, folder, tmp_path):
    endpoint = environment["AWS_ENDPOINT_URL"].split("//")[1]
    config = tmp_path / "s3cfg"
    config.write_text(
        "[default]\n"
        f"access_key = {environment['AWS_ACCESS_KEY_ID']}\n"
        f"secret_key = {environment['AWS_SECRET_ACCESS_KEY']}\n"
        f"host_base = {endpoint}\nhost_bucket = {endpoint}\nuse_https = False\n"
    )

    def s3cmd(*words):
        return run(SCRIPTS / "s3cmd", "-c", config, *words, environment=environment)

    s3cmd("put", "--recursive", f"{folder}/", f"s3://{bucket}/up/")
    (tmp_path / "back").mkdir()
    s3cmd("get", "--recursive", f"s3://{bucket}/up/", f"{tmp_path}/back/")
    assert same(folder, tmp_path / "back")
    assert "20971537" in s3cmd("ls", f"s3://{bucket}/up/data/")
    s3cmd("cp", f"s3://{bucket}/up/readme.txt", f"s3://{bucket}/copy")
    s3cmd("del", "--recursive", "--force", f"s3://{bucket}/")


def test_curl(environment, bucket, folder, tmp_path):
    """curl signs by itself; it reads the secret from a file, for arguments are visible to others."""
    secrets = tmp_path / "curlrc"
    secrets.write_text(
        f'user = "{environment["AWS_ACCESS_KEY_ID"]}:{environment["AWS_SECRET_ACCESS_KEY"]}"\n'
        f'aws-sigv4 = "aws:amz:{environment["AWS_REGION"]}:s3"\n'
    )

    def curl(*words):
        return run("curl", "-sS", "--fail-with-body", "-K", secrets, *words, environment=environment)

    url = f"{environment['AWS_ENDPOINT_URL']}/{bucket}/events.csv"
    source = folder / "data/run 1/events.csv"
    # curl 7.88 signs the empty payload unless it is told otherwise
    curl("-T", source, "-H", "x-amz-content-sha256: UNSIGNED-PAYLOAD", url)
    curl("-o", tmp_path / "back", "-H", "x-amz-content-sha256: UNSIGNED-PAYLOAD", url)
    assert (tmp_path / "back").read_bytes() == source.read_bytes()
    curl("-X", "DELETE", "-H", "x-amz-content-sha256: UNSIGNED-PAYLOAD", url)
