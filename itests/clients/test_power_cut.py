"""Power cuts: what the gateway acknowledged is on the medium, whatever else that has lost."""

import fcntl
import os
import queue
import random
import re
import shutil
import subprocess
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from gateway import Gateway
from powercut import work
from powercut.check import Check
from powercut.medium import File, Medium
from powercut.trace import Recorder, Trace

CUTS = int(os.environ.get("MUCURA_TEST_CUTS", "60"))
STARTS = int(os.environ.get("MUCURA_TEST_CUT_STARTS", "2"))
WRITERS = 6
# how many changes are promised before the kill, and after it
PROMISED = (100, 600)
PROMISED_WITHIN_S = 120
CHECKS = 2
SITE = "site"
# how much is left of what was not synced
SPIRITS = ("none", "mixed", "mixed", "mixed")
# what a script's own echo writes, or this test removes
NOT_OURS = tuple(
    f"{SITE}/data/{name}" for name in ("cache.made-by", "log/console.log", "run")
)
ETC = f"{SITE}/etc"
STORES = (f"{SITE}/data/metadata", f"{SITE}/data/blobs", f"{SITE}/keys")
# settings that each start copies from the distribution
MADE_ANEW = (
    "config.properties",
    "jre.properties",
    "org.apache.karaf.features.cfg",
    "org.apache.karaf.features.repos.cfg",
    "startup.properties",
    "system.properties",
)
SMALL = {
    "org.mucura.blobs.filesystem-default.cfg": "segmentMiB = 1\n",
    "org.mucura.metadata.rocksdb-default.cfg": "writeBufferMiB = 2\n",
    "org.mucura.core.cfg": "part.size.min.bytes = 1\n",
}


def below(path, folders):
    return any(path == folder or path.startswith(folder + "/") for folder in folders)


class Recording:
    """A gateway's life from its first start on, and what it promised."""

    def __init__(self, folder, seed):
        self.random = random.Random(seed)
        self.medium = folder / "medium"
        self.medium.mkdir()
        self.recorder = Recorder(folder, self.medium)
        self.promises = work.Promises(self.recorder)
        self.gateway = Gateway(self.medium / SITE, environment=self.recorder.environment())
        self.gateway.log = folder / "gateway.log"
        try:
            self.live()
        except BaseException:
            if self.gateway.process and self.gateway.process.poll() is None:
                self.gateway.kill()
            raise
        self.trace = Trace(self.recorder.file)

    def live(self):
        self.first_start()
        # a part that is not the last is large yet
        self.work(PROMISED[0], parts_max=1, kill=True)
        self.make_small()
        self.gateway.start()
        self.work(PROMISED[1], parts_max=3)
        assert self.gateway.stop() == 0

    def first_start(self):
        self.gateway.start()
        self.promises.ready = self.recorder.position()
        self.promises.bucket = self.promises.ask()
        work.client(self.gateway.settings).create_bucket(Bucket=work.BUCKET)
        self.promises.give(self.promises.bucket)

    def work(self, count, parts_max, kill=False):
        s3 = work.client(self.gateway.settings)
        writers = [
            work.Writer(s3, f"w{number}", self.promises, self.random.random(), parts_max)
            for number in range(WRITERS)
        ]
        for writer in writers:
            writer.start()
        end = time.monotonic() + PROMISED_WITHIN_S
        while sum(writer.promised for writer in writers) < count and time.monotonic() < end:
            assert not self.failures(writers)
            time.sleep(0.01)
        if kill:
            self.kill()
        for writer in writers:
            writer.running = False
            writer.join()
        assert kill or not self.failures(writers)

    @staticmethod
    def failures(writers):
        return [writer.failure for writer in writers if writer.failure]

    def kill(self):
        """Between two changes, so that none is made and not recorded."""
        with open(self.recorder.file, "ab") as trace:
            fcntl.lockf(trace, fcntl.LOCK_EX)
            self.gateway.kill()

    def make_small(self):
        """Lets segments and tables be full soon."""
        for name, line in SMALL.items():
            file = self.medium / ETC / name
            fresh = self.medium.parent / name
            fresh.write_text(file.read_text() + line)
            # by programs of their own, for the trace has only what is recorded
            for command in (["cp", fresh, file], ["sync", file]):
                subprocess.run(
                    command, env=os.environ | self.recorder.environment(), check=True
                )


