"""Made triples for the soak, and questions about them whose answers are known without asking a store.

Item ``i`` of ``n`` has a type, a number, a group and a next item: four triples. Numbers and groups are drawn from a seed.
"""

from __future__ import annotations

import bisect
import dataclasses
import random
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

E = "https://example.org/soak/"
PREFIX = f"PREFIX s: <{E}> PREFIX xsd: <http://www.w3.org/2001/XMLSchema#> "
GROUPS = 500
PAGE = 20_000  # rows of a large answer
VALUES = " ".join(f'"{number}"' for number in range(110_000))  # a megabyte


@dataclasses.dataclass(frozen=True, slots=True)
class Asked:
    """A question; ``answer`` is its rows as CSV fields, or its triples as sorted lines of N-Triples."""

    name: str
    query: str
    answer: list[str]
    triples: bool = False


class Made:
    """The triples, and questions about them."""

    def __init__(self, triples: int, seed: int) -> None:
        """Args: triples: how many, rounded down to a multiple of four."""
        drawn = random.Random(seed)
        self.size = triples // 4
        self.numbers = [drawn.randrange(self.size) for _ in range(self.size)]
        self.groups = [drawn.randrange(GROUPS) for _ in range(self.size)]
        self.sorted = sorted(self.numbers)
        self.members: list[list[int]] = [[] for _ in range(GROUPS)]
        for item, group in enumerate(self.groups):
            self.members[group].append(item)

    def write(self, path: Path) -> None:
        """Writes them as N-Triples."""
        with path.open("w") as stream:
            for item in range(self.size):
                stream.writelines(f"{line}\n" for line in self.lines(item))

    def lines(self, item: int) -> list[str]:
        """What is said of an item, as N-Triples."""
        said = [
            f"<{E}group> <{E}g{self.groups[item]}>",
            f"<{E}next> <{E}i{(item + 1) % self.size}>",
            f'<{E}number> "{self.numbers[item]}"^^<http://www.w3.org/2001/XMLSchema#integer>',
            f"<http://www.w3.org/1999/02/22-rdf-syntax-ns#type> <{E}Item>",
        ]
        return [f"<{E}i{item}> {line} ." for line in said]

    def good(self, drawn: random.Random) -> Asked:
        """A question that an idle server answers in milliseconds."""
        item, group = drawn.randrange(self.size), drawn.randrange(GROUPS)
        makers: list[Callable[[], Asked]] = [
            lambda: Asked("number", f"SELECT ?n {{ s:i{item} s:number ?n }}", [str(self.numbers[item])]),
            lambda: Asked("path", f"SELECT ?n {{ s:i{item} s:next/s:next/s:number ?n }}", [str(self.numbers[(item + 2) % self.size])]),
            lambda: Asked("count", f"SELECT (COUNT(*) AS ?n) {{ ?i s:group s:g{group} }}", [str(len(self.members[group]))]),
            lambda: Asked("top", f"SELECT ?n {{ ?i s:group s:g{group} ; s:number ?n }} ORDER BY DESC(?n) LIMIT 5", self._top(group)),
            lambda: Asked("none", f"SELECT ?n {{ s:i{self.size} s:number ?n }}", []),
            lambda: Asked("triples", f"CONSTRUCT WHERE {{ s:i{item} ?p ?o }}", sorted(self.lines(item)), triples=True),
        ]
        return drawn.choice(makers)()

    def heavy(self, drawn: random.Random) -> Asked:
        """A question that takes long, and is a fair one."""
        start = drawn.randrange(max(self.size - PAGE, 1))
        least = drawn.randrange(self.size)
        more = self.size - bisect.bisect_left(self.sorted, least)
        makers: list[Callable[[], Asked]] = [
            lambda: Asked("filter", f"SELECT (COUNT(*) AS ?n) {{ ?i s:number ?x FILTER(?x >= {least}) }}", [str(more)]),
            lambda: Asked(
                "groups", "SELECT ?g (COUNT(*) AS ?n) { ?i s:group ?g } GROUP BY ?g ORDER BY DESC(?n) ?g LIMIT 20", self._largest()
            ),
            lambda: Asked(
                "page",
                f"SELECT ?n {{ ?i s:number ?n }} ORDER BY ?n OFFSET {start} LIMIT {PAGE}",
                [str(number) for number in self.sorted[start : start + PAGE]],
            ),
        ]
        return drawn.choice(makers)()

    def _top(self, group: int) -> list[str]:
        return [str(number) for number in sorted((self.numbers[item] for item in self.members[group]), reverse=True)[:5]]

    def _largest(self) -> list[str]:
        counted = sorted(Counter(self.groups).items(), key=lambda pair: (-pair[1], f"{E}g{pair[0]}"))
        return [f"{E}g{group},{count}" for group, count in counted[:20]]


