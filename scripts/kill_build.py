"""Kill ``outagegraph build`` at random moments, go on, compare: ``kill_build.py [--times 30] [--articles 60] [--seed 1]``.

Each time the whole process group gets SIGKILL, as when a machine's power fails; a build is then run to its end (half of the times it is
killed once more before), and what it exports must have the bytes of a build that nobody broke. Every second time the build that is killed
is one that brings a finished knowledge graph up to date with a changed folder; what a reader sees right after the kill must then be the
whole old graph or the whole new one. Prints the seed, each moment and what it hit; exit status 1 where a byte differs.
"""

from __future__ import annotations

import argparse
import contextlib
import dataclasses
import os
import random
import shutil
import signal
import sqlite3
import subprocess
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from benchmarks.batch_made import articles

COMMAND = [sys.executable, "-m", "extractor.cli.main"]
ROOT = Path(__file__).resolve().parent.parent


def count(kg: Path, sql: str) -> int:
    """A number out of a ledger that another process writes; -1 where it has none yet."""
    with contextlib.suppress(sqlite3.Error), contextlib.closing(sqlite3.connect(f"file:{kg}/ledger.sqlite?mode=ro", uri=True)) as ledger:
        return int(ledger.execute(sql).fetchone()[0] or 0)
    return -1


def begun(kg: Path) -> bool:
    """Whether the build has read something that it has not linked yet."""
    return count(kg, "SELECT COUNT(*) FROM dirty") > 0


def hit(kg: Path) -> str:
    """What a killed build was at."""
    dirty = count(kg, "SELECT COUNT(*) FROM dirty")
    stale = count(kg, "SELECT COUNT(*) FROM block WHERE wanted IS NOT applied")
    torn = count(kg, "SELECT COUNT(*) FROM intent")
    rows = count(kg, "SELECT COUNT(*) FROM source")
    step = "reading or linking" if dirty > 0 else "writing" if stale > 0 else "publishing or done" if rows > 0 else "starting"
    return f"{step} ({rows} articles in the ledger, {max(0, dirty)} not linked, {max(0, stale)} graphs not written, {max(0, torn)} torn)"


@dataclasses.dataclass(frozen=True)
class Scene:
    """A folder, what it is built on (None: nothing), the bytes that must come out, and how long an unbroken build takes."""

    news: Path
    before: Path | None
    workers: int
    old: bytes | None = None
    whole: bytes = b""
    seconds: float = 0.0  # from the first article in the ledger to the end
    tail: float = 0.0  # of that, after the last article was read

    def command(self, kg: Path) -> list[str]:
        given = self.news.with_name("metadata.jsonl")
        metadata = ["--metadata", str(given)] if given.exists() else []
        return [*COMMAND, "build", str(self.news), "--kg", str(kg), "--workers", str(self.workers), *metadata]

    def start(self, kg: Path) -> subprocess.Popen[bytes]:
        """A build in a process group of its own."""
        return subprocess.Popen(self.command(kg), cwd=ROOT, start_new_session=True, stderr=subprocess.PIPE)

    def fresh(self, kg: Path) -> None:
        """Puts what the build is to begin with at the place."""
        shutil.rmtree(kg, ignore_errors=True)
        if self.before:
            shutil.copytree(self.before, kg)

    def measured(self, kg: Path) -> Scene:
        """The scene with the bytes and times of an unbroken build."""
        self.fresh(kg)
        running = self.start(kg)
        first = last = time.monotonic()
        rows, started = -1, False
        while running.poll() is None:
            if not started and begun(kg):
                first, started = time.monotonic(), True
            if (now := count(kg, "SELECT MAX(id) FROM source")) != rows:
                rows, last = now, time.monotonic()
            time.sleep(0.005)
        check(running)
        end = time.monotonic()
        return dataclasses.replace(self, whole=exported(kg) or b"", seconds=end - first, tail=end - last)


def check(ended: subprocess.Popen[bytes]) -> None:
    """Raises RuntimeError where a build did not end well."""
    if ended.wait() not in (0, 1):
        raise RuntimeError(f"build ended with status {ended.returncode}: {(ended.stderr.read() if ended.stderr else b'').decode()}")
    if ended.stderr:
        ended.stderr.close()


def exported(kg: Path) -> bytes | None:
    """What a reader sees: the sorted N-Quads; None where no build was ever finished."""
    ended = subprocess.run([*COMMAND, "export", "--kg", str(kg), "--format", "nquads"], cwd=ROOT, capture_output=True, check=False)
    if ended.returncode == 2 and any(
        told in ended.stderr for told in (b"no build has been finished", b"no knowledge graph there", b"holds nothing yet")
    ):
        return None
    if ended.returncode:
        raise RuntimeError(f"export ended with status {ended.returncode}: {ended.stderr.decode()}")
    return ended.stdout


