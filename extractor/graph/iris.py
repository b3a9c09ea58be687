"""Every IRI of the graph is minted here, from content alone: the same content, the same IRI, in any run and any order."""

from __future__ import annotations

import dataclasses
import functools
import hashlib
import re
import unicodedata
from typing import Any

from extractor.graph.prefixes import BASE
from extractor.records import Agent, Article, Candidate, Evidence, Name, Telling, Time


def digest(*parts: Any) -> str:
    """Twenty hexadecimal digits of the SHA-256 of the parts; None and "" differ, and no two lists of parts run together."""
    joined = "\x1f".join("\x00" if part is None else str(part) for part in parts)
    return hashlib.sha256(joined.encode("utf-8", "surrogatepass")).hexdigest()[:20]


@functools.lru_cache(maxsize=4096)
def slug(name: str) -> str:
    """A name in lower-case ASCII with hyphens; names with letters that this would lose get a digest at the end."""
    decomposed = unicodedata.normalize("NFKD", name.strip().casefold().replace("’", "'").replace("'s ", "s "))
    letters = "".join(char for char in decomposed if not unicodedata.combining(char))
    kept = re.sub(r"[^a-z0-9]+", "-", letters.replace("&", " and ").replace("+", " plus ")).strip("-")
    return kept if letters.isascii() and kept else f"{kept}-{digest(name)[:8]}".strip("-")


@dataclasses.dataclass(frozen=True, slots=True)
class Mint:
    """Mints IRIs under one base, which ends in ``/``."""

    base: str = BASE

    def article(self, article: Article) -> str:
        """``BASE/article/HASH`` of text, publication time, URL and publisher."""
        return f"{self.base}article/{article_hash(article)}"

    def evidence(self, article: Article, evidence: Evidence, part: str = "char") -> str:
        """``ARTICLE#char=START,END`` (RFC 5147); its selectors with ``quote`` and ``position`` for ``part``."""
        return f"{self.article(article)}#{part}={evidence.start},{evidence.end}"

    def fact(self, telling: Telling, identity: tuple[Any, ...]) -> str:
        """``BASE/fact/HASH`` of article, class, identifying values and status; and the account's number where it is not the main one."""
        number = [telling.account.number] if telling.account.number else []
        return f"{self.base}fact/{digest(article_hash(telling.article), repr(identity), *number)}"

    def claim(self, incident: str, identity: tuple[Any, ...]) -> str:
        """``BASE/claim/HASH`` of incident, class and identifying values."""
        return f"{self.base}claim/{digest(incident, repr(identity))}"

    def time(self, time: Time) -> str:
        """``BASE/time/HASH`` of all that the time says."""
        return f"{self.base}time/{digest(time.timex, time.modifier, time.earliest, time.latest)}"

    def run(self, *versions: str) -> str:
        """``BASE/run/HASH`` of the versions of extractor, rules, model and catalogue."""
        return f"{self.base}run/{digest(*versions)}"

    def organization(self, name: Name) -> str:
        """The catalogue's IRI, else ``BASE/organization/SLUG``."""
        return name.iri or f"{self.base}organization/{slug(name.label)}"

    def service(self, name: Name, provider: str) -> str:
        """The catalogue's IRI, else ``BASE/service/PROVIDER-SLUG/SLUG``: generic services belong to their provider."""
        return name.iri or f"{self.base}service/{slug(name.owner or provider)}/{slug(name.label)}"

    def region(self, name: Name) -> str:
        """``BASE/region/SLUG``."""
        return name.iri or f"{self.base}region/{slug(name.label)}"

    def group(self, name: Name) -> str:
        """``BASE/group/SLUG``."""
        return name.iri or f"{self.base}group/{slug(name.label)}"

    def error(self, code: str) -> str:
        """``BASE/error/SLUG`` of the code."""
        return f"{self.base}error/{slug(code)}"

    def agent(self, article: Article, agent: Agent) -> str:
        """A named organisation is the organisation; unnamed speakers, and persons, belong to their article."""
        if agent.iri or agent.kind == "organization":
            return agent.iri or f"{self.base}organization/{slug(agent.label)}"
        return f"{self.base}{'person' if agent.kind == 'person' else 'agent'}/{article_hash(article)}/{slug(agent.label)}"

    def incident(self, candidate: Candidate) -> str:
        """``BASE/incident/PROVIDER-START-HASH`` of a candidate; the least of an incident's candidates names it."""
        name = f"{slug(candidate.provider)}-{candidate.start or 'undated'}"
        number = f"-{candidate.number}" if candidate.number else ""
        return f"{self.base}incident/{name}-{article_hash(candidate.article)[:8]}{number}"


def article_hash(article: Article) -> str:
    """The digest that names an article."""
    return _article_hash(article.text, article.published, article.url, article.publisher)


@functools.lru_cache(maxsize=256)  # every IRI of what an article says holds it
def _article_hash(*values: str | None) -> str:
    return digest(*values)
