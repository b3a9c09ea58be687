"""``outagegraph query``: formats, messages, a pipe, and a real terminal."""

from __future__ import annotations

import fcntl
import gzip
import json
import os
import pty
import re
import signal
import struct
import subprocess
import sys
import termios
import time
from collections.abc import Sequence
from pathlib import Path

import pyoxigraph as ox
import pytest
import rdflib

from extractor.resources import ontology
from tests.batch.made import article, build
from tests.cli.conftest import Run

EXAMPLE = str(ontology("examples", "example.ttl"))
LABELS = "SELECT ?i ?l { ?i a outage:Incident ; rdfs:label ?l } ORDER BY ?l"
MAKE = "CONSTRUCT { ?i rdfs:label ?l } { ?i a outage:Incident ; rdfs:label ?l }"
COMMAND = [sys.executable, "-m", "extractor.cli.main", "query"]


@pytest.mark.parametrize(
    ("format", "starts"), [("table", "i "), ("csv", "i,l\r\n"), ("tsv", "?i\t?l\n"), ("json", '{"head"'), ("xml", "<?xml")]
)
def test_rows(run: Run, format: str, starts: str) -> None:
    shown = run("query", "--data", EXAMPLE, "--format", format, LABELS)
    assert shown.status == 0
    assert shown.out.startswith(starts)
    assert shown.out.endswith("\n")
    assert "\x1b" not in shown.out
    assert re.fullmatch(r"outagegraph: 3 rows in \d+\.\d{3} s\n", shown.err)


@pytest.mark.filterwarnings("ignore::DeprecationWarning:rdflib")
@pytest.mark.parametrize("format", ["turtle", "ntriples", "nquads", "trig", "jsonld", "rdfxml", "table"])
@pytest.mark.parametrize("query", [MAKE, "DESCRIBE ?i { ?i a outage:Incident }"])
def test_triples(run: Run, format: str, query: str) -> None:
    shown = run("query", "--data", EXAMPLE, "--format", format, query)
    read = {
        "turtle": "turtle",
        "ntriples": "nt",
        "nquads": "nquads",
        "trig": "trig",
        "jsonld": "json-ld",
        "rdfxml": "xml",
        "table": "turtle",
    }
    graph = rdflib.Dataset(default_union=True).parse(data=shown.out, format=read[format])
    assert len(graph) >= 3
    assert shown.err.startswith(f"outagegraph: {len(graph)} triples in ")


@pytest.mark.parametrize(("query", "word", "truth"), [("ASK { ?s ?p ?o }", "yes", True), ("ASK { ?s ?s ?s }", "no", False)])
def test_ask_in_each_format(run: Run, query: str, word: str, truth: bool) -> None:
    def shown(format: str) -> str:
        shown = run("query", "--data", EXAMPLE, "--format", format, query)
        assert shown.status == 0
        assert shown.err.startswith(f"outagegraph: {word} in ")
        return shown.out

    assert shown("table") == f"{word}\n"
    assert shown("csv") == shown("tsv") == f"{str(truth).lower()}\n"
    assert json.loads(shown("json"))["boolean"] is truth
    assert f"<boolean>{str(truth).lower()}</boolean>" in shown("xml")


@pytest.mark.parametrize("suffix", ["ttl", "nt", "nq", "trig", "n3", "rdf", "owl", "jsonld", "json", "ttl.gz", "NQ.GZ"])
def test_files_of_every_format(run: Run, tmp_path: Path, suffix: str) -> None:
    store = ox.Store()
    store.load(path=EXAMPLE)
    last = suffix.lower().removesuffix(".gz")
    rdf_format = ox.RdfFormat.from_extension({"owl": "rdf", "json": "jsonld"}.get(last, last))
    written = store.dump(format=rdf_format, from_graph=ox.DefaultGraph())
    path = tmp_path / f"graph.{suffix}"
    path.write_bytes(gzip.compress(written) if suffix.lower().endswith("gz") else written)
    assert run("query", "--data", path, "--format", "csv", LABELS).out.count("\r\n") == 4


def test_files_are_asked_together(run: Run, tmp_path: Path) -> None:
    (tmp_path / "a.nt").write_text('<https://example.org/a> <https://example.org/p> "a" .\n')
    (tmp_path / "b.nq").write_text('<https://example.org/b> <https://example.org/p> "b" <https://example.org/g> .\n')
    shown = run("query", "--data", tmp_path / "a.nt", "--data", tmp_path / "b.nq", "--format", "csv", "SELECT ?o { ?s ?p ?o } ORDER BY ?o")
    assert shown.out == "o\r\na\r\nb\r\n"


