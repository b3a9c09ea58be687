"""How linking grows with the number of accounts: time and memory over made accounts.

    python benchmarks/linking.py [--sizes 1000,10000,100000]

The accounts are made from a fixed seed: incidents of many providers over three years, the largest with several a week, told by one
article or by dozens (a long tail), at a clock time, a day or a month, some in passing. Each size runs in a process of its own. Prints
the seconds for block keys and for linking, the microseconds an account, the seconds that one more article costs (its blocks alone
linked again: the median of 200, and the worst), the accounts of the largest block, the peak of memory above that of the made accounts,
and B-cubed, since the made accounts know their incidents.
"""

from __future__ import annotations

import argparse
import datetime as dt
import multiprocessing
import random
import resource
import time
from collections import defaultdict
from collections.abc import Callable, Iterator
from typing import TypeVar

from extractor.evaluation.clusters import b_cubed
from extractor.linking import block_keys, blocks, link_block
from extractor.records import Account, Article, Evidence, Name, ProviderRole, ServiceImpact, Telling, Time, TimelineEntry

T = TypeVar("T")
SEED = 7
FIRST = dt.datetime(2023, 1, 1, tzinfo=dt.UTC)
DAYS = 1095
UPDATES = 200
HERE = (Evidence(0, 20, "made"),)


def made(count: int) -> list[tuple[Telling, int]]:
    """Tellings, each with the number of its incident."""
    rng = random.Random(SEED)
    return list(_tellings(rng, count))


def _tellings(rng: random.Random, count: int) -> Iterator[tuple[Telling, int]]:
    providers = [f"Provider {number}" for number in range(max(50, count // 100))]
    number = incident = 0
    while number < count:
        provider = providers[min(int(20 * (rng.paretovariate(0.7) - 1)), len(providers) - 1)]
        start = FIRST + dt.timedelta(minutes=rng.randrange(DAYS * 1440))
        services = rng.sample([f"{provider} {part}" for part in ("Mail", "Files", "Chat", "Login", "Store", "Voice")], 2)
        for _ in range(min(int(rng.paretovariate(0.9)), 300, count - number)):
            yield _telling(rng, f"{number:07}.txt", provider, start, rng.choice(services)), incident
            number += 1
        incident += 1


def _telling(rng: random.Random, file: str, provider: str, start: dt.datetime, service: str) -> Telling:
    facts = (
        ProviderRole(organization=Name(provider), evidence=HERE),
        ServiceImpact(service=Name(service), evidence=HERE),
        TimelineEntry(phase="started", time=_time(rng, start), evidence=HERE),
    )
    published = (start + dt.timedelta(days=rng.randrange(4))).date().isoformat()
    role = "background" if rng.random() < 0.1 else "main"
    return Telling(Article(f"The text of {file}.", file, published=published), Account(file, role, facts))  # type: ignore[arg-type]


def _time(rng: random.Random, start: dt.datetime) -> Time:
    grain = rng.choices(("clock", "day", "month"), (60, 35, 5))[0]
    if grain == "clock":
        moment = start + dt.timedelta(minutes=rng.randrange(-10, 11))
        return Time(f"{moment:%Y-%m-%dT%H:%M}Z", "exact", f"{moment:%Y-%m-%dT%H:%M}:00Z", f"{moment:%Y-%m-%dT%H:%M}:00Z")
    if grain == "day":
        return Time(f"{start:%Y-%m-%d}", "exact", f"{start:%Y-%m-%d}T00:00:00Z", f"{start:%Y-%m-%d}T23:59:59Z")
    return Time(f"{start:%Y-%m}", "exact", f"{start:%Y-%m}-01T00:00:00Z", f"{start:%Y-%m}-28T23:59:59Z")


def measure(size: int) -> None:
    """Prints the line of one size."""
    accounts = made(size)
    key_of = {telling.article.source_file: number for telling, number in accounts}
    tellings = [telling for telling, _ in accounts]
    random.Random(SEED).shuffle(tellings)
    block_keys(tellings[0])  # the catalogue is loaded
    before = _memory()
    keys, keying = _timed(lambda: [block_keys(telling) for telling in tellings])
    incidents, linking = _timed(lambda: link_block(tellings))
    peak = _memory() - before
    updates = _one_more(tellings, keys)
    largest = max(len(block) for block in blocks(tellings))
    said = {telling.article.source_file: number for number, incident in enumerate(incidents) for telling in incident.tellings}
    files = sorted(key_of)
    b3 = b_cubed([key_of[file] for file in files], [said[file] for file in files])
    alone = b_cubed([key_of[file] for file in files], files)
    median, worst = updates[len(updates) // 2], updates[-1]
    print(
        f"{size:>8} {keying:>8.1f} {linking:>8.1f} {1e6 * linking / size:>10.0f} {median:>9.3f} {worst:>6.2f} {largest:>8} {peak:>8} "
        f"{len(incidents):>9} {b3:>6.3f} {alone:>6.3f}",
        flush=True,
    )


def _one_more(tellings: list[Telling], keys: list[tuple[str, ...]]) -> list[float]:
    """Seconds for what a build does with one more article, in order: look its keys up, follow them to its blocks, link those."""
    by_key: dict[str, list[int]] = defaultdict(list)
    for number, mine in enumerate(keys):
        for key in mine:
            by_key[key].append(number)
    return sorted(_update(tellings, keys, by_key, number) for number in range(min(UPDATES, len(tellings))))


def _update(tellings: list[Telling], keys: list[tuple[str, ...]], by_key: dict[str, list[int]], number: int) -> float:
    started = time.perf_counter()
    touched: set[int] = set()
    done: set[str] = set()
    wanted = set(keys[number])
    while wanted:
        found = {other for key in wanted for other in by_key[key]} - touched
        touched |= found
        done |= wanted
        wanted = {key for other in found for key in keys[other]} - done
    link_block([tellings[other] for other in sorted(touched)])
    return time.perf_counter() - started


def _timed(work: Callable[[], T]) -> tuple[T, float]:
    started = time.perf_counter()
    result = work()
    return result, time.perf_counter() - started


def _memory() -> int:
    """The peak so far, in megabytes."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024


def main() -> None:
    """A line for each size, each in a process of its own."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sizes", default="1000,10000,100000")
    sizes = [int(size) for size in parser.parse_args().sizes.split(",")]
    print("accounts   keys s   link s µs/account  one more  worst  largest  MB more incidents     B3  alone")
    for size in sizes:
        process = multiprocessing.get_context("spawn").Process(target=measure, args=(size,))
        process.start()
        process.join()


if __name__ == "__main__":
    main()
