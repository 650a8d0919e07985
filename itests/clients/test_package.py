"""The Debian package: what is in it, and what becomes of it on a machine."""

import os
import re
import shutil
import stat
import subprocess
import tarfile
from functools import cache

import boto3
import pytest

from gateway import QUICK_START, ROOT, parse_exports
from installation import Installation, missing
from unit import Unit

MADE_BY_STARTS = {
    "config.properties", "jre.properties", "startup.properties", "system.properties",
    "org.apache.karaf.features.cfg", "org.apache.karaf.features.repos.cfg", "keys.properties",
}
WITHOUT_DPKG = pytest.mark.skipif(shutil.which("dpkg-deb") is None, reason="there is no dpkg-deb here")
WITHOUT_ROOT = pytest.mark.skipif(missing() is not None, reason=str(missing()))


@cache
def package():
    made = list((ROOT / "packaging" / "target").glob("mucura_*_all.deb"))
    assert len(made) == 1, f"one package is to be tested; mvn package makes it: {made}"
    return made[0]


@pytest.fixture
def installation():
    installation = Installation()
    yield installation
    installation.close()


def field(name):
    return subprocess.run(
        ["dpkg-deb", "-f", package(), name], capture_output=True, text=True, check=True
    ).stdout.strip()


@WITHOUT_DPKG
def test_what_it_says_of_itself():
    assert field("Package") == "mucura"
    assert field("Architecture") == "all"
    assert re.fullmatch(r"[0-9][0-9.]*(~[A-Z0-9]+)?", field("Version"))
    assert field("Depends").startswith("openjdk-17-jre-headless | openjdk-21-jre-headless, ")


@WITHOUT_DPKG
def test_its_files(tmp_path):
    packed = tmp_path / "files.tar"
    with packed.open("wb") as out:
        subprocess.run(["dpkg-deb", "--fsys-tarfile", package()], stdout=out, check=True)
    with tarfile.open(packed) as files:
        names = [file.name.removeprefix("./") for file in files]
        assert len(names) == len(set(names))
        for file in files:
            assert (file.uname, file.gname, file.uid, file.gid) == ("root", "root", 0, 0), file.name
            assert file.mode & (stat.S_IWGRP | stat.S_IWOTH | stat.S_ISUID | stat.S_ISGID) == 0, file.name
            if file.isfile() and not file.name.endswith((".jar", ".gz")):
                text = files.extractfile(file).read()
                for ours in (str(ROOT), os.path.expanduser("~/")):
                    assert ours.encode() not in text, file.name
    settings = {name.removeprefix("etc/mucura/") for name in names if name.startswith("etc/mucura/")}
    templates = {
        name.removeprefix("usr/share/mucura/etc/")
        for name in names if name.startswith("usr/share/mucura/etc/")
    }
    assert templates - settings == MADE_BY_STARTS
    assert not settings - templates


@WITHOUT_ROOT
def test_a_life(installation, tmp_path):
    install(installation, package())
    was_installed_well(installation)
    has_a_sound_unit(installation)
    environment = installation.root / "etc/default/mucura"
    environment.write_text(f"MUCURA_PORT=0\nEXTRA_JAVA_OPTS={QUICK_START}\n")

    service = start(installation)
    s3, first = client(installation)
    s3.create_bucket(Bucket="kept")
    s3.put_object(Bucket="kept", Key="a", Body=b"of the first version")
    serves_administrators(installation)
    has_changed_none_of_its_files(installation)
    assert said_nothing_secret(service, first) == 0

    later = next_version(tmp_path)
    install(installation, later)
    scrub = installation.root / "etc/mucura/org.mucura.scrub.cfg"
    assert "# of the next version" in scrub.read_text()
    assert "MUCURA_PORT=0" in environment.read_text()
    service = start(installation)
    s3, second = client(installation)
    assert second["AWS_ACCESS_KEY_ID"] == first["AWS_ACCESS_KEY_ID"]
    assert s3.get_object(Bucket="kept", Key="a")["Body"].read() == b"of the first version"
    assert said_nothing_secret(service, second) == 0

    stored = contents(installation)
    dpkg(installation, "--remove", "mucura")
    assert not (installation.root / "usr/share/mucura").exists()
    assert environment.exists() and scrub.exists() and contents(installation) == stored
    # what is no setting of the package's is not its to delete
    (installation.root / "etc/mucura/site.p12").write_text("keys")
    said = dpkg(installation, "--purge", "mucura")
    assert "/var/lib/mucura is kept" in said and "/etc/mucura is kept" in said
    assert [file.name for file in (installation.root / "etc/mucura").iterdir()] == ["site.p12"]
    assert contents(installation) == stored
    assert not environment.exists() and not (installation.root / "var/log/mucura").exists()

    install(installation, package())
    environment.write_text(f"MUCURA_PORT=0\nEXTRA_JAVA_OPTS={QUICK_START}\n")
    service = start(installation)
    s3, _ = client(installation)
    assert s3.get_object(Bucket="kept", Key="a")["Body"].read() == b"of the first version"
    assert service.stop()[0] == 0


