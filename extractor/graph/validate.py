"""Does a graph keep to the shapes in ``ontology/shapes``? SHACL core, checked by pySHACL, told in words."""

from __future__ import annotations

import dataclasses
import functools
from collections.abc import Iterable

from rdflib import Dataset, Graph
from rdflib.collection import Collection
from rdflib.namespace import RDF, SH
from rdflib.term import BNode, IdentifiedNode, Literal, Node

from extractor.errors import UsageError
from extractor.graph.names import short
from extractor.graph.prefixes import PREFIXES
from extractor.resources import ontology


@dataclasses.dataclass(frozen=True, slots=True, order=True)
class Violation:
    """One thing that is not as the shapes ask: ``node`` ``message``; the path and value that it is about, where there are any.

    Nodes, paths and values are as Turtle writes them, shortened by the project's prefixes. A ``warning`` is bad style, not a fault.
    """

    node: str
    path: str
    message: str
    value: str
    warning: bool = False

    def line(self) -> str:
        """The violation as a line for a person."""
        where = f" ({self.path}{f' is {self.value}' if self.value else ''})" if self.path else ""
        return f"{'warning: ' if self.warning else ''}{self.node} {self.message}{where}"


@dataclasses.dataclass(frozen=True, slots=True)
class Report:
    """What came of a validation: ``conforms`` is True where nothing but warnings was found; ``graph`` is the SHACL report in RDF."""

    conforms: bool
    violations: tuple[Violation, ...]
    graph: Graph = dataclasses.field(repr=False, compare=False)

    def lines(self) -> list[str]:
        """The report for a person: a line for each violation, then how many there are."""
        faults = sum(not violation.warning for violation in self.violations)
        warnings = len(self.violations) - faults
        verdict = "The graph conforms to the shapes" if self.conforms else f"{faults} violation{'s' if faults != 1 else ''}"
        last = verdict + (f", {warnings} warning{'s' if warnings != 1 else ''}." if warnings else ".")
        return [*(violation.line() for violation in self.violations), last]

    def rdf(self, format: str) -> bytes:
        """The SHACL report as RDF; ``format`` is a key of ``serialize.FORMATS``."""
        names = {"turtle": "turtle", "trig": "trig", "nquads": "nquads", "ntriples": "nt11", "jsonld": "json-ld", "rdfxml": "pretty-xml"}
        dataset = Dataset()
        for prefix, namespace in (("sh", SH), *PREFIXES.items()):
            dataset.bind(prefix, namespace, replace=True)
        graph = dataset.default_graph
        graph += self.graph
        whole = dataset if format in ("trig", "nquads", "jsonld") else graph
        return whole.serialize(format=names[format], encoding="utf-8")


def validate(graph: Graph) -> Report:
    """Checks a graph against every shape of the project. The graph is left as it is, nothing is inferred."""
    return check(graph, shapes())


def check(graph: Graph, against: Graph) -> Report:
    """The same against given shapes. Raises UsageError where pySHACL cannot compare what stands in the graph."""
    import pyshacl
    from pyshacl.errors import ReportableRuntimeError

    try:
        conforms, results, _ = pyshacl.validate(graph, shacl_graph=against, advanced=False, allow_warnings=True)
    except ReportableRuntimeError as error:
        raise UsageError(f"the graph cannot be checked: {error}") from error
    found = {_violation(results, result) for result in results.objects(None, SH.result)}
    return Report(bool(conforms), tuple(sorted(found)), results)


def merged(reports: Iterable[Report]) -> Report:
    """One report of several: each violation once, one ``sh:ValidationReport`` with the results of all."""
    graph, node = Graph(bind_namespaces="none"), BNode()
    conforms = True
    found: set[Violation] = set()
    for report in reports:
        conforms, new = conforms and report.conforms, set(report.violations) - found
        found |= new
        for result in report.graph.objects(None, SH.result) if new else ():
            if (violation := _violation(report.graph, result)) in new:
                new.discard(violation)
                graph += report.graph.cbd(result)
                graph.add((node, SH.result, result))
    graph.add((node, RDF.type, SH.ValidationReport))
    graph.add((node, SH.conforms, Literal(conforms)))
    return Report(conforms, tuple(sorted(found)), graph)


@functools.cache
def shapes() -> Graph:
    """All files of ``ontology/shapes`` as one graph."""
    graph = Graph(bind_namespaces="none")
    for file in sorted(ontology("shapes").iterdir(), key=lambda file: file.name):
        if file.name.endswith(".ttl"):
            graph.parse(data=file.read_text("utf-8"), format="turtle")
    return graph


def _violation(results: Graph, result: Node) -> Violation:
    path, value = results.value(result, SH.resultPath), results.value(result, SH.value)
    return Violation(
        node=_turtle(results.value(result, SH.focusNode)),
        path=_path(results, path) if path else "",
        message=str(results.value(result, SH.resultMessage)),
        value=_turtle(value) if path and value is not None else "",
        warning=results.value(result, SH.resultSeverity) == SH.Warning,
    )


def _turtle(term: Node | None) -> str:
    if isinstance(term, Literal):
        return term.n3() if term.datatype is None else f'"{term}"^^{short(term.datatype)}'
    return short(str(term)) if isinstance(term, IdentifiedNode) else str(term)


def _path(graph: Graph, path: Node) -> str:
    """A SHACL path as SPARQL writes it: ``a``, ``^a``, ``a/b``, ``a|b``."""
    inverse, alternatives = graph.value(path, SH.inversePath), graph.value(path, SH.alternativePath)
    if inverse is not None:
        return "^" + _path(graph, inverse)
    if alternatives is not None:
        return "|".join(_path(graph, part) for part in Collection(graph, alternatives))
    if (path, RDF.first, None) in graph:
        return "/".join(_path(graph, part) for part in Collection(graph, path))
    return short(str(path))