@pytest.fixture(scope="module")
def recording(tmp_path_factory):
    seed = random.randrange(1 << 32)
    print(f"recording with seed {seed}")
    return Recording(tmp_path_factory.mktemp("recording"), seed)


@pytest.fixture(scope="module")
def checks(tmp_path_factory):
    """Processes that check, each for one thread at a time."""
    folder = tmp_path_factory.mktemp("checks")
    checks = queue.SimpleQueue()
    for number in range(CHECKS):
        checks.put(Check(folder / f"{number}.log"))
    yield checks
    while not checks.empty():
        checks.get().close()


@pytest.fixture
def left():
    """A folder for what is left; in memory where that is to be had, for syncs cost nothing there."""
    memory = "/dev/shm" if os.access("/dev/shm", os.W_OK) else None
    folder = Path(tempfile.mkdtemp(prefix="mucura-cut-", dir=memory))
    yield folder
    shutil.rmtree(folder)


def test_everything_is_recorded(recording):
    medium = Medium(ignored=lambda path: below(path, NOT_OURS))
    for note in recording.trace.notes:
        medium.play(note)
    assert medium.unknown == []
    assert medium.differences(recording.medium) == []


def test_settings_are_durable(recording):
    """None is half there after a cut, for none was changed where it stands without a sync."""
    medium = Medium(ignored=lambda path: path not in ("", SITE) and not below(path, [ETC]))
    for note in recording.trace.notes:
        medium.play(note)
    settings = medium.find(ETC)
    assert settings.changes == []
    assert [
        name
        for name, node in settings.names.items()
        if isinstance(node, File) and node.changes and name not in MADE_ANEW
    ] == []


def left_out(path):
    """What no check looks at."""
    above = any(folder.startswith(path + "/") for folder in STORES)
    return path != "" and not above and not below(path, STORES)


