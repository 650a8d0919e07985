"""Starts that cannot succeed: one clear line, a non-zero exit, and the data as it was."""

import os
import socket
import subprocess

import pytest

from gateway import QUICK_START, ROOT, Gateway, parse_exports


def refused(*arguments):
    done = subprocess.run(
        [ROOT / "run", *map(str, arguments)],
        stdin=subprocess.DEVNULL, capture_output=True, text=True, timeout=120,
        env=os.environ | {"EXTRA_JAVA_OPTS": QUICK_START},
    )
    assert done.returncode != 0
    lines = [line for line in done.stderr.splitlines() if line.strip()]
    assert len(lines) == 1, done.stderr
    return lines[0]


@pytest.mark.parametrize("of", [("--port",), ("--port", "0", "--admin-port")])
def test_a_busy_port(tmp_path, of):
    with socket.create_server(("127.0.0.1", 0)) as busy:
        port = busy.getsockname()[1]
        assert str(port) in refused("--data", tmp_path / "d", *of, port)


def test_a_data_folder_that_cannot_be_written(tmp_path):
    (tmp_path / "file").write_text("not a folder")
    assert "file" in refused("--data", tmp_path / "file" / "d", "--port", 0)


def test_data_in_use(gateway, settings):
    assert str(gateway.data) in refused("--data", gateway.data, "--port", 0)
    for file in (gateway.data / "keys").rglob("*"):
        if file.is_file():
            assert file.stat().st_mode & 0o077 == 0, file
    assert settings["AWS_SECRET_ACCESS_KEY"] not in gateway.log.read_text()


def test_data_of_an_unknown_layout(tmp_path):
    gateway = Gateway(tmp_path / "d")
    settings = gateway.start()
    assert gateway.stop() == 0
    versions = list((tmp_path / "d" / "data").rglob("VERSION"))
    assert len(versions) == 2
    for version in versions:
        known = version.read_text()
        version.write_text("999\n")
        assert "999" in refused("--data", tmp_path / "d", "--port", 0)
        assert version.read_text() == "999\n"
        version.write_text(known)
    again = gateway.start()
    assert gateway.stop() == 0
    assert again["AWS_ACCESS_KEY_ID"] == settings["AWS_ACCESS_KEY_ID"]


def test_a_further_account(gateway, settings):
    account = ROOT / "run", "--account", "second", "--data", gateway.data
    made = subprocess.run(account, capture_output=True, text=True, check=True)
    second = parse_exports(made.stdout)
    assert second["AWS_ENDPOINT_URL"] == settings["AWS_ENDPOINT_URL"]
    assert second["AWS_ACCESS_KEY_ID"] != settings["AWS_ACCESS_KEY_ID"]
    assert "second" in refused("--account", "second", "--data", gateway.data)


def test_whether_it_is_ready(gateway, settings, tmp_path):
    subprocess.run([ROOT / "run", "--ready", "--data", gateway.data], check=True, timeout=30)
    assert "no gateway is running" in refused("--ready", "--data", tmp_path / "none")


def test_unknown_words(tmp_path):
    assert "--frobnicate" in refused("--frobnicate")


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_a_folder_without_permission(tmp_path):
    tmp_path.chmod(0o500)
    assert str(tmp_path) in refused("--data", tmp_path / "d", "--port", 0)
