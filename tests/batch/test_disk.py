"""Full disks, disks that cannot be written, damaged stores, a second build: one clear line, the right exit status, nothing lost."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from extractor.batch.place import Place
from extractor.batch.status import status
from extractor.errors import UsageError
from tests.batch.made import article, build, exported, extracted, folder

ROOT = Path(__file__).parents[2]
MOUNT = ["unshare", "--user", "--map-root-user", "--mount", "sh", "-ec"]


def can_mount() -> bool:
    """Whether this user may have a file system of their own, as most Linux systems allow."""
    try:
        return subprocess.run([*MOUNT, "mount -t tmpfs none /mnt"], capture_output=True, check=False).returncode == 0
    except OSError:
        return False


needs_mount = pytest.mark.skipif(not can_mount(), reason="the system lets no user mount a file system of their own")


@pytest.fixture
def news(tmp_path: Path) -> Path:
    texts = {f"n{number}": article(f"Tidepool {number}", day=number, more="Ships waited. " * number) for number in range(1, 21)}
    return folder(tmp_path / "news", **texts)


def mounted(code: str, tmp_path: Path, news: Path) -> None:
    """Runs code with ``size(kB)``, which makes and changes a disk of its own at ``disk``; the paths stand in its arguments."""
    (tmp_path / "disk").mkdir()
    head = (
        "import subprocess, sys\nfrom pathlib import Path\nimport pytest\n"
        "from extractor.errors import UsageError\nfrom tests.batch.made import *\n"
        "disk, news, kg = Path(sys.argv[1]), Path(sys.argv[2]), Path(sys.argv[1]) / 'kg'\n"
        "def size(kilobytes, how='remount,'):\n"
        "    subprocess.run(['mount', '-t', 'tmpfs', '-o', f'{how}size={kilobytes}k', 'none', disk], check=True)\n"
    )
    python = [sys.executable, "-c", head + code, str(tmp_path / "disk"), str(news)]
    ended = subprocess.run([*MOUNT, 'exec "$0" "$@"', *python], cwd=ROOT, capture_output=True, text=True, check=False)
    assert ended.returncode == 0, ended.stderr


@needs_mount
def test_a_disk_that_is_full_costs_nothing_that_was_read(tmp_path: Path, news: Path) -> None:
    code = """
whole = extracted(news)
for kilobytes in (60, 300, 900, 1500):
    size(kilobytes, how="")
    with pytest.raises(UsageError, match="disk/kg/.*free some space and run again, what was read is kept"):
        build(kg, news)
    size(100_000)
    build(kg, news)
    assert exported(kg) == whole
    subprocess.run(["umount", disk], check=True)
"""
    mounted(code, tmp_path, news)


@needs_mount
def test_a_disk_that_is_full_keeps_the_graph_of_before(tmp_path: Path, news: Path) -> None:
    code = """
size(20_000, how="")
build(kg, news / "n1.txt")
before = exported(kg)
with (disk / "filler").open("wb", buffering=0) as filler, pytest.raises(OSError):
    while True:
        filler.write(bytes(4096))
for _ in range(2):
    with pytest.raises(UsageError, match="disk/kg/.*free some space"):
        build(kg, news)
    assert exported(kg) == before
(disk / "filler").unlink()
build(kg, news)
assert exported(kg) == extracted(news / "n1.txt", news)
"""
    mounted(code, tmp_path, news)


@needs_mount
def test_a_disk_that_cannot_be_written_can_be_read(tmp_path: Path, news: Path) -> None:
    code = """
from extractor.batch.place import Place
from extractor.batch.status import status
size(100_000, how="")
build(kg, news)
before = list(status(Place(kg)))
size(100_000, how="remount,ro,")
assert list(status(Place(kg))) == before
assert exported(kg) == extracted(news)
for name in ("kg", "other"):
    with pytest.raises(UsageError, match=rf"disk/{name}: cannot be written \\(Read-only file system\\); choose another folder with --kg"):
        build(disk / name, news)
