"""What the endpoint serves, and how much of the machine a question may take."""

from __future__ import annotations

import dataclasses
import json
from pathlib import Path
from typing import Any

MEBIBYTE = 1 << 20


@dataclasses.dataclass(frozen=True, slots=True)
class Limits:
    """Times in seconds, sizes in bytes.

    A question is first asked in the quick lane; one that takes more than ``quick_work`` of a processor, or ``quick_time``, is begun again
    in the slow lane, whose processes have a low priority, so that long questions do not make short ones wait. It is the work that tells
    a short question from a long one: on a busy machine both take time.
    """

    time: float = 30.0  # that a question may take
    memory: int = 512 * MEBIBYTE  # that a process may take for it, beside what it needs for the store
    rows: int = 1_000_000  # of an answer, or triples
    bytes: int = 64 * MEBIBYTE  # of an answer
    query: int = MEBIBYTE  # of a request's body
    quick: int = 4  # questions at a time in the quick lane
    slow: int = 2  # and in the slow one
    quick_work: float = 0.1
    quick_time: float = 0.5
    queue: int = 32  # questions that may wait in a lane; beyond it the server answers 503
    patience: float = 10.0  # that one waits at most
    deliveries: int = 64  # large answers on their way to clients at a time


@dataclasses.dataclass(frozen=True, slots=True)
class Source:
    """The folder of a knowledge graph, or of an Oxigraph store that nobody writes to."""

    kg: Path | None = None
    store: Path | None = None


@dataclasses.dataclass(frozen=True, slots=True)
class Orders:
    """What a worker process is told when it starts: niceness is added to its priority's number; ``work``, where it is not 0, is how many
    seconds of a processor a question may take.
    """

    source: Source
    limits: Limits
    niceness: int = 0
    work: float = 0.0

    def dumps(self) -> str:
        """As JSON, for the command line of the worker."""
        return json.dumps(dataclasses.asdict(self), default=str)

    @staticmethod
    def loads(text: str) -> Orders:
        """From JSON."""
        fields: dict[str, Any] = json.loads(text)
        paths = {key: Path(value) if value else None for key, value in fields["source"].items()}
        return Orders(Source(**paths), Limits(**fields["limits"]), fields["niceness"], fields["work"])
