"""The vocabulary is complete, well documented, tied to terms that exist, and free of contradictions."""

import re
from pathlib import Path

import owlrl
import pytest
import rdflib
from rdflib.collection import Collection
from rdflib.namespace import DCTERMS, OWL, PROV, RDF, RDFS, SKOS, VANN

from extractor.graph import vocabulary
from extractor.graph.vocabulary import OA, OUTAGE, PREFIXES, SCHEMA, SEM
from extractor.records.facts import Fact
from extractor.resources import ontology

DATA = Path(__file__).parent / "data"
FILES = ("outage.ttl", "schemes.ttl", "alignment.ttl")
ERROR = rdflib.URIRef("http://www.daml.org/2002/03/agents/agent-ont#ErrorMessage")

CLASSES = [
    "Article",
    "Evidence",
    "Fact",
    "Claim",
    "Incident",
    "ProviderRole",
    "ServiceImpact",
    "RegionImpact",
    "GroupImpact",
    "ErrorSighting",
    "ProviderReference",
    "TimelineEntry",
    "DurationReport",
    "Count",
    "Cause",
    "Action",
    "Statement",
    "Organization",
    "Service",
    "ErrorCode",
    "Tracker",
    "Channel",
    "Correction",
]

PROPERTIES = [
    "sourceFile",
    "reports",
    "mentionsIncident",
    "incident",
    "fact",
    "evidence",
    "rule",
    "confidence",
    "status",
    "claim",
    "disagreesWith",
    "sourceCount",
    "factClass",
    "provider",
    "affectsService",
    "affectsRegion",
    "affectsGroup",
    "errorCode",
    "causeCategory",
    "started",
    "resolved",
    "peakReports",
    "totalDuration",
    "organization",
    "service",
    "symptom",
    "region",
    "group",
    "error",
    "code",
    "message",
    "referenceNumber",
    "phase",
    "time",
    "duration",
    "modifier",
    "value",
    "kind",
    "source",
    "peak",
    "category",
    "actor",
    "speaker",
    "text",
    "channel",
    "timex",
    "earliest",
    "latest",
    "similarTo",
    "causedByIncident",
    "ledTo",
    "ambiguousLabel",
    "context",
]

# Keys as GOLD.md and gold.schema.json have them, the modifiers of times and amounts together.
KEYS = {
    "phase": "started detected acknowledged identified mitigated ongoing resolved",
    "cause": "change configuration software_bug network dns load dependency hardware power cooling storage certificate security "
    "human_error natural_disaster infrastructure unknown",
    "action": "reroute_traffic load_balancing rollback fix_deployed restart failover configuration_change add_capacity throttling isolate "
    "repair investigate monitor workaround compensate suspend_service",
    "count-kind": "reports users devices organisations transactions flights money percentage sites locations requests other",
    "modifier": "exact about before after more_than less_than",
    "status": "stated suspected ruled_out planned",
}

# Terms of vocabularies that rdflib has no list of, from their own files (alignment.ttl names them).
SEM_TERMS = ["Event", "hasActor", "hasPlace", "hasBeginTimeStamp", "hasEndTimeStamp", "eventType"]
OA_TERMS = ["SpecificResource"]


def load(*names: str) -> rdflib.Graph:
    graph = rdflib.Graph()
    for name in names:
        graph.parse(data=ontology(name).read_text("utf-8"), format="turtle")
    return graph


@pytest.fixture(scope="module")
def own() -> rdflib.Graph:
    return load("outage.ttl")


@pytest.mark.parametrize("name", CLASSES)
def test_class_is_declared(own: rdflib.Graph, name: str) -> None:
    assert (OUTAGE[name], RDF.type, OWL.Class) in own


@pytest.mark.parametrize("name", PROPERTIES)
def test_property_is_declared_with_domain_and_range(own: rdflib.Graph, name: str) -> None:
    kinds = set(own.objects(OUTAGE[name], RDF.type))
    assert len(kinds & {OWL.ObjectProperty, OWL.DatatypeProperty, RDF.Property}) == 1
    assert own.value(OUTAGE[name], RDFS.domain)
    assert own.value(OUTAGE[name], RDFS.range)
    is_literal = str(own.value(OUTAGE[name], RDFS.range)).startswith(str(rdflib.XSD))
    assert is_literal == (OWL.DatatypeProperty in kinds)


def test_every_term_is_described_and_expected(own: rdflib.Graph) -> None:
    terms = {term for term in own.subjects(RDF.type) if str(term).startswith(str(OUTAGE))}
    runs = {"extractorVersion", "rulesVersion", "modelVersion", "catalogueVersion"}
    assert terms == {OUTAGE[name] for name in {*CLASSES, *PROPERTIES, *runs}}
    for term in terms:
        assert own.value(term, RDFS.label), term
        assert own.value(term, SKOS.definition), term
        assert own.value(term, RDFS.isDefinedBy) == rdflib.URIRef(str(OUTAGE)[:-1])


def test_every_record_class_has_a_class(own: rdflib.Graph) -> None:
    for cls in Fact.__subclasses__():
        assert (OUTAGE[cls.__name__], RDFS.subClassOf, OUTAGE.Fact) in own


