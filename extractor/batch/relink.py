"""From changed articles to the incidents that they touch: one block of linking at a time, in one transaction.

The ledger keeps the linking keys of every account. A changed article leads, through its old and its new keys, to the accounts that it could
have anything to do with (see ``linking.blocking``); these are linked anew, and no other.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
from collections.abc import Callable, Iterable

from extractor.batch.corrections import Corrections
from extractor.batch.ledger import Ledger
from extractor.batch.readings import Readings
from extractor.batch.regroup import Shaped, regroup
from extractor.graph.build import place_incident
from extractor.graph.iris import Mint, article_hash
from extractor.graph.revisions import chain
from extractor.linking import link_block
from extractor.records import Candidate, Telling

Account = tuple[str, int]


class _Stopped(Exception):
    """Ends the transaction of a run that is to end now."""


class Relinker:
    """Brings the ledger's incidents up to date with its articles."""

    def __init__(self, ledger: Ledger, corrections: Corrections, mint: Mint) -> None:
        self._ledger, self._corrections, self._mint = ledger, corrections, mint
        self._readings = Readings(ledger, corrections)
        self._articles: set[str] = set()  # whose block of the graph may have changed
        self._incidents: set[str] = set()  # the same

    def run(
        self,
        everything: bool = False,
        progress: Callable[[int], None] = lambda done: None,
        stopped: Callable[[], bool] = lambda: False,
    ) -> None:
        """Links what has changed since; with ``everything``, all articles, their keys read anew.

        Args: stopped: asked between blocks; once true, nothing of this run is kept, and the next one links it all.
        """
        with contextlib.suppress(_Stopped), self._ledger.transaction():
            if everything:
                self._ledger.run("INSERT OR IGNORE INTO dirty SELECT DISTINCT article FROM source WHERE article IS NOT NULL")
                self._ledger.run("INSERT OR IGNORE INTO dirty SELECT article FROM article")
            self._ledger.run("CREATE TEMP TABLE IF NOT EXISTS todo_key (key TEXT PRIMARY KEY) WITHOUT ROWID")
            self._ledger.run("CREATE TEMP TABLE IF NOT EXISTS todo_account (article TEXT, number INTEGER, PRIMARY KEY (article, number))")
            for (article,) in self._ledger.run("SELECT article FROM dirty ORDER BY article").fetchall():
                self._take_in(article, everything)
            self._link_touched(progress, stopped)
            self._drop_empty()
            self._want()
            self._ledger.run("DELETE FROM dirty")
        self._articles.clear()
        self._incidents.clear()

    def _take_in(self, article: str, anew: bool) -> None:
        """Notes what an article is now: its accounts, keys and place among the texts of its URL."""
        run = self._ledger.run
        old = run("SELECT number, incident FROM account WHERE article = ?", article).fetchall()
        self._incidents.update(incident for _, incident in old if incident)
        run("INSERT OR IGNORE INTO todo_key SELECT key FROM key WHERE article = ?", article)
        run("DELETE FROM key WHERE article = ?", article)
        self._touch_url(self._ledger.one("SELECT url FROM article WHERE article = ?", article))
        self._articles.add(article)
        digest = self._readings.digest(article)
        if digest is None:
            run("DELETE FROM account WHERE article = ?", article)
            run("DELETE FROM article WHERE article = ?", article)
            return
        found = self._readings.get(article)[0].article
        moment = found.modified or found.published
        run("INSERT OR REPLACE INTO article VALUES (?, ?, ?, ?)", article, found.url if moment else None, moment, digest)
        self._touch_url(found.url)
        keys = self._readings.keys(article, anew)
        for number, _ in old:
            if number not in keys:
                run("DELETE FROM account WHERE article = ? AND number = ?", article, number)
        for number, of in keys.items():
            run("INSERT OR IGNORE INTO account (article, number) VALUES (?, ?)", article, number)
            run("INSERT OR IGNORE INTO todo_account VALUES (?, ?)", article, number)
            self._ledger.many("INSERT OR IGNORE INTO key VALUES (?, ?, ?)", ((key, article, number) for key in of))
            self._ledger.many("INSERT OR IGNORE INTO todo_key VALUES (?)", ((key,) for key in of))

    def _touch_url(self, url: str | None) -> None:
        """The texts of a URL, and the incidents that they tell of, depend on which of them is the newest."""
        if url is None:
            return
        for (article,) in self._ledger.run("SELECT article FROM article WHERE url = ?", url).fetchall():
            self._articles.add(article)
            rows = self._ledger.run("SELECT incident FROM account WHERE article = ?", article)
            self._incidents.update(incident for (incident,) in rows if incident)

    def _link_touched(self, progress: Callable[[int], None], stopped: Callable[[], bool]) -> None:
        done = 0
        while (key := self._ledger.one("SELECT key FROM todo_key LIMIT 1")) is not None:
            done += self._link(self._component({key}, set()))
            progress(done)
            if stopped():
                raise _Stopped
        for article, number in self._ledger.run("SELECT article, number FROM todo_account").fetchall():
            done += self._link({(article, number)})
            progress(done)
        self._ledger.run("DELETE FROM todo_account")

    def _component(self, keys: set[str], accounts: set[Account]) -> set[Account]:
        """All accounts that keys lead to, directly or through others; what is found is done with."""
        waiting = list(keys)
        while waiting:
            key = waiting.pop()
            self._ledger.run("DELETE FROM todo_key WHERE key = ?", key)
            for account in self._ledger.run("SELECT article, number FROM key WHERE key = ?", key).fetchall():
                if account not in accounts:
                    accounts.add(account)
                    found = {other for (other,) in self._ledger.run("SELECT key FROM key WHERE article = ? AND number = ?", *account)}
                    waiting += found - keys
                    keys |= found
        return accounts

    def _link(self, accounts: set[Account]) -> int:
        shaped = regroup(link_block([self._telling(account) for account in sorted(accounts)]), self._corrections)
        for article, number in accounts:
            self._ledger.run("DELETE FROM todo_account WHERE article = ? AND number = ?", article, number)
        for one in shaped:
            self._note(one)
        return len(accounts)

    def _telling(self, account: Account) -> Telling:
        reading = self._readings.get(account[0])[0]
        return Telling(reading.article, next(one for one in reading.accounts if one.number == account[1]))

    def _note(self, shaped: Shaped) -> None:
        """Keeps an incident and the place of its accounts."""
        incident = shaped.incident
        place = place_incident(incident, self._mint)
        for telling in incident.tellings:
            article, number = article_hash(telling.article), telling.account.number
            sql = "SELECT incident, provider FROM account WHERE article = ? AND number = ?"
            if (old := self._ledger.run(sql, article, number).fetchone()) != (place.incident, place.provider):
                self._incidents.update(old[:1] if old and old[0] else ())
                self._articles.add(article)
                values = (place.incident, place.provider, article, number)
                self._ledger.run("UPDATE account SET incident = ?, provider = ? WHERE article = ? AND number = ?", *values)
        self._incidents.add(place.incident)
        self._ledger.run("INSERT OR REPLACE INTO incident VALUES (?, ?)", place.incident, json.dumps(_content(shaped)))
        self._ledger.run("DELETE FROM name WHERE incident = ?", place.incident)
        names = {(self._mint.incident(candidate), place.incident) for candidate in incident.candidates}
        self._ledger.many("INSERT INTO name VALUES (?, ?)", sorted(names))

    def _drop_empty(self) -> None:
        """Incidents of which no account tells any more are none."""
        for incident in sorted(self._incidents):
            if not self._ledger.one("SELECT 1 FROM account WHERE incident = ? LIMIT 1", incident):
                self._ledger.run("DELETE FROM incident WHERE iri = ?", incident)
                self._ledger.run("DELETE FROM name WHERE incident = ?", incident)

    def _want(self) -> None:
        """Notes what the touched blocks of the graph should be made of."""
        for article in sorted(self._articles):
            self._want_block(self._mint.base + "article/" + article, self._of_article(article))
        for incident in sorted(self._incidents):
            self._want_block(incident, self._of_incident(incident))

    def _want_block(self, graph: str, parts: Iterable[object] | None) -> None:
        wanted = hashlib.sha256(repr(tuple(parts)).encode()).hexdigest()[:32] if parts is not None else None
        sql = "INSERT INTO block (graph, wanted) VALUES (?, ?) ON CONFLICT DO UPDATE SET wanted = excluded.wanted"
        self._ledger.run(sql, graph, wanted)

    def _of_article(self, article: str) -> Iterable[object] | None:
        digest = self._ledger.one("SELECT reading FROM article WHERE article = ?", article)
        if digest is None:
            return None
        places = self._ledger.run("SELECT number, incident, provider FROM account WHERE article = ? ORDER BY number", article).fetchall()
        return digest, places, older(self._ledger, self._mint, article)

    def _of_incident(self, incident: str) -> Iterable[object] | None:
        content = self._ledger.one("SELECT content FROM incident WHERE iri = ?", incident)
        if content is None:
            return None
        members = [article for article, _ in json.loads(content)["members"]]
        digests = [self._ledger.one("SELECT reading FROM article WHERE article = ?", article) for article in members]
        return content, digests, sorted(superseded(self._ledger, self._mint, members))


