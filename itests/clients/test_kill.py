"""Durability: whatever the gateway acknowledged is there after kill -9, whole, and nothing else."""

import os
import random
import threading
import time
from concurrent.futures import ThreadPoolExecutor

from gateway import Gateway
from history import BUCKET, PART_MIN, Check, Work, Writer, client
from segments import Segments

KILLS = int(os.environ.get("MUCURA_TEST_KILLS", "20"))
# with some hundred kills there is time for what is done after minutes
LONG = KILLS >= 100
WRITERS = 4
GRACE_S = 60
KINDS = {
    "put", "conditional put", "refused put", "copy", "delete", "batch delete",
    "part", "complete", "abort",
}


class Rotation(threading.Thread):
    """Rotates the master key through the console, while all else goes on."""

    def __init__(self, gateway):
        super().__init__()
        self.gateway = gateway
        self.ended = False

    def run(self):
        code, said = self.gateway.console("mucura:key-rotate")
        self.ended = code == 0 and "are under it" in said


class Lane:
    """One gateway that is killed again and again while it is written to."""

    def __init__(self, data, seed):
        self.random = random.Random(seed)
        self.gateway = Gateway(data)
        # segments fill and empty in moments, and are rewritten at once
        self.gateway.configure(
            "org.mucura.blobs.filesystem-default",
            name="default", path="${karaf.data}/blobs", segmentMiB=1, compactionPauseMs=50,
        )
        self.gateway.configure(
            "org.mucura.core",
            first__account="researcher", metadata__store="default", content__stores="default",
            part__size__min__bytes=PART_MIN,
            reclaim__grace__seconds=GRACE_S, orphan__age__seconds=GRACE_S,
        )
        self.works = [Work(f"w{n}", self.random.random()) for n in range(WRITERS)]
        self.starts_killed = self.rotations = 0
        self.segments = Segments(self.gateway.data / "data" / "blobs")
        self.pool = ThreadPoolExecutor(WRITERS)

    def run(self, kills):
        try:
            self.kill_again_and_again(kills)
        finally:
            self.pool.shutdown()
            if self.gateway.process and self.gateway.process.poll() is None:
                self.gateway.kill()
        self.segments.check()

    def kill_again_and_again(self, kills):
        s3 = client(self.gateway.start())
        s3.create_bucket(Bucket=BUCKET)
        for turn in range(kills):
            if turn % 5 == 3:
                self.kill_start()
            else:
                self.kill_at_work(s3, turn)
            s3 = self.start_and_check()
        if LONG:
            self.remove_all(s3)
        assert self.gateway.stop() == 0

    def kill_at_work(self, s3, turn):
        writers = [Writer(s3, work) for work in self.works]
        for writer in writers:
            writer.start()
        rotation = Rotation(self.gateway)
        if turn == 0:
            self.await_all_kinds()
        elif turn % 5 == 1:
            rotation.start()
            if turn == 1:
                rotation.join(timeout=60)  # one at least is made, however slow the machine is
            else:
                time.sleep(self.random.uniform(0, 6))
        elif LONG and self.random.random() < 0.1:
            time.sleep(self.random.uniform(5, 15))  # jobs begin 5 s after a start
        else:
            time.sleep(self.random.uniform(0.1, 1))
        self.gateway.kill()
        for writer in writers:
            writer.running = False
            writer.join()
            if writer.failure:
                raise writer.failure
        if rotation.ident:
            rotation.join()
            self.rotations += rotation.ended

    def await_all_kinds(self):
        """Whatever the machine is busy with, there is something of each kind to be lost."""
        deadline = time.monotonic() + 300
        while not KINDS <= {kind for work in self.works for kind in work.counts}:
            assert time.monotonic() < deadline
            time.sleep(0.05)

    def kill_start(self):
        """Ends the gateway, then the next one before it serves, or just when it does."""
        self.gateway.kill()
        self.gateway.launch()
        end = time.monotonic() + self.random.uniform(0.5, 5)
        while time.monotonic() < end and not self.gateway.ready.exists():
            time.sleep(0.01)
        self.gateway.kill()
        self.starts_killed += 1

    def start_and_check(self):
        begun = time.time()
        s3 = client(self.gateway.start())
        assert self.segments.temporary(begun - 1) == [], "what a kill left is not swept"
        Check(s3, self.works).run(self.pool)
        return s3

    def remove_all(self, s3):
        """Nothing is left of everything, neither of what was nor of what was never acknowledged."""
        for work in self.works:
            for key in work.keys:
                s3.delete_object(Bucket=BUCKET, Key=key)
            for upload in work.uploads:
                s3.abort_multipart_upload(**upload.place())
        deadline = time.monotonic() + 10 * GRACE_S
        while len(self.segments.blobs()) > 1 and time.monotonic() < deadline:
            time.sleep(5)
        # the one that stays says whose the store is
        assert len(self.segments.blobs()) == 1, "blobs that nobody names"


def test_acknowledged_work_survives_kill_9(tmp_path):
    """Two gateways side by side, for a start leaves half of the machine to another."""
    seed = random.randrange(1 << 32)
    print(f"seed {seed}, {KILLS} kills")
    both = [Lane(tmp_path / f"data{n}", seed + n) for n in range(2)]
    with ThreadPoolExecutor() as pool:
        for done in [pool.submit(lane.run, KILLS // 2) for lane in both]:
            done.result()
    works = [work for lane in both for work in lane.works]
    kinds = {kind for work in works for kind in work.counts}
    counts = {kind: sum(work.counts.get(kind, 0) for work in works) for kind in sorted(kinds)}
    print(
        f"{KILLS} kills, {sum(lane.starts_killed for lane in both)} of them of a start,"
        f" {sum(lane.rotations for lane in both)} rotations ended,"
        f" {sum(lane.segments.replaced() for lane in both)} segments replaced;"
        f" acknowledged: {counts}: none lost"
    )
    assert KINDS <= set(counts)