@WITHOUT_ROOT
def test_a_purge_of_what_was_never_used_leaves_nothing(installation):
    install(installation, package())
    # again, as after an upgrade that was cut off
    installation.run("/var/lib/dpkg/info/mucura.postinst", "configure", field("Version"))
    was_installed_well(installation)
    assert "kept" not in dpkg(installation, "--purge", "mucura")
    for name in "etc/mucura", "etc/default/mucura", "var/lib/mucura", "var/log/mucura":
        assert not (installation.root / name).exists(), name
    units = (installation.root / "etc/systemd/system").rglob("mucura*")
    assert list(units) == []


def install(installation, file):
    shutil.copy(file, installation.root / "opt")
    dpkg(installation, "--install", f"/opt/{file.name}")


def dpkg(installation, *words):
    # the only one with triggers is the index of all manual pages, which takes seconds
    return installation.run("dpkg", "--no-triggers", *words)


def was_installed_well(installation):
    assert installation.run("dpkg-query", "-W", "-f", "${Status}", "mucura") == "install ok installed"
    assert "nologin" in installation.run("getent", "passwd", "mucura")
    for place in "/etc/mucura", "/var/lib/mucura", "/var/lib/mucura/data", "/var/log/mucura":
        assert installation.run("stat", "-c", "%U:%G %a", place) == "mucura:mucura 750\n"
    assert installation.run("readlink", "/var/lib/mucura/etc") == "/etc/mucura\n"
    assert installation.run("readlink", "/var/lib/mucura/data/log") == "/var/log/mucura\n"
    wanted = "etc/systemd/system/multi-user.target.wants/mucura.service"
    assert (installation.root / wanted).is_symlink()


def has_a_sound_unit(installation):
    if (installation.root / "usr/bin/systemd-analyze").exists():
        said = installation.run("systemd-analyze", "verify", "--man=no", "mucura.service")
        assert "mucura" not in said, said
        # the exposure in tenths, of 100 at most
        security = "systemd-analyze", "security", "--offline=true", "--threshold=25"
        installation.run(*security, "/usr/lib/systemd/system/mucura.service")


def start(installation):
    service = Unit(installation, "usr/lib/systemd/system/mucura.service")
    service.start()
    return service


def client(installation):
    settings = parse_exports(installation.run("mucura", "--env"))
    s3 = boto3.client(
        "s3",
        endpoint_url=settings["AWS_ENDPOINT_URL"],
        aws_access_key_id=settings["AWS_ACCESS_KEY_ID"],
        aws_secret_access_key=settings["AWS_SECRET_ACCESS_KEY"],
        region_name=settings["AWS_REGION"],
    )
    return s3, settings


def serves_administrators(installation):
    installation.run("mucura", "--ready")
    assert "AWS_ACCESS_KEY_ID" in installation.run("mucura", "--account", "marie")
    assert "marie" in installation.run("mucura", "--console", "mucura:account-list")
    nobody = "setpriv", "--reuid=nobody", "--regid=nogroup", "--clear-groups"
    assert "sudo mucura" in installation.run(*nobody, "mucura", "--env", code=1)
    assert "systemctl start" in installation.run("mucura", code=1)


def has_changed_none_of_its_files(installation):
    # else an upgrade would ask about settings that no administrator has touched
    changed = installation.run("dpkg", "--verify", "mucura")
    assert [line.split()[-1] for line in changed.splitlines()] == ["/etc/default/mucura"]
    open_to_others = installation.run(
        "find", "/var/lib/mucura", "-mindepth", 1, "-not", "-type", "l", "-perm", "/022"
    )
    assert open_to_others == ""
    for secret in (installation.root / "var/lib/mucura/keys").iterdir():
        assert secret.stat().st_mode & 0o077 == 0, secret


def said_nothing_secret(service, settings):
    """Stops it; what it said is in the journal, which others than the administrator may read."""
    code, said = service.stop()
    assert "Mucura serves S3 at" in said and settings["AWS_SECRET_ACCESS_KEY"] not in said
    return code


def contents(installation):
    """The files that must not be lost, with their sizes."""
    state = installation.root / "var/lib/mucura"
    places = "keys", "data/blobs", "data/metadata"
    files = [file for place in places for file in (state / place).rglob("*") if file.is_file()]
    assert len(files) > 5
    return {str(file.relative_to(state)): file.stat().st_size for file in files}


def next_version(folder):
    """The package again, of a later version and with one setting changed."""
    subprocess.run(["dpkg-deb", "-R", package(), folder / "tree"], check=True)
    control = folder / "tree/DEBIAN/control"
    control.write_text(re.sub(r"(?m)^Version: .*", "Version: 99.0", control.read_text()))
    with (folder / "tree/etc/mucura/org.mucura.scrub.cfg").open("a") as settings:
        settings.write("# of the next version\n")
    made = folder / "mucura_99.0_all.deb"
    subprocess.run(["dpkg-deb", "-Zgzip", "-z1", "-b", folder / "tree", made], check=True)
    return made
