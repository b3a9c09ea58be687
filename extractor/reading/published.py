"""When an article was published and last changed: its own fields first, then its bylines, its dateline, its address."""

from __future__ import annotations

import dataclasses
import datetime as dt
import email.utils
import itertools
import re
from collections.abc import Iterable, Sequence

from extractor.reading import zones
from extractor.reading.dates import Stamp, clock_text, find_stamp

_ISO = re.compile(r"\d{4}-\d\d-\d\d(?:[T ]\d\d:\d\d(?::\d\d(?:[.,]\d+)?)?\s?(?:Z|[+-]\d\d(?::?\d\d)?)?)?")
_LABEL = re.compile(
    r"(?<![A-Za-z])(?:(?P<modified>(?:last |page |article )?(?:updated?|modified|amended|revised|edited|corrected))"
    r"|(?P<published>(?:first |originally )?(?:published|posted|publish(?:ed)? (?:date|on)|issued|created|filed)))\b",
    re.IGNORECASE,
)
_ALL_TIMES = re.compile(rf"\b(?:[Aa]ll|[Tt]he)?\s*[Tt]imes(?: are| in| given in| shown in)*:?\s*(?:the )?(?P<zone>{zones.ZONE})")
_ADDRESS = re.compile(r"/(?P<year>20\d\d)[/-](?P<month>\d{1,2}|[a-z]{3})[/-](?P<day>\d{1,2})(?=[/-]|$)", re.IGNORECASE)


@dataclasses.dataclass(frozen=True, slots=True)
class Times:
    """ISO 8601, as fine as it was said; None where it was not."""

    published: str | None
    modified: str | None


def find_times(
    published: Sequence[str], modified: Sequence[str], lines: Iterable[str], dateline: str | None, url: str | None, country: str | None
) -> Times:
    """When an article was published and last changed.

    Args:
        published, modified: what the file's own fields say, the most trusted first.
        lines: its bylines.
        dateline: what stands before the dash of its first paragraph.
        url: its address, which may hold the day.
        country: ISO 3166, decides shared zone words and 03/04/2025.
    """
    lines = list(lines)
    first, last = _labelled(lines)
    if dateline and (stamp := find_stamp(dateline, country)):
        first.append(dateline)
    zone = _zone_of_all(lines)
    said = [iso for text in published if (iso := parse_field(text, country))]
    written = [stamp for text in first if (stamp := find_stamp(text, country))]
    changed = [stamp for text in last if (stamp := find_stamp(text, country))]
    fields_changed = [iso for text in modified if (iso := parse_field(text, country))]
    when = _best(said, _isos(written, zone, country)) or _best(fields_changed, _isos(changed, zone, country)) or _from_address(url)
    later = _best(fields_changed, _isos(_dated(changed, when), zone, country))
    return Times(_finer(when, later), when if when and later and when.startswith(later) else later)


def parse_field(text: str, country: str | None = None) -> str | None:
    """A date field of a file (ISO 8601, RFC 5322, epoch seconds or milliseconds, or words) as ISO 8601; None where it holds no date."""
    text = text.strip()
    if iso := parse_iso(text):
        return iso
    if re.fullmatch(r"\d{10}(?:\d{3})?(?:\.\d+)?", text):
        seconds = float(text) / (1000 if len(text.split(".")[0]) == 13 else 1)
        return clock_text(dt.datetime.fromtimestamp(seconds, dt.UTC))
    if re.match(r"(?:\w{3}, )?\d{1,2} \w{3} \d{4} \d\d:\d\d", text):
        try:
            return clock_text(email.utils.parsedate_to_datetime(text))
        except ValueError:
            pass
    stamp = find_stamp(text, country)
    return stamp.iso(country) if stamp else None


def parse_iso(text: str) -> str | None:
    """A whole ISO 8601 date or date-time in the form that the records have; None for anything else."""
    if not _ISO.fullmatch(text):
        return None
    try:
        if len(text) == 10:
            return dt.date.fromisoformat(text).isoformat()
        clock = dt.datetime.fromisoformat(re.sub(r"\s(?=Z|[+-])", "", text))
    except ValueError:
        return None
    ahead = clock.utcoffset()
    return None if ahead is not None and abs(ahead) > dt.timedelta(hours=14) else clock_text(clock)