def test_a_knowledge_graph_is_asked(run: Run, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(article("Tidepool"), "utf-8")
    build(tmp_path / "kg", tmp_path / "a.txt")
    assert "Tidepool outage, 2025-03-03" in run("query", "--kg", tmp_path / "kg", LABELS).out


def test_from_picks_graphs_of_the_store(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "a.nq"
    path.write_text("".join(f'<https://example.org/s> <https://example.org/p> "{n}" <https://example.org/{n}> .\n' for n in "ab"))
    for source in ("FROM <https://example.org/a>", "FROM e:a"):
        shown = run("query", "--data", path, "--format", "csv", f"PREFIX e: <https://example.org/> SELECT ?o {source} {{ ?s ?p ?o }}")
        assert shown.out == "o\r\na\r\n"
    shown = run("query", "--data", path, "--format", "csv", "SELECT ?o FROM NAMED <https://example.org/b> { GRAPH ?g { ?s ?p ?o } }")
    assert shown.out == "o\r\nb\r\n"


REFUSED = [
    ("SELECT * { ?s ?p ?o } LIMIT x", "line 1, column 29: x cannot stand here"),
    ("SELECT * {\n  ?s outge:fact ?o }", "line 2, column 6: nobody has declared the prefix outge:"),
    ("SELECT * { SERVICE <http://127.0.0.1:1/> { ?s ?p ?o } }", "SERVICE is refused"),
    ("SELECT * FROM <file:///etc/passwd> { ?s ?p ?o }", "FROM is refused: <file:///etc/passwd> is no graph of the store"),
    ("SELECT * FROM NAMED <http://127.0.0.1:1/> { ?s ?p ?o }", "FROM is refused"),
    ("SELECT * FROM <a:b", "FROM is refused"),
    ("LOAD <file:///etc/passwd>", "LOAD is refused"),
    ("INSERT DATA { <a:b> <a:c> 1 }", "INSERT is refused"),
]


@pytest.mark.parametrize(("query", "says"), REFUSED)
def test_what_is_wrong_is_shown_at_its_place(run: Run, query: str, says: str) -> None:
    shown = run("query", "--data", EXAMPLE, query)
    assert shown.status == 2
    assert shown.out == ""
    assert says in shown.err
    message, line, caret = shown.err.rstrip("\n").split("\n")
    column = int(message.split("column ")[1].split(":")[0])
    assert line.strip() == query.split("\n")[int(message.split("line ")[1].split(",")[0]) - 1].strip()
    assert caret == " " * (column + 1) + "^"


def test_of_a_long_line_the_place_is_shown(run: Run) -> None:
    shown = run("query", "--data", EXAMPLE, f"SELECT * {{ {'?s ?p ?o . ' * 5000} }} LIMIT {'x' * 5000}")
    message, line, caret = shown.err.rstrip("\n").split("\n")
    assert "cannot stand here" in message
    assert len(line) < 200
    assert line[caret.index("^")] == "x"


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["--format", "turtle", LABELS], "turtle holds triples"),
        (["--format", "csv", MAKE], "csv holds rows"),
        (["--format", "pdf", LABELS], "unknown format 'pdf'"),
        (["--kg", "kg", LABELS], "take one of them"),
        (["--name", "timeline", "--param", "incident=a", "--param", "incident=b"], "given twice"),
        (["--name", "overlaps", "--param", "since=yesterday"], "no dateTime, such as 2025-01-01"),
        (["--name", "timeline", "--param", "incidnt=a"], "did you mean incident"),
    ],
)
def test_what_cannot_be_done(run: Run, arguments: Sequence[str], says: str) -> None:
    shown = run("query", "--data", EXAMPLE, *arguments)
    assert (shown.status, shown.out) == (2, "")
    assert says in shown.err


def test_the_list_names_every_parameter(run: Run) -> None:
    shown = run("query", "--list")
    assert re.search(r"^evidence +Evidence\n +--param incident=… \(string, needed\): words of", shown.out, re.MULTILINE)
    assert len(re.findall(r"^[a-z]", shown.out, re.MULTILINE)) >= 20


# ---------------------------------------------------------------- a pipe