def kill_at(scene: Scene, kg: Path, after: float) -> bool:
    """Builds, and kills the whole group so many seconds after it has read something. Returns whether it was still running."""
    running = scene.start(kg)
    while not begun(kg) and running.poll() is None:
        time.sleep(0.003)
    end = time.monotonic() + after
    while time.monotonic() < end and running.poll() is None:
        time.sleep(0.002)
    alive = running.poll() is None
    with contextlib.suppress(ProcessLookupError):
        os.killpg(running.pid, signal.SIGKILL)
    running.wait()
    if running.stderr:
        running.stderr.close()
    return alive


def moment(scene: Scene, chance: random.Random) -> float:
    """A random moment of the build, in seconds after its first article; every second one when all articles are read."""
    return chance.uniform(scene.seconds - scene.tail, scene.seconds) if chance.random() < 0.5 else chance.uniform(0, scene.seconds)


def once(scene: Scene, kg: Path, chance: random.Random) -> tuple[str, bool]:
    """Kills a build once or twice, then builds to the end. Returns what happened in a line, and whether it ended as it must."""
    scene.fresh(kg)
    told, good = [], True
    for turn in range(chance.choice((1, 2))):
        after = moment(scene, chance)
        while not (alive := kill_at(scene, kg, after)) and turn == 0:  # it was faster than the one that was measured
            scene.fresh(kg)
            after *= 0.8
        told.append(f"{'killed' if alive else 'ended before'} {after:.2f} s: {hit(kg)}")
        if scene.old is not None and exported(kg) not in (scene.old, scene.whole):
            told.append("a reader sees neither the old graph nor the new one")
            good = False
    check(scene.start(kg))
    same = exported(kg) == scene.whole
    return f"{'; '.join(told)}; {'same bytes' if same else 'OTHER BYTES'}", good and same


def scenes(place: Path, number: int, workers: int = 2) -> tuple[Scene, Scene]:
    """A folder built from nothing, and the same brought up to date: a quarter of its articles gone, a quarter changed, a quarter new."""
    news, old = place / "in" / "news", place / "old"
    articles(news, number)
    files = sorted(path for path in news.rglob("*") if path.is_file())
    parted = [files[at::4] for at in range(4)]
    whole = {path: path.read_bytes() for path in parted[1]}
    gone = [(path, path.rename(path.with_suffix(".away"))) for path in parted[0]]
    for path in parted[1]:
        path.write_bytes(whole[path].replace(b"Monday", b"Tuesday").replace(b"outage", b"breakdown"))
    extra = [path.with_name("x-" + path.name) for path in parted[2]]
    for path, first in zip(extra, parted[2], strict=True):
        path.write_bytes(first.read_bytes().replace(b"Tuesday", b"Friday"))
    check(Scene(news, None, workers).start(old))
    for path, away in gone:
        away.rename(path)
    for path, content in whole.items():
        path.write_bytes(content)
    for path in extra:
        path.unlink()
    fresh = Scene(news, None, workers).measured(place / "kg")
    update = Scene(news, old, workers, exported(old)).measured(place / "kg")
    if update.whole != fresh.whole or not fresh.whole:
        raise RuntimeError("an unbroken build that goes on ends otherwise than a new one")
    return fresh, update


def main(times: int, number: int, seed: int) -> int:
    """Prints a line a time. Returns the exit status."""
    chance = random.Random(seed)
    bad = 0
    with tempfile.TemporaryDirectory() as base:
        both = scenes(Path(base), number)
        print(f"seed {seed}; {number} articles; {len(both[0].whole):,} bytes; unbroken {both[0].seconds:.1f} s and {both[1].seconds:.1f} s")
        for turn in range(times):
            told, good = once(both[turn % 2], Path(base) / "kg", chance)
            bad += not good
            print(f"{turn + 1:3} {'new' if turn % 2 == 0 else 'update':7} {told}", flush=True)
    print(f"{times - bad} of {times} ended with the bytes of an unbroken build")
    return 1 if bad else 0


if __name__ == "__main__":
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    options.add_argument("--times", type=int, default=30)
    options.add_argument("--articles", type=int, default=60)
    options.add_argument("--seed", type=int, default=1)
    asked = options.parse_args()
    sys.exit(main(asked.times, asked.articles, asked.seed))