def _labelled(lines: Iterable[str]) -> tuple[list[str], list[str]]:
    """The pieces of bylines that tell of publication (labelled so, or not at all), labelled first, and of changes."""
    labelled: list[str] = []
    bare: list[str] = []
    changed: list[str] = []
    for line in lines:
        marks = [*_LABEL.finditer(line)]
        bare.append(line[: marks[0].start()] if marks else line)
        for mark, end in zip(marks, [*(mark.start() for mark in marks[1:]), len(line)], strict=False):
            (changed if mark["modified"] else labelled).append(line[mark.end() : end])
    return labelled + _whole(bare), changed


def _whole(lines: list[str]) -> list[str]:
    """The lines; a date with the clock time on the line below it as one."""
    stamps = [find_stamp(line) for line in lines]
    pairs = itertools.pairwise(enumerate(stamps))
    split = [at for (at, above), (_, below) in pairs if above and below and above.date and not above.time and below.time and not below.date]
    return [f"{line} {lines[at + 1]}" if at in split else line for at, line in enumerate(lines)]


def _isos(stamps: Iterable[Stamp], zone: str | None, country: str | None) -> list[str]:
    """The dated stamps as ISO 8601; a clock time without a zone takes the zone that holds for all."""
    full = (dataclasses.replace(stamp, zone=stamp.zone or zone) if stamp.time else stamp for stamp in stamps)
    return [iso for stamp in full if (iso := stamp.iso(country))]


def _dated(stamps: Iterable[Stamp], when: str | None) -> list[Stamp]:
    """``Last updated 10:52 p.m.`` is of the day of publication."""
    day = dt.date.fromisoformat(when[:10]) if when else None
    return [dataclasses.replace(stamp, date=stamp.date or day) for stamp in stamps]


def _zone_of_all(lines: Iterable[str]) -> str | None:
    found = next((match for line in lines if (match := _ALL_TIMES.search(line))), None)
    return found["zone"] if found else None


def _best(fields: Sequence[str], written: Sequence[str]) -> str | None:
    """The first that is said, as fine as another for the same day has it, on the article's own clock where a byline shows it."""
    said = [*fields, *written]
    if not said:
        return None
    best = said[0]
    for other in said[1:]:
        best = other if best[:10] == other[:10] and _grain(other) > _grain(best) else best
    return next((local for other in written if (local := _on_own_clock(best, other))), best)


def _finer(when: str | None, other: str | None) -> str | None:
    """``other`` where it is of the same day as ``when`` and says more of it."""
    return other if when and other and when[:10] == other[:10] and _grain(other) > _grain(when) else when


def _grain(iso: str) -> int:
    return 0 if len(iso) == 10 else 2 if re.search(r"(?:Z|[+-]\d\d:\d\d)$", iso) else 1


def _on_own_clock(when: str, written: str) -> str | None:
    """A time in UTC on the clock of the byline that shows the same moment; None where they are not one moment."""
    if not when.endswith("Z") or len(written) == 10 or written.endswith("Z"):
        return None
    moment, shown = dt.datetime.fromisoformat(when), dt.datetime.fromisoformat(written)
    if shown.tzinfo is not None:
        return written if abs(shown - moment) < dt.timedelta(minutes=1) else None
    ahead = shown - moment.replace(tzinfo=None, second=0)
    whole = ahead % dt.timedelta(minutes=30) == dt.timedelta(0) and abs(ahead) <= dt.timedelta(hours=14)
    return clock_text(shown.replace(tzinfo=dt.timezone(ahead))) if whole else None


def _from_address(url: str | None) -> str | None:
    """The day in an address such as ``…/2026/01/22/…`` or ``…/2026/jan/22/…``."""
    found = _ADDRESS.search(url or "")
    if not found:
        return None
    stamp = find_stamp(f"{found['day']} {found['month']} {found['year']}" if found["month"].isalpha() else "-".join(found.groups()))
    return stamp.iso() if stamp else None
