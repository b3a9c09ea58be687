"""The shapes over a graph of any size: some tens of thousands of triples at a time, by pySHACL, with what the shapes look at around them.

A block is some subjects with all that is said of them. The shapes look further than that only at the classes of what a subject names, and
backwards along the inverse paths that they have; so much is looked up. Targets are told to pySHACL by name (``sh:targetNode``), so that
each node is checked in one block and nothing around it is. That the report is that of the whole graph at once is tested.
"""

from __future__ import annotations

import dataclasses
import functools
from collections import defaultdict
from collections.abc import Callable, Container, Iterable, Iterator

import pyoxigraph as ox
from rdflib import Graph
from rdflib.collection import Collection
from rdflib.namespace import RDF, RDFS, SH
from rdflib.term import BNode, Node, URIRef

from extractor.graph.to_rdflib import term, to_rdflib
from extractor.graph.validate import Report, check, merged, shapes

SIZE = 50_000  # triples in a block
TARGETS = (SH.targetClass, SH.targetSubjectsOf, SH.targetObjectsOf)


def validate_blocks(lines: Iterable[bytes], store: ox.Store, size: int = SIZE, tick: Callable[[int], None] = lambda done: None) -> Report:
    """Checks triples against every shape of the project.

    Args: lines: N-Triples, sorted, each once: what is checked, with the datatypes that it has; store: the same graph, to look around in;
        size: of a block; tick: told how many triples are done.
    """
    classes = _Superclasses(store)
    reports, done = [], 0
    for block in _blocks(lines, size):
        quads = list(ox.parse(b"".join(block), format=ox.RdfFormat.N_TRIPLES))
        reports.append(check(_with_context(quads, store, classes), _targeted(quads, store, classes)))
        done += len(block)
        tick(done)
    return merged(reports)


def _blocks(lines: Iterable[bytes], size: int) -> Iterator[list[bytes]]:
    """Blocks of whole subjects."""
    block: list[bytes] = []
    last = b""
    for line in lines:
        subject = line[: line.index(b" ")]
        if len(block) >= size and subject != last:
            yield block
            block = []
        block.append(line)
        last = subject
    if block:
        yield block


@dataclasses.dataclass(frozen=True)
class _Looked:
    """Where the shapes look beyond a subject's own statements: backwards along ``inverse``, and from there on along ``then``."""

    inverse: frozenset[str]
    then: frozenset[str]


@functools.cache
def looked() -> _Looked:
    """What the shapes' paths are. Raises NotImplementedError for a path of another form, which blocks would not cover."""
    inverse: set[str] = set()
    then: set[str] = set()
    graph = shapes()
    for path in graph.objects(None, SH.path):
        for steps in _alternatives(graph, path):
            back = [graph.value(step, SH.inversePath) for step in steps]
            on = [str(step) for step in steps if isinstance(step, URIRef)]
            if len(steps) == 1 and on:
                continue
            if not isinstance(back[0], URIRef) or len(on) != len(steps) - 1 or len(steps) > 2:
                raise NotImplementedError(f"blocks do not cover the path {steps}")
            inverse.add(str(back[0]))
            then.update(on)
    return _Looked(frozenset(inverse), frozenset(then))


def _alternatives(graph: Graph, path: Node) -> Iterator[list[Node]]:
    """The steps of each alternative of a path."""
    either = graph.value(path, SH.alternativePath)
    if either is not None:
        for part in Collection(graph, either):
            yield from _alternatives(graph, part)
    elif (path, RDF.first, None) in graph:
        yield list(Collection(graph, path))
    else:
        yield [path]


class _Superclasses:
    """What a class is a subclass of, itself included, as far as the graph says."""

    def __init__(self, store: ox.Store) -> None:
        self.quads = list(store.quads_for_pattern(None, ox.NamedNode(str(RDFS.subClassOf)), None))
        self._above: dict[object, set[object]] = defaultdict(set)
        for quad in self.quads:
            self._above[quad.subject].add(quad.object)

    def of(self, cls: object) -> set[object]:
        found, waiting = {cls}, [cls]
        while waiting:
            new = self._above.get(waiting.pop(), set()) - found
            found |= new
            waiting += new
        return found


def _with_context(quads: list[ox.Quad], store: ox.Store, classes: _Superclasses) -> Graph:
    """The statements, and around them what the shapes look at."""
    own = {quad.subject for quad in quads}
    around: list[ox.Quad] = list(classes.quads)
    for thing in {quad.object for quad in quads if isinstance(quad.object, ox.NamedNode | ox.BlankNode)} - own:
        around += store.quads_for_pattern(thing, _RDF_TYPE, None)
    for subject in own:
        for name in looked().inverse:
            for quad in store.quads_for_pattern(None, ox.NamedNode(name), subject):
                around.append(quad)
                around += (more for on in looked().then for more in store.quads_for_pattern(quad.subject, ox.NamedNode(on), None))
    graph = to_rdflib(quads)
    for quad in around:
        if quad.subject not in own:  # of these all is there, with the right datatypes
            graph.add((term(quad.subject), term(quad.predicate), term(quad.object)))
    return graph


def _targeted(quads: list[ox.Quad], store: ox.Store, classes: _Superclasses) -> Graph:
    """The shapes, whose targets are the nodes of a block."""
    graph = _bare()
    by_class, by_subject, by_object = (_declared(kind) for kind in TARGETS)
    superclasses = functools.cache(lambda cls: [shape for each in classes.of(cls) for shape in by_class.get(each, ())])
    own = {quad.subject for quad in quads}
    for quad in quads:
        subject = term(quad.subject)
        found = [*(superclasses(quad.object) if quad.predicate == _RDF_TYPE else ()), *by_subject.get(quad.predicate, ())]
        for shape in found:
            graph.add((shape, SH.targetNode, subject))
        for shape in by_object.get(quad.predicate, ()):
            if _is_checked_here(quad.object, own, store):
                graph.add((shape, SH.targetNode, term(quad.object)))
    for predicate, found in by_object.items():
        for node in own:
            if next(store.quads_for_pattern(None, predicate, node), None):  # type: ignore[arg-type]
                for shape in found:
                    graph.add((shape, SH.targetNode, term(node)))
    return graph


def _is_checked_here(thing: object, own: Container[object], store: ox.Store) -> bool:
    """Whether what is named is of this block: or of none, since nothing is said of it."""
    return thing in own or not isinstance(thing, ox.NamedNode | ox.BlankNode) or not next(store.quads_for_pattern(thing, None, None), None)


def _bare() -> Graph:
    """The shapes without their targets."""
    graph = Graph(bind_namespaces="none")
    for prefix, namespace in shapes().namespaces():  # messages that pySHACL makes itself have them
        graph.bind(prefix, namespace)
    for triple in shapes():
        if triple[1] not in TARGETS:
            graph.add(triple)
    return graph


@functools.cache
def _declared(kind: URIRef) -> dict[object, list[Node]]:
    """The shapes by the class or property that their targets are declared with."""
    found: dict[object, list[Node]] = defaultdict(list)
    for shape, target in shapes().subject_objects(kind):
        assert not isinstance(target, BNode)
        found[ox.NamedNode(str(target))].append(shape)
    return found


_RDF_TYPE = ox.NamedNode(str(RDF.type))