def hostile(drawn: random.Random) -> tuple[str, str, set[int]]:
    """A question that means harm: its name, its text and the statuses that may answer it."""
    mark = f" # {drawn.randrange(10**9)}"  # so that it is never known from before
    limits, wrong = {500, 503, 504}, {400}
    letters = "".join(drawn.choices("abc", k=40))
    chosen: tuple[str, str, set[int]] = drawn.choice(
        [
            ("cross join", "SELECT (COUNT(*) AS ?n) { ?a s:number ?x . ?b s:number ?y . ?c s:next ?z FILTER(?x + ?y = 3 - ?x) }", limits),
            (
                "regex",
                f'SELECT * {{ ?a s:number ?x . ?b s:next ?y FILTER REGEX(CONCAT(STR(?y), "{letters}"), "^((a+)+b?)+$") }}',
                {200, *limits},
            ),
            ("paths", "SELECT (COUNT(*) AS ?n) { ?a (s:next|^s:next)* ?b . ?b (s:next*/s:next*)* ?c }", limits),
            ("sort", "SELECT * { ?a s:number ?x . ?b s:number ?y } ORDER BY ?y ?x ?a ?b", limits),
            ("distinct", "SELECT DISTINCT ?a ?b { ?a s:number ?x . ?b s:number ?y } OFFSET 100000000", limits),
            ("all", "SELECT * { ?a ?p ?x . ?a ?q ?y }", {400, *limits}),
            ("megabyte", f"SELECT (COUNT(*) AS ?n) {{ VALUES ?v {{ {VALUES} }} ?v ?p ?o }}", {200, *limits}),
            ("nested", "SELECT * " + "{" * 100_000 + "}" * 100_000, {400, *limits}),
            ("doubling", "SELECT ?v40 { BIND('xxxxxxxx' AS ?v0) " + doubled() + "}", limits),
            ("update", "DELETE WHERE { ?s ?p ?o }", wrong),
            ("service", "SELECT * { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }", wrong),
            ("file", "SELECT * FROM <file:///etc/passwd> { ?s ?p ?o }", wrong),
            ("syntax", "SELECT * { ?s ?p", wrong),
        ]
    )
    return chosen[0], chosen[1] + mark, chosen[2]


def doubled() -> str:
    """Forty times a text twice as long."""
    return " ".join(f"BIND(CONCAT(?v{i}, ?v{i}) AS ?v{i + 1})" for i in range(40))


def rows(format: str, content: bytes) -> Iterator[str]:
    """The rows of an answer in a SPARQL results format, each as its terms' words with commas between."""
    import pyoxigraph as ox

    parsed = ox.QueryResultsFormat.from_media_type(format)
    if format == "text/csv":
        yield from content.decode().split("\r\n")[1:-1]
        return
    assert parsed is not None
    found = ox.parse_query_results(content, format=parsed)
    assert isinstance(found, ox.QuerySolutions)
    for solution in found:
        yield ",".join(getattr(solution[variable], "value", "") for variable in found.variables)