def _content(shaped: Shaped) -> dict[str, object]:
    """What the ledger keeps of an incident; ``blocks.load_incident`` reads it."""

    def plain(candidates: Iterable[Candidate]) -> list[list[object]]:
        return [[one.provider, one.start, article_hash(one.article), one.number] for one in candidates]

    incident = shaped.incident
    return {
        "members": [[article_hash(telling.article), telling.account.number] for telling in incident.tellings],
        "candidates": plain(incident.candidates),
        "caused_by": [plain(cause) for cause in incident.caused_by],
        "corrections": [entry.iri for entry in shaped.by],
    }


def older(ledger: Ledger, mint: Mint, article: str) -> str | None:
    """The IRI of the text that this one revises."""
    return _chain(ledger, mint, ledger.one("SELECT url FROM article WHERE article = ?", article)).get(f"{mint.base}article/{article}")


def superseded(ledger: Ledger, mint: Mint, articles: Iterable[str]) -> frozenset[str]:
    """The IRIs of those texts among these that newer ones revise, and of others under their URLs."""
    urls = {ledger.one("SELECT url FROM article WHERE article = ?", article) for article in articles}
    return frozenset(old for url in urls for old in _chain(ledger, mint, url).values())


def _chain(ledger: Ledger, mint: Mint, url: str | None) -> dict[str, str]:
    if url is None:
        return {}
    rows = ledger.run("SELECT moment, article FROM article WHERE url = ?", url).fetchall()
    return chain((moment, f"{mint.base}article/{article}") for moment, article in rows)
