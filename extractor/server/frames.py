"""What the server and a worker say to each other: frames of a letter, a length and so many bytes.

To the worker goes a ``Q`` (a Question). From it come, for each, ``H`` (an answer's media type), any number of ``D`` (its bytes) and ``E``
(its end: the seconds it took); or at any point ``F`` (a Failure) in place of the rest. Before the first it says ``R``, ready.
"""

from __future__ import annotations

import dataclasses
import json
import struct
from typing import Any

HEAD = struct.Struct("!cI")

READY, QUESTION, HEADER, DATA, END, FAILURE = b"R", b"Q", b"H", b"D", b"E", b"F"


@dataclasses.dataclass(frozen=True, slots=True)
class Question:
    """A query as a client asks it.

    ``default_graphs`` and ``named_graphs`` are the protocol's, which win over the query's ``FROM``; ``accept`` is the header's value.
    """

    query: str
    default_graphs: tuple[str, ...] = ()
    named_graphs: tuple[str, ...] = ()
    accept: str = ""


@dataclasses.dataclass(frozen=True, slots=True)
class Failure:
    """Why there is no answer: an HTTP status and words for the client."""

    status: int
    message: str


class Refused(Exception):
    """There is no answer; ``failure`` says why."""

    def __init__(self, status: int, message: str) -> None:
        super().__init__(message)
        self.failure = Failure(status, message)


def frame(kind: bytes, payload: bytes = b"") -> bytes:
    """A frame as it goes over a pipe."""
    return HEAD.pack(kind, len(payload)) + payload


def encode(value: Question | Failure) -> bytes:
    """A frame's payload."""
    return json.dumps(dataclasses.asdict(value)).encode()


def question(payload: bytes) -> Question:
    """The question of a frame."""
    fields: dict[str, Any] = json.loads(payload)
    return Question(fields["query"], tuple(fields["default_graphs"]), tuple(fields["named_graphs"]), fields["accept"])


def failure(payload: bytes) -> Failure:
    """The failure of a frame."""
    return Failure(**json.loads(payload))