@pytest.mark.parametrize("name", ["time", "service", "category", "status"])
def test_shared_properties_have_union_domains(own: rdflib.Graph, name: str) -> None:
    union = own.value(own.value(OUTAGE[name], RDFS.domain), OWL.unionOf)
    members = set(Collection(own, union))
    assert len(members) > 1
    assert members <= {OUTAGE[cls] for cls in CLASSES}


def test_header(own: rdflib.Graph) -> None:
    (header,) = own.subjects(RDF.type, OWL.Ontology)
    assert own.value(header, OWL.versionIRI)
    assert "Apache" in own.value(header, DCTERMS.license) or "apache" in own.value(header, DCTERMS.license)
    assert str(own.value(header, VANN.preferredNamespacePrefix)) == "outage"
    assert str(own.value(header, VANN.preferredNamespaceUri)) == str(OUTAGE)
    assert own.value(header, DCTERMS.title)
    assert own.value(header, DCTERMS.description)


@pytest.mark.parametrize("scheme", KEYS)
def test_scheme_holds_the_keys(scheme: str) -> None:
    graph = load("schemes.ttl")
    node = rdflib.URIRef(PREFIXES[scheme][:-1])
    concepts = set(graph.subjects(SKOS.inScheme, node))
    assert {str(graph.value(concept, SKOS.notation)) for concept in concepts} == set(KEYS[scheme].split())
    assert concepts == set(graph.objects(node, SKOS.hasTopConcept)) == set(graph.subjects(SKOS.topConceptOf, node))
    for concept in concepts:
        assert str(concept) == PREFIXES[scheme] + str(graph.value(concept, SKOS.notation))
        assert graph.value(concept, SKOS.prefLabel)
        assert graph.value(concept, SKOS.definition)


@pytest.mark.parametrize("file", FILES)
def test_borrowed_terms_exist(file: str) -> None:
    lists = {
        str(PROV): PROV,
        str(rdflib.TIME): rdflib.TIME,
        str(SCHEMA): rdflib.SDO,
        str(SKOS): SKOS,
        str(DCTERMS): DCTERMS,
        str(VANN): VANN,
    }
    known = {str(SEM): SEM_TERMS, str(OA): OA_TERMS}
    found = 0
    for term in {term for triple in load(file) for term in triple if isinstance(term, rdflib.URIRef)}:
        base, local = re.fullmatch(r"(.*[/#])([^/#]*)", str(term)).groups()
        if base in lists:
            assert lists[base].__contains__(local), term
            found += 1
        elif base in known:
            assert local in known[base], term
            found += 1
        else:
            assert base in {str(RDF), str(RDFS), str(OWL), str(rdflib.XSD)} or "outagegraph" in base or "apache.org" in base, term
    assert found > 3


def test_alignment_speaks_of_own_terms_only() -> None:
    graph = load("alignment.ttl")
    subjects = set(graph.subjects(RDFS.subClassOf)) | set(graph.subjects(RDFS.subPropertyOf))
    assert len(subjects) > 15
    assert all(str(subject).startswith(str(OUTAGE)) for subject in subjects)
    assert all(not str(target).startswith(str(OUTAGE)) for target in graph.objects(None, RDFS.subClassOf))


def closure(*graphs: rdflib.Graph) -> rdflib.Graph:
    graph = rdflib.Graph()
    for part in graphs:
        graph += part
    owlrl.DeductiveClosure(owlrl.OWLRL_Semantics).expand(graph)
    return graph


@pytest.fixture(scope="module")
def everything() -> rdflib.Graph:
    return load(*FILES, "examples/example.ttl").parse(DATA / "axioms.ttl")


def test_closure_is_consistent(everything: rdflib.Graph) -> None:
    closed = closure(everything)
    assert (None, RDF.type, ERROR) not in closed
    assert (None, RDF.type, SEM.Event) in closed
    assert len(closed) > 2 * len(everything)


CONTRADICTIONS = {
    "an incident is no fact": "<x:a> a outage:Fact ; outage:claim <x:c> . <x:b> outage:incident <x:a> .",
    "a claim is no fact": "<x:a> a outage:Fact . <x:b> outage:claim <x:a> .",
    "an interval has no date position": '<x:t> a time:ProperInterval ; time:inXSDDate "2025-03-04"^^xsd:date .',
    "a run is no fact": "<x:a> a outage:Fact ; prov:wasGeneratedBy <x:a> .",
    "a claim does not disagree with itself": "<x:c> outage:disagreesWith <x:c> .",
}


@pytest.mark.parametrize("name", CONTRADICTIONS)
def test_closure_finds_contradictions(name: str) -> None:
    prefixes = "".join(f"@prefix {prefix}: <{namespace}> .\n" for prefix, namespace in PREFIXES.items())
    graph = load(*FILES).parse(DATA / "axioms.ttl").parse(data=prefixes + CONTRADICTIONS[name], format="turtle")
    assert (None, RDF.type, ERROR) in closure(graph)


def test_namespaces_agree_with_the_prefix_table() -> None:
    assert str(vocabulary.OUTAGE.Fact) == PREFIXES["outage"] + "Fact"
    assert str(vocabulary.COUNT_KIND.users) == "https://w3id.org/outagegraph/count-kind/users"
    assert str(SCHEMA).startswith("https://")