@pytest.fixture(scope="module")
def million(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A thousand numbers: with themselves, a million rows."""
    path = tmp_path_factory.mktemp("many") / "numbers.nt"
    path.write_text("".join(f'<https://example.org/s> <https://example.org/p> "{number}" .\n' for number in range(1000)))
    return path


CROSS = "SELECT ?a ?b { ?s <https://example.org/p> ?a . ?s <https://example.org/p> ?b }"


def test_a_million_rows_take_no_memory(million: Path) -> None:
    def peak(query: str) -> tuple[int, int]:
        code = "import resource, sys; from extractor.cli.main import app\ntry: app()\n"
        code += "finally: print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss, file=sys.stderr)"
        command = [sys.executable, "-c", code, "query", "--data", million, "--format", "csv", query]
        with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
            assert process.stdout is not None
            assert process.stderr is not None
            size = sum(len(piece) for piece in iter(lambda: process.stdout.read(1 << 16), b""))  # type: ignore[union-attr]
            return size, int(process.stderr.read().split()[-1])

    few, many = peak(f"{CROSS} LIMIT 1"), peak(CROSS)
    assert many[0] > 7_000_000
    assert many[1] - few[1] < 32_000  # kilobytes; the answer itself is 7.8 MB in csv and a hundred as JSON


def test_a_pipe_that_closes_early_ends_it_quietly(million: Path) -> None:
    with subprocess.Popen(
        [*COMMAND, "--data", million, "--format", "csv", CROSS], stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        assert process.stdout.readline() == b"a,b\r\n"
        process.stdout.close()
        assert process.stderr.read() == b""
        assert process.wait(20) == 0


def test_an_interrupt_ends_it_while_it_writes(million: Path) -> None:
    with subprocess.Popen(
        [*COMMAND, "--data", million, "--format", "json", CROSS], stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as process:
        assert process.stdout is not None
        process.stdout.read(10)
        process.send_signal(signal.SIGINT)
        time.sleep(0.2)
        _, errors = process.communicate(timeout=20)
    assert process.returncode == 130
    assert b"Traceback" not in errors
    assert b"rows in" not in errors


# ---------------------------------------------------------------- a terminal


def on_terminal(arguments: Sequence[object], typed: bytes = b"", wait_for: bytes = b"", **environment: str) -> tuple[int, str]:
    """What the command shows on a terminal of 24 lines and 80 columns; ``typed`` is typed once ``wait_for`` is on it."""
    variables = {name: value for name, value in os.environ.items() if name not in ("PAGER", "LESS", "NO_COLOR", "COLUMNS", "LINES")}
    pid, master = pty.fork()
    if pid == 0:
        fcntl.ioctl(0, termios.TIOCSWINSZ, struct.pack("HHHH", 24, 80, 0, 0))
        os.execve(sys.executable, [*COMMAND, *map(str, arguments)], {**variables, "TERM": "xterm-256color", **environment})
    shown = b""
    end = time.monotonic() + 30
    while time.monotonic() < end:
        try:
            piece = os.read(master, 65536)
        except OSError:  # the other end is closed
            break
        shown += piece
        if typed and wait_for in shown:
            os.write(master, typed)
            typed = b""
    _, status = os.waitpid(pid, 0)
    os.close(master)
    return os.waitstatus_to_exitcode(status), shown.decode().replace("\r\n", "\n")


def plain(text: str) -> str:
    """Without the escapes that colour."""
    return re.sub(r"\x1b\[[0-9;]*m", "", text)


def test_a_terminal_shows_colours_and_fits() -> None:
    status, shown = on_terminal(["--data", EXAMPLE, LABELS], PAGER="cat")
    assert status == 0
    assert "\x1b[36m<https://w3id.org" in shown  # IRIs are cyan
    assert "Pelican Pay outage, 2025-03-04" in plain(shown)
    assert max(map(len, plain(shown).splitlines())) <= 80
    assert "3 rows in" in shown


def test_a_terminal_shows_turtle_in_colours() -> None:
    _, shown = on_terminal(["--data", EXAMPLE, MAKE], PAGER="cat")
    assert "\x1b[" in shown
    graph = plain(shown).rpartition("outagegraph: ")[0]
    assert len(rdflib.Graph().parse(data=graph, format="turtle")) == 3


def test_no_color_is_heeded() -> None:
    for query in (LABELS, MAKE):
        _, shown = on_terminal(["--data", EXAMPLE, query], PAGER="cat", NO_COLOR="1")
        assert set(re.findall(r"\x1b\[([0-9;]*)m", shown)) <= {"0", "1", "4"}  # bold and underlined are no colours


def test_long_answers_go_through_the_pager() -> None:
    many = "SELECT ?s ?p ?o { ?s ?p ?o }"
    for format in ("table", "csv"):
        _, shown = on_terminal(["--data", EXAMPLE, "--format", format, many], PAGER="sed s/^/paged:/")
        assert shown.count("paged:") > 100
    _, shown = on_terminal(["--data", EXAMPLE, "--no-pager", many], PAGER="sed s/^/paged:/")
    assert "paged:" not in shown


@pytest.mark.skipif(
    not any(Path(folder, "less").exists() for folder in os.environ["PATH"].split(os.pathsep)), reason="less is not installed"
)
def test_less_stops_after_a_page_and_can_be_left() -> None:
    status, shown = on_terminal(["--data", EXAMPLE, "SELECT ?s ?p ?o { ?s ?p ?o } ORDER BY ?s"], typed=b"q", wait_for=b"\x1b[K")
    assert status == 0
    assert plain(shown).count("\n") < 40
    assert "Traceback" not in shown
    status, shown = on_terminal(["--data", EXAMPLE, LABELS])
    assert "3 rows in" in shown  # less than a page is shown without stopping


def test_errors_on_a_terminal_start_no_pager() -> None:
    status, shown = on_terminal(["--data", EXAMPLE, "SELECT * {"], PAGER="sed s/^/paged:/")
    assert status == 2
    assert "paged:" not in shown


def test_a_terminal_says_that_large_files_are_being_read(tmp_path: Path) -> None:
    path = tmp_path / "large.nt"
    line = '<https://example.org/s> <https://example.org/p> "{:0500}" .\n'
    path.write_text("".join(line.format(number) for number in range(40_000)))
    _, shown = on_terminal(["--data", path, "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }"], PAGER="cat")
    assert "reading 22 MB" in shown
    assert "40000" in shown


def test_the_list_is_plain_in_a_pipe() -> None:
    shown = subprocess.run([*COMMAND, "--list"], capture_output=True, text=True, check=True)
    assert "\x1b" not in shown.stdout
