"""A gateway started as its users start it: by ./run, on a data folder of its own."""

import os
import signal
import subprocess
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
READY_WITHIN_S = int(os.environ.get("MUCURA_TEST_READY_S", "120"))
# most gateways here end before better code would be compiled, and starts are what takes the time
QUICK_START = "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC"


class Gateway:
    """One data folder and, while started, the process group that serves it."""

    # all that were launched, so that none outlives its test
    launched = []

    def __init__(self, data, java_options=QUICK_START, port=0, environment=None):
        self.data = Path(data)
        self.environment = environment or {}
        self.port = port
        self.java_options = java_options
        self.process = None
        self.settings = None
        self.log = self.data.parent / (self.data.name + ".log")

    @property
    def ready(self):
        """The file that is there once it serves."""
        return self.data / "data" / "run" / "gateway"

    def told(self, name):
        """What a running gateway says of itself."""
        lines = self.ready.read_text().splitlines()
        return dict(line.split("=", 1) for line in lines)[name]

    def start(self):
        self.launch()
        return self.await_ready()

    def launch(self):
        # a gateway that was killed could not take it away
        self.ready.unlink(missing_ok=True)
        Gateway.launched.append(self)
        with self.log.open("ab") as log:
            self.process = subprocess.Popen(
                [ROOT / "run", "--data", self.data, "--port", str(self.port)],
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                env=os.environ | {"EXTRA_JAVA_OPTS": self.java_options} | self.environment,
                start_new_session=True,
                # whoever runs the tests in the background hands on that Ctrl-C is ignored
                preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),
            )

    def await_ready(self):
        deadline = time.monotonic() + READY_WITHIN_S
        while not self.ready.exists():
            if self.process.poll() is not None:
                raise RuntimeError("the gateway ended: " + self.log.read_text()[-4000:])
            if time.monotonic() > deadline:
                self.kill()
                raise RuntimeError("not ready: " + self.log.read_text()[-4000:])
            time.sleep(0.02)
        answer = subprocess.run(
            [ROOT / "run", "--env", "--data", self.data], capture_output=True, text=True, check=True
        )
        self.settings = parse_exports(answer.stdout)
        return self.settings

    def account(self, name):
        """Makes a further account; gives its settings."""
        made = subprocess.run(
            [ROOT / "run", "--account", name, "--data", self.data],
            capture_output=True,
            text=True,
            check=True,
        )
        return parse_exports(made.stdout)

    def pid(self):
        """The Java process that serves."""
        return int(self.told("pid"))

    def peak_memory(self):
        """The most memory that the gateway ever had, in bytes: its heap and all else."""
        status = Path(f"/proc/{self.pid()}/status").read_text()
        fields = dict(line.split(":", 1) for line in status.splitlines())
        return int(fields["VmHWM"].split()[0]) * 1024

    def configure(self, pid, /, **settings):
        """Writes a file of settings, before the first start."""
        etc = self.data / "etc"
        etc.mkdir(parents=True, exist_ok=True)
        lines = [f"{key.replace('__', '.')} = {value}\n" for key, value in settings.items()]
        (etc / f"{pid}.cfg").write_text("".join(lines))

    def console(self, *command):
        """What a command of the administrator's says."""
        done = subprocess.run(
            [ROOT / "run", "--console", "--data", self.data, *command],
            stdin=subprocess.DEVNULL, capture_output=True, text=True, timeout=120,
        )
        return done.returncode, done.stdout + done.stderr

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
