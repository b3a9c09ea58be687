"""The dates of holidays that move from year to year."""

from __future__ import annotations

import datetime as dt


def moving_holiday(name: str, year: int) -> dt.date:
    """The date in a year of a holiday named in ``data/words.yaml``. Raises KeyError for another name.

    Source: the days set by US federal law (5 U.S.C. 6103) and, for Easter, the anonymous Gregorian computus.
    """
    easter = _easter(year)
    thanksgiving = nth_weekday(year, 11, 3, 4)
    return {
        "thanksgiving": thanksgiving,
        "black_friday": thanksgiving + dt.timedelta(1),
        "cyber_monday": thanksgiving + dt.timedelta(4),
        "labor_day": nth_weekday(year, 9, 0, 1),
        "memorial_day": dt.date(year, 5, 31) - dt.timedelta(dt.date(year, 5, 31).weekday()),
        "mlk_day": nth_weekday(year, 1, 0, 3),
        "presidents_day": nth_weekday(year, 2, 0, 3),
        "good_friday": easter - dt.timedelta(2),
        "easter": easter,
        "easter_monday": easter + dt.timedelta(1),
    }[name]


def nth_weekday(year: int, month: int, weekday: int, count: int) -> dt.date:
    """The ``count``-th weekday (0 is Monday) of a month; of -1 the last. There may be no fifth one: then the fourth."""
    first = dt.date(year, month, 1) + dt.timedelta((weekday - dt.date(year, month, 1).weekday()) % 7)
    days = [first + dt.timedelta(7 * n) for n in range(5)]
    days = [day for day in days if day.month == month]
    return days[-1] if count < 0 else days[min(count, len(days)) - 1]


def _easter(year: int) -> dt.date:
    a, (b, c) = year % 19, divmod(year, 100)
    d, e = divmod(b, 4)
    g = (8 * b + 13) // 25
    h = (19 * a + b - d - g + 15) % 30
    i, k = divmod(c, 4)
    m = (32 + 2 * e + 2 * i - h - k) % 7
    n = (a + 11 * h + 22 * m) // 451
    month, day = divmod(h + m - 7 * n + 114, 31)
    return dt.date(year, month, day + 1)
