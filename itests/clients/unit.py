"""A unit of systemd's, run as systemd would, as far as that goes without it: as its user, without
privileges, and with no more of the file system to write to than the unit says."""

import os
import shlex
import signal
import socket
import uuid
from pathlib import Path

CONFINE = """
set -e
mount --make-rprivate /
for place in $1; do mount --bind "$place" "$place"; done
mount -o remount,ro,bind /
mount -o remount,ro,bind /run
mount -t tmpfs -o mode=1777 tmpfs /tmp
shift
exec "$@"
"""


class Unit:
    def __init__(self, installation, path):
        self.installation = installation
        self.settings = {}
        for line in (installation.root / path).read_text().splitlines():
            if "=" in line and not line.startswith("#"):
                name, value = line.split("=", 1)
                self.settings.setdefault(name, []).append(value)

    def __getitem__(self, name):
        (value,) = self.settings[name]
        return value

    def environment(self):
        pairs = list(self.settings.get("Environment", []))
        file = self.installation.root / self["EnvironmentFile"].removeprefix("-").lstrip("/")
        pairs += [line for line in file.read_text().splitlines() if line and line[0] != "#"]
        return dict(pair.split("=", 1) for pair in pairs)

    def start(self):
        """Returns when the unit said that it is ready, or ended."""
        assert self["Type"] == "notify" and self["ProtectSystem"] == "strict"
        assert self["CapabilityBoundingSet"] == "" and self["NoNewPrivileges"] == "yes"
        name = "\0mucura-" + uuid.uuid4().hex
        with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as notifications:
            notifications.bind(name)
            notifications.settimeout(0.5)
            self.process = self.installation.start(
                "unshare", "--mount", "bash", "-c", CONFINE, "bash", self["ReadWritePaths"],
                "setpriv", "--reuid", self["User"], "--regid", self["Group"], "--init-groups",
                "--no-new-privs", "--bounding-set=-all", "--inh-caps=-all",
                "sh", "-c", f"umask {self['UMask']}; exec \"$@\"", "sh", *shlex.split(self["ExecStart"]),
                environment=self.environment() | {"NOTIFY_SOCKET": "@" + name[1:]},
            )
            self.await_ready(notifications)

    def await_ready(self, notifications):
        while self.process.poll() is None:
            try:
                if b"READY=1" in notifications.recv(4096).splitlines():
                    return
            except socket.timeout:
                continue
        raise RuntimeError("the service ended: " + self.process.stdout.read())

    def stop(self):
        """Gives the exit code, and what it said while it ran."""
        # nsenter's only child; all else that was put before the program has become it
        children = Path(f"/proc/{self.process.pid}/task/{self.process.pid}/children").read_text()
        os.kill(int(children), signal.SIGTERM)
        said, _ = self.process.communicate(timeout=float(self["TimeoutStopSec"].removesuffix("s")))
        return self.process.returncode, said
