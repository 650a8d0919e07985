"""Checks what a power cut left, by the real stores and core of the built distribution."""

import subprocess
import threading
from pathlib import Path

ROOT = Path(__file__).resolve().parents[3]
MAIN = "org.mucura.core.powercut.PowerCutMain"
ANSWERS_WITHIN_S = 120


def class_path():
    """The jars that are shipped, and the check, which `mvn verify` compiled."""
    home = max((ROOT / "karaf-distribution" / "target").glob("gateway-*[0-9]"))
    checks = ROOT / "bundles" / "core" / "target" / "test-classes"
    assert (checks / (MAIN.replace(".", "/") + ".class")).exists(), "mvn verify was not run"
    return [checks, *sorted((home / "system").rglob("*.jar"))]


class Check:
    """A process that checks one folder after the other."""

    def __init__(self, log):
        jars = ":".join(str(jar) for jar in class_path())
        self.log = open(log, "ab")
        self.process = subprocess.Popen(
            ["java", "-Xmx256m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-cp", jars, MAIN],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=self.log, text=True,
        )

    def wrong(self, folder, promises, position):
        """What is wrong with a folder after a cut at a position of the trace; or None."""
        expected = folder.parent / (folder.name + ".expected")
        expected.write_text("".join("\t".join(line) + "\n" for line in promises.lines(position)))
        late = threading.Timer(ANSWERS_WITHIN_S, self.process.kill)
        late.start()
        try:
            self.process.stdin.write(f"{folder}\t{expected}\n")
            self.process.stdin.flush()
            answer = self.process.stdout.readline().rstrip("\n")
        finally:
            late.cancel()
        if answer.startswith("ok "):
            return None
        return answer or "the check ended, or took too long"

    def close(self):
        self.process.stdin.close()
        try:
            self.process.wait(timeout=60)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
        self.log.close()
