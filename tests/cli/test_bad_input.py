"""Bad input: one clear line that names the file and what to do, the right exit status, nothing else lost."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.conftest import Run

GOOD = (
    "Tidepool mail goes down for hours\n\nOSLO, March 3, 2025 (Wire) - Tidepool's email service went down at 9 a.m. CET on Monday, "
    "and customers could not log in. Engineers rolled back a faulty update and service was restored at noon.\n"
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "good.txt").write_text(GOOD, "utf-8")
    return tmp_path / "in"


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("empty.txt", b"", "empty.txt"),
        ("blank.txt", b" \n\t\n", "blank.txt"),
        ("binary.txt", bytes(range(256)) * 4, "binary.txt"),
        ("latin.txt", "Das Netz fiel für Stunden aus".encode("latin-1"), "latin.txt"),
        ("broken.json", b'{"title": ', "broken.json"),
        ("bare.json", b'{"title": 3}', "bare.json"),
        ("bare.html", b"<html><head></head><body></body></html>", "bare.html"),
    ],
)
def test_one_bad_article_is_named_and_the_rest_is_written(
    run: Run, folder: Path, tmp_path: Path, name: str, content: bytes, said: str
) -> None:
    (folder / name).write_bytes(content)
    shown = run("extract", folder, "-o", tmp_path / "out.nt")
    assert shown.status == 1
    assert [line for line in shown.err.splitlines() if said in line], shown.err
    assert "good.txt" in (tmp_path / "out.nt").read_text("utf-8")


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["extract", "no-such-folder"], "no-such-folder"),
        (["extract", "IN", "--published", "yesterday"], "yesterday"),
        (["extract", "IN", "--format", "docx"], "unknown format 'docx'"),
        (["extract", "IN", "--metadata", "no.csv"], "no.csv"),
        (["extract", "IN", "--catalogue", "no.ttl"], "no.ttl"),
        (["extract", "IN", "--model", "no_such_model"], "no_such_model"),
        (["extract", "IN", "-o", "no/such/place.ttl"], "place.ttl"),
        (["extract"], "PATH"),
        (["explain", "no-such-file.txt"], "no-such-file.txt"),
        (["evaluate", "IN"], "no gold in it"),
        (["evaluate", "IN", "--misses", "colour"], "unknown kind of fact 'colour'"),
        (["times", "IN", "--format", "pdf"], "unknown format 'pdf'"),
        (["query", "SELECT ?s { ?s ?p ?o }"], "--data"),
        (["query", "--data", "no.ttl", "SELECT ?s { ?s ?p ?o }"], "no.ttl"),
        (["query", "--data", "EMPTY", "SELECT ?s { ?s ?p "], "line 1"),
        (["query", "--data", "EMPTY", "SELECT ?s FROM <file:///etc/passwd> { ?s ?p ?o }"], "FROM"),
        (["query", "--data", "EMPTY", "DELETE WHERE { ?s ?p ?o }"], "DELETE"),
        (["query", "--data", "EMPTY", "--name", "timelin"], "timeline"),
        (["query", "--data", "EMPTY", "--name", "evidence"], "evidence"),
        (["query", "--data", "EMPTY", "--name", "timeline", "--param", "colour"], "NAME=VALUE"),
        (["query", "--data", "EMPTY"], "one query"),
        (["validate"], "--data"),
        (["validate", "--data", "no.ttl"], "no.ttl"),
        (["colour"], "colour"),
    ],
)
def test_what_cannot_be_done_at_all(run: Run, folder: Path, tmp_path: Path, arguments: list[str], said: str) -> None:
    (tmp_path / "empty.ttl").write_text("", "utf-8")
    places = {"IN": str(folder), "EMPTY": str(tmp_path / "empty.ttl")}
    shown = run(*(places.get(argument, argument) for argument in arguments))
    assert shown.status == 2, shown
    assert said in shown.err, shown.err


def test_a_folder_without_an_article_is_read_with_a_warning(run: Run, tmp_path: Path) -> None:
    (tmp_path / "notes.docx").write_bytes(b"x")
    shown = run("extract", tmp_path, "-o", tmp_path / "out.ttl")
    assert (shown.status, "no article in it" in shown.err) == (0, True)


def test_an_article_without_an_outage_is_read_with_a_warning(run: Run, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("The council met on Tuesday 4 March 2025 and talked about the new park and its pond.", "utf-8")
    shown = run("extract", tmp_path, "-o", tmp_path / "out.ttl")
    assert (shown.status, "reports no outage" in shown.err) == (0, True)


def test_an_article_in_another_language_is_set_aside(run: Run, folder: Path, tmp_path: Path) -> None:
    text = "Der Dienst fiel am Montag für mehrere Stunden aus, und viele Kunden konnten sich nicht anmelden. Die Bank entschuldigte sich."
    (folder / "de.txt").write_text(text * 3, "utf-8")
    shown = run("extract", folder, "-o", tmp_path / "out.nt")
    assert (shown.status, "de.txt: not in English" in shown.err) == (0, True)
    assert "de.txt" not in (tmp_path / "out.nt").read_text("utf-8")


def test_an_article_without_a_date_gets_a_warning(run: Run, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Tidepool went down on Friday and customers could not log in to its website for hours.", "utf-8")
    shown = run("extract", tmp_path, "-o", tmp_path / "out.ttl")
    assert (shown.status, "a.txt: has no date" in shown.err) == (0, True)


def test_metadata_that_names_files_that_are_not_there(run: Run, folder: Path, tmp_path: Path) -> None:
    metadata = tmp_path / "meta.jsonl"
    metadata.write_text('{"file": "gone.txt", "published": "2025-03-03"}\n', "utf-8")
    shown = run("extract", folder, "--metadata", metadata, "-o", tmp_path / "out.ttl")
    assert (shown.status, "gone.txt" in shown.err) == (0, True)


def test_a_file_larger_than_the_limit_is_refused(run: Run, folder: Path, tmp_path: Path) -> None:
    (folder / "large.txt").write_text(GOOD * 100, "utf-8")
    shown = run("extract", folder, "--max-size", "0.01", "-o", tmp_path / "out.ttl")
    assert (shown.status, "large.txt" in shown.err) == (1, True)


@pytest.mark.parametrize("name", ["with space.txt", "with\nnewline.txt", "ümläut’s.txt", b"not-\xff-utf8.txt"])
def test_odd_file_names(run: Run, tmp_path: Path, name: str | bytes) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / os.fsdecode(name)).write_text(GOOD, "utf-8")
    shown = run("extract", folder, "-o", tmp_path / "out.ttl")
    assert shown.status == 0, shown.err
    assert run("validate", "--data", tmp_path / "out.ttl").status == 0


def test_a_loop_of_links_ends(run: Run, folder: Path, tmp_path: Path) -> None:
    (folder / "loop").symlink_to(folder)
    shown = run("extract", folder, "-o", tmp_path / "out.nt")
    assert shown.status == 0
    assert (tmp_path / "out.nt").read_text("utf-8").count("ontology#sourceFile>") == 1


def test_the_same_article_twice(run: Run, folder: Path, tmp_path: Path) -> None:
    (folder / "again.txt").write_text(GOOD, "utf-8")
    shown = run("extract", folder, "-o", tmp_path / "out.ttl")
    assert shown.status == 0
    assert run("validate", "--data", tmp_path / "out.ttl").status == 0


def test_a_disk_that_fills_up_leaves_nothing_half_written(tmp_path: Path) -> None:
    """A file size limit stands in for the disk: the kernel refuses the write in the same way, with another reason."""
    code = (
        "import resource, signal, sys\nfrom pathlib import Path\nfrom extractor.cli.output import open_output\n"
        "signal.signal(signal.SIGXFSZ, signal.SIG_IGN)\nresource.setrlimit(resource.RLIMIT_FSIZE, (1000, 1000))\n"
        "with open_output(Path(sys.argv[1])) as stream:\n    stream.write(b'x' * 100_000)\n"
    )
    place = tmp_path / "whole" / "out.ttl"
    place.parent.mkdir()
    ended = subprocess.run([sys.executable, "-c", code, place], capture_output=True, text=True, check=False)
    assert ended.stderr.splitlines()[-1].startswith("extractor.errors.UsageError")
    assert "cannot be written (File too large)" in ended.stderr
    assert list(place.parent.iterdir()) == []


def test_an_old_output_stays_where_the_new_one_cannot_be_made(run: Run, folder: Path, tmp_path: Path) -> None:
    out = tmp_path / "out.ttl"
    out.write_text("old", "utf-8")
    assert run("extract", folder, "--published", "never", "-o", out).status == 2
    assert out.read_text("utf-8") == "old"
