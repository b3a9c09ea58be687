"""Requests of the SPARQL 1.1 Graph Store HTTP Protocol (https://www.w3.org/TR/sparql11-http-rdf-update/), tried again where that may help.

Who asks is told by the environment or a netrc file, never on the command line, where every user of the machine could read it:
``OUTAGEGRAPH_TOKEN`` (a bearer token), or ``OUTAGEGRAPH_USER`` and ``OUTAGEGRAPH_PASSWORD``, or the host's entry in ``~/.netrc`` (or in the
file that ``NETRC`` names).
"""

from __future__ import annotations

import netrc
import os
import time
from collections.abc import Callable, Mapping
from pathlib import Path

import httpx

from extractor.errors import UsageError

TRIES = 5
WAIT = 1.0  # seconds before the second try; twice as many before each further one
TIMEOUT = httpx.Timeout(300.0, connect=20.0)
AGAIN = (408, 425, 429, 500, 502, 503, 504)


class Client:
    """A context that sends graphs to one graph store."""

    def __init__(self, endpoint: str, sleep: Callable[[float], None] = time.sleep) -> None:
        """Args: endpoint: the graph store's URL. Raises UsageError where it is none, or has a password in it."""
        url = _checked(endpoint)
        self._url, self._sleep = url, sleep
        self._http = httpx.Client(auth=credentials(url.host, os.environ), timeout=TIMEOUT, follow_redirects=False)

    def __enter__(self) -> Client:
        return self

    def __exit__(self, *what: object) -> None:
        self._http.close()

    def send(self, graph: str | None, lines: list[bytes], replace: bool) -> None:
        """Puts (``replace``) or adds triples to a graph, None for the default graph. Args: lines: N-Triples, which Turtle takes in."""
        self._request("PUT" if replace else "POST", graph, b"".join(lines))

    def delete(self, graph: str) -> None:
        """Deletes a graph; one that is not there is no error."""
        self._request("DELETE", graph, None)

    def _request(self, method: str, graph: str | None, body: bytes | None) -> None:
        """Raises UsageError where the store does not do it, also when asked again."""
        url = self._url.copy_merge_params({"graph": graph} if graph else {"default": ""})
        headers = {"Content-Type": "text/turtle; charset=utf-8"} if body is not None else {}
        for number in range(TRIES):
            reason, wait = "", 0.0
            try:
                answer = self._http.request(method, url, content=body, headers=headers)
            except httpx.HTTPError as error:
                reason = str(error) or type(error).__name__
            else:
                if answer.is_success or (method == "DELETE" and answer.status_code == 404):
                    return
                reason = _told(answer)
                if answer.status_code not in AGAIN:
                    break
                after = answer.headers.get("Retry-After", "")
                wait = min(float(after), 60.0) if after.isdigit() else 0.0
            if number < TRIES - 1:
                self._sleep(max(wait, WAIT * 2**number))
        where = f"{method} of {graph or 'the default graph'} to {self._url}"
        raise UsageError(f"{where}: {reason}; what was sent is remembered, run again to go on")


def credentials(host: str, environment: Mapping[str, str]) -> httpx.Auth | None:
    """What the environment, else a netrc file, says of the host. Raises UsageError for a netrc file that cannot be read."""
    if token := environment.get("OUTAGEGRAPH_TOKEN"):
        return _Bearer(token)
    if user := environment.get("OUTAGEGRAPH_USER"):
        return httpx.BasicAuth(user, environment.get("OUTAGEGRAPH_PASSWORD", ""))
    path = Path(environment.get("NETRC") or Path.home() / ".netrc")
    if not path.is_file():
        return None
    try:
        found = netrc.netrc(str(path)).authenticators(host)
    except (netrc.NetrcParseError, OSError) as error:
        raise UsageError(f"{path}: cannot be read as a netrc file ({error}); mend it, or name another one in NETRC") from error
    return httpx.BasicAuth(found[0] or "", found[2] or "") if found else None


class _Bearer(httpx.Auth):
    def __init__(self, token: str) -> None:
        self._token = token

    def auth_flow(self, request: httpx.Request):  # type: ignore[no-untyped-def]
        request.headers["Authorization"] = f"Bearer {self._token}"
        yield request


def _checked(endpoint: str) -> httpx.URL:
    try:
        url = httpx.URL(endpoint)
    except httpx.InvalidURL as error:
        raise UsageError(f"{endpoint}: no URL ({error}); write http://HOST:PORT/store or the like") from error
    if url.scheme not in ("http", "https") or not url.host:
        raise UsageError(f"{endpoint}: no URL of a graph store; write http://HOST:PORT/store or the like")
    if url.userinfo:
        raise UsageError(
            f"{url.copy_with(userinfo=b'')}: a password does not belong on the command line; "
            "give OUTAGEGRAPH_USER and OUTAGEGRAPH_PASSWORD, OUTAGEGRAPH_TOKEN, or a netrc file"
        )
    return url


def _told(answer: httpx.Response) -> str:
    """What a refusal says, on one line."""
    reason = f"{answer.status_code} {answer.reason_phrase}"
    if answer.is_redirect:
        return f"{reason}: the store is at {answer.headers.get('Location')}, name that"
    if answer.status_code in (401, 403):
        return f"{reason}: give OUTAGEGRAPH_USER and OUTAGEGRAPH_PASSWORD, OUTAGEGRAPH_TOKEN, or a netrc file"
    body = " ".join(answer.text.split())[:200]
    return f"{reason}: {body}" if body else reason