"""
    mounted(code, tmp_path, news)


def test_a_folder_that_its_user_may_not_write(tmp_path: Path, news: Path) -> None:
    place = folder(tmp_path / "locked")
    place.chmod(0o555)
    command = [sys.executable, "-c", f"import os\nif os.getuid() == 0: os.setuid(65534)\nos.mkdir({str(place / 'kg')!r})"]
    if subprocess.run(command, capture_output=True, check=False).returncode == 0:
        pytest.skip("the user may write everywhere, and may not become another")
    code = (
        "import os, sys\nfrom pathlib import Path\nfrom extractor.batch.place import Place\nfrom extractor.errors import UsageError\n"
        "if os.getuid() == 0: os.setuid(65534)\n"
        "try:\n    with Place(Path(sys.argv[1])).locked(): pass\nexcept UsageError as error:\n    print(error)"
    )
    for path in (tmp_path, *tmp_path.parents):
        if path.stat().st_uid == os.getuid() and path != Path("/"):
            path.chmod(path.stat().st_mode | 0o055)
    ended = subprocess.run([sys.executable, "-c", code, place / "kg"], cwd=ROOT, capture_output=True, text=True, check=False)
    assert ended.stdout == f"{place / 'kg'}: cannot be written (Permission denied); choose another folder with --kg\n", ended.stderr


def test_a_second_build_is_refused_until_the_first_is_dead(tmp_path: Path, news: Path) -> None:
    kg = tmp_path / "kg"
    code = (
        "import sys, time\nfrom pathlib import Path\nfrom extractor.batch.place import Place\n"
        "with Place(Path(sys.argv[1])).locked():\n    print(1, flush=True)\n    time.sleep(600)"
    )
    holder = subprocess.Popen([sys.executable, "-c", code, kg], cwd=ROOT, stdout=subprocess.PIPE)
    try:
        assert holder.stdout is not None
        holder.stdout.readline()
        command = [sys.executable, "-m", "extractor.cli.main", "build", news, "--kg", kg]
        ended = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
        assert ended.returncode == 2
        assert ended.stderr == f"outagegraph: {kg}: another build is writing there (process {holder.pid}); wait for it, or stop it first\n"
    finally:
        holder.send_signal(signal.SIGKILL)
        holder.wait()
    build(kg, news)
    assert exported(kg) == extracted(news)


def test_a_damaged_store_is_told_and_made_anew_from_the_ledger(tmp_path: Path, news: Path) -> None:
    kg = tmp_path / "kg"
    build(kg, news)
    whole = exported(kg)
    for current in (kg / "store").glob("*/CURRENT"):
        current.write_bytes(b"MANIFEST-nothing")
    with pytest.raises(UsageError, match=r"work: cannot be opened \(.*\); use the version .* or remove .*store: the next build"):
        build(kg, news)
    with pytest.raises(UsageError, match=r"generation-\d+: cannot be opened \(.*\); use the version"):
        exported(kg)
    shutil.rmtree(kg / "store")
    assert build(kg, news)[1] == []
    assert exported(kg) == whole


def test_a_ledger_without_tables_has_nothing_yet(tmp_path: Path) -> None:
    folder(tmp_path / "kg")
    (tmp_path / "kg" / "ledger.sqlite").touch()
    with pytest.raises(UsageError, match="its first build was stopped; run outagegraph build again with its PATHs"):
        list(status(Place(tmp_path / "kg")))


READER = """
import hashlib, io, sys
from pathlib import Path
from extractor.batch.export import export
from extractor.batch.place import Place
from extractor.batch.store import reading
print("ready", flush=True)
while not Path(sys.argv[2]).exists():
    with reading(Place(Path(sys.argv[1]))) as store:
        out = io.BytesIO()
        export(store, out, "nquads")
    print(hashlib.sha256(out.getvalue()).hexdigest(), flush=True)
"""


def test_a_reader_beside_a_writer_sees_whole_states_alone(tmp_path: Path, news: Path) -> None:
    """Two states in turns, each of many steps of the writer, while another process reads as fast as it can."""
    import hashlib

    kg, other = tmp_path / "kg", tmp_path / "other"
    states = []
    build(kg, news)
    for turn in range(2):
        states.append(hashlib.sha256(exported(kg)).hexdigest())
        other = other if other.exists() else folder(other, **{f"n{number}": article(f"Quillcase {number}") for number in range(1, 11)})
        if turn == 0:
            shutil.copytree(other, news, dirs_exist_ok=True)
            build(kg, news)
    seen_file = tmp_path / "seen"
    with seen_file.open("w") as out:
        reader = subprocess.Popen(
            [sys.executable, "-c", READER, kg, tmp_path / "stop"], cwd=ROOT, stdout=out, stderr=subprocess.PIPE, text=True
        )
        try:
            wait_for(seen_file, 2)
            for _ in range(4):
                for number in range(1, 11):
                    text = article(f"Tidepool {number}", day=number, more="Ships waited. " * number)
                    here = news / f"n{number}.txt"
                    here.write_text(text if here.read_text("utf-8") != text else article(f"Quillcase {number}"), "utf-8")
                build(kg, news)
            wait_for(seen_file, len(seen_file.read_text().splitlines()) + 2)
        finally:
            (tmp_path / "stop").touch()
            _, error = reader.communicate(timeout=600)
    assert (reader.returncode, error) == (0, "")
    seen = seen_file.read_text().split()[1:]
    assert set(seen) == set(states)
    assert len(seen) > 5


def wait_for(file: Path, lines: int) -> None:
    """Until a file has so many lines."""
    start = time.monotonic()
    while len(file.read_text().splitlines()) < lines:
        time.sleep(0.05)
        assert time.monotonic() - start < 600
