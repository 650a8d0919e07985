"""A root of its own to install into: this machine's, over which everything that is written is kept in
memory and forgotten at the end, with processes and mounts of its own. The network is the machine's."""

import os
import subprocess
import tempfile
from pathlib import Path

BARE = {"PATH": "/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin", "LC_ALL": "C.UTF-8"}
PREPARE = """
set -e
mount --make-rprivate /
mount -t tmpfs -o size=1g tmpfs "$1"
mkdir "$1"/upper "$1"/work "$1"/root
mount -t overlay overlay -o lowerdir=/,upperdir="$1"/upper,workdir="$1"/work "$1"/root
cd "$1"/root
mount -t proc proc proc
mount --rbind /dev dev
mount -t tmpfs tmpfs run
mount -t tmpfs tmpfs tmp
chmod 1777 tmp
echo prepared
exec sleep infinity
"""


class Installation:
    def __init__(self):
        self.mount = Path(tempfile.mkdtemp(prefix="mucura-root-"))
        self.holder = subprocess.Popen(
            ["unshare", "--mount", "--pid", "--fork", "--kill-child", "bash", "-c", PREPARE, "bash",
             self.mount],
            stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
        )
        if self.holder.stdout.readline() != "prepared\n":
            self.holder.wait()
            self.mount.rmdir()
            raise OSError(self.holder.stderr.read())
        children = Path(f"/proc/{self.holder.pid}/task/{self.holder.pid}/children").read_text()
        self.inside = int(children.split()[0])
        # seen through the process that holds it, for it is mounted nowhere else
        self.root = Path(f"/proc/{self.inside}/root") / self.mount.relative_to("/") / "root"

    def command(self, *words):
        return ["nsenter", f"--target={self.inside}", "--mount", "--pid",
                "chroot", self.mount / "root", *map(str, words)]

    def run(self, *words, code=0, **more):
        done = subprocess.run(
            self.command(*words), env=BARE, cwd="/", stdin=subprocess.DEVNULL,
            capture_output=True, text=True, timeout=120, **more,
        )
        assert done.returncode == code, f"{words}: {done.returncode}\n{done.stdout}{done.stderr}"
        return done.stdout + done.stderr

    def start(self, *words, environment):
        return subprocess.Popen(
            self.command(*words), env=BARE | environment, cwd="/", stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
        )

    def close(self):
        """All its processes end, and with the last one all that was written."""
        self.holder.kill()
        self.holder.wait()
        self.mount.rmdir()


def missing():
    """Why there cannot be such a root here, or None."""
    if os.geteuid() != 0:
        return "only root may install a package"
    query = ["dpkg-query", "-W", "-f", "${Package} ${Status}\n", "openjdk-*-jre-headless", "adduser"]
    try:
        said = subprocess.run(query, capture_output=True, text=True).stdout
    except FileNotFoundError:
        return "this is no Debian"
    there = {line.split()[0] for line in said.splitlines() if line.endswith(" ok installed")}
    if not there & {"openjdk-17-jre-headless", "openjdk-21-jre-headless"} or "adduser" not in there:
        return "Debian's Java and adduser are not installed"
    try:
        Installation().close()
    except OSError as e:
        return f"no root of its own can be had here: {e}"
    return None
