"""A gateway started as its users start it: by ./run, on a data folder of its own."""

import os
import signal
import subprocess
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
READY_WITHIN_S = 120


class Gateway:
    """One data folder and, while started, the process group that serves it."""

    def __init__(self, data, java_options=None, port=0):
        self.data = Path(data)
        self.port = port
        self.java_options = java_options
        self.process = None
        self.log = self.data.parent / (self.data.name + ".log")

    def start(self):
        environment = dict(os.environ)
        if self.java_options:
            environment["EXTRA_JAVA_OPTS"] = self.java_options
        with self.log.open("ab") as log:
            self.process = subprocess.Popen(
                [ROOT / "run", "--data", self.data, "--port", str(self.port)],
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                env=environment,
                start_new_session=True,
            )
        deadline = time.monotonic() + READY_WITHIN_S
        while True:
            if self.process.poll() is not None:
                raise RuntimeError("the gateway ended: " + self.log.read_text()[-4000:])
            settings = self._settings()
            if settings:
                return settings
            if time.monotonic() > deadline:
                self.kill()
                raise RuntimeError("not ready: " + self.log.read_text()[-4000:])
            time.sleep(0.2)

    def _settings(self):
        """What --env prints, as a dictionary; nothing as long as the gateway is not ready."""
        answer = subprocess.run(
            [ROOT / "run", "--env", "--data", self.data], capture_output=True, text=True
        )
        return parse_exports(answer.stdout) if answer.returncode == 0 else None

    def kill(self):
        """What a power cut leaves of the process: nothing runs any more, nothing was said."""
        os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()

    def stop(self):
        """Ctrl-C. Gives the exit code."""
        if self.process.poll() is None:
            os.killpg(self.process.pid, signal.SIGINT)
        try:
            return self.process.wait(timeout=60)
        except subprocess.TimeoutExpired:
            self.kill()
            raise


def parse_exports(text):
    """The variables that shell code of `export NAME=value` lines sets, as a shell sees them."""
    shell = subprocess.run(
        ["env", "-i", "bash", "-c", 'eval "$1"; env -0', "bash", text],
        capture_output=True,
        check=True,
    )
    pairs = (item.split("=", 1) for item in shell.stdout.decode().split("\0") if item)
    return {
        name: value
        for name, value in pairs
        if name.startswith(("AWS_", "RCLONE_"))
    }