class Cuts:
    """Cuts of a recording, one behind the other, each looked at by a check."""

    def __init__(self, recording, checks, left, forgotten=lambda path: False):
        self.recording, self.checks, self.left = recording, checks, left
        self.medium = Medium(ignored=left_out, forgotten=forgotten)
        self.played = 0

    def run(self, count, random, spirit=None, until_wrong=False):
        """What is wrong, for each cut of which anything is."""
        found = []
        with ThreadPoolExecutor(CHECKS) as pool:
            under_way = []
            for number, position in enumerate(self.positions(count, random)):
                if len(under_way) == 2 * CHECKS:
                    found += filter(None, [under_way.pop(0).result()])
                if found and until_wrong:
                    break
                self.play(position)
                folder = self.left / f"cut{number}"
                self.medium.cut(folder, random, spirit or random.choice(SPIRITS))
                under_way.append(pool.submit(self.look, folder, position))
            found += filter(None, [each.result() for each in under_way])
        return found

    def positions(self, count, random):
        """Half of them are where something was just promised, some in the first start."""
        trace, promises = self.recording.trace, self.recording.promises
        ready = trace.count(promises.ready)
        ours = [at for at, note in enumerate(trace.notes, 1) if not left_out(note.path)]
        given = sorted(
            promise.given for each in promises.keys.values() for promise in each if promise.given
        )
        first = [trace.ends[at - 1] for at in ours if at <= ready]
        later = [trace.ends[at - 1] for at in ours if at > ready]
        chosen = random.choices(first, k=count // 10) + random.choices(given, k=count // 2)
        return sorted(chosen + random.choices(later, k=count - len(chosen)))

    def play(self, position):
        notes = self.recording.trace.count(position)
        for note in self.recording.trace.notes[self.played : notes]:
            self.medium.play(note)
        self.played = notes

    def look(self, folder, position):
        check = self.checks.get()
        try:
            wrong = check.wrong(folder / SITE, self.recording.promises, position)
        finally:
            self.checks.put(check)
        shutil.rmtree(folder)
        return wrong and f"cut at {position}: {wrong}"


def test_nothing_is_lost(recording, checks, left):
    seed = random.randrange(1 << 32)
    print(f"cuts with seed {seed}")
    promises = sum(len(each) for each in recording.promises.keys.values())
    wrong = Cuts(recording, checks, left).run(CUTS, random.Random(seed))
    assert wrong == []
    print(f"{CUTS} power cuts in {len(recording.trace.notes)} calls, {promises} changes: none lost")


def test_a_gateway_starts_on_what_is_left(recording, left):
    seed = random.randrange(1 << 32)
    print(f"starts with seed {seed}")
    chance = random.Random(seed)
    trace, promises = recording.trace, recording.promises
    ready = trace.count(promises.ready)
    # every third one is in the first start, when nothing was promised
    cuts = sorted(
        trace.ends[chance.randrange(ready) if number % 3 == 0 else
                   chance.randrange(ready, len(trace.ends))]
        for number in range(STARTS)
    )
    medium = Medium()
    played = 0
    with ThreadPoolExecutor(CHECKS) as pool:
        starts = []
        for number, position in enumerate(cuts):
            for note in trace.notes[played : trace.count(position)]:
                medium.play(note)
            played = trace.count(position)
            folder = left / f"start{number}"
            medium.cut(folder, chance, "mixed")
            starts.append(pool.submit(start_and_read, folder / SITE, promises, position))
        for each in starts:
            each.result()
    print(f"{STARTS} starts after power cuts: all served")


def start_and_read(data, promises, position):
    # it names the run of the machine, which has ended
    (data / "data" / "cache.made-by").unlink(missing_ok=True)
    gateway = Gateway(data)
    s3 = work.client(gateway.start())
    buckets = [bucket["Name"] for bucket in s3.list_buckets()["Buckets"]]
    if promises.bucket.stands(position):
        assert buckets == [work.BUCKET]
    for key in promises.keys if buckets else ():
        try:
            state = work.digest(s3.get_object(Bucket=work.BUCKET, Key=key)["Body"].read())
        except s3.exceptions.NoSuchKey:
            state = work.ABSENT
        assert state in promises.states(key, position), f"{key} at {position}"
    assert gateway.stop() == 0


DATABASE = f"{SITE}/data/metadata/db"
BLOBS = f"{SITE}/data/blobs"
SYNCS = {
    "segments": f"{BLOBS}/(segments/.*|tmp/.*[.]segment)",
    "names of segments": f"{BLOBS}/segments",
    "large contents": f"{BLOBS}/tmp/[^.]*",
    "names of large contents": f"{BLOBS}/files/./..",
    "folders of large contents": f"{BLOBS}/files(/.)?",
    "log of the database": f"{DATABASE}/.*[.]log",
    "tables of the database": f"{DATABASE}/.*[.]sst",
    "manifest of the database": f"{DATABASE}/MANIFEST.*",
    "names of the database": f"{DATABASE}",
    "master keys": f"{SITE}/keys/.master.keys.*",
    "names of keys": f"{SITE}/keys",
}


@pytest.mark.parametrize("syncs", SYNCS)
def test_it_would_be_noticed_without(syncs, recording, checks, left):
    forgotten = re.compile(SYNCS[syncs])
    wrong = []
    for spirit in ("none", "mixed"):
        cuts = Cuts(recording, checks, left, lambda path: forgotten.fullmatch(path))
        wrong += cuts.run(20, random.Random(1), spirit, until_wrong=True)
        if wrong:
            break
    print(f"without the syncs of {syncs}: {wrong[:1]}")
    assert wrong
