"""The figures as a table (CSV) for who evaluates: lines of meetings, cases, reports and organisations, without a code.

A case has a number that holds within one file only, and that chance gives. Moments are the Dutch hour they fall in.
"""

import csv
import io
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.domain.calendar import ZONE, local_day
from bot.domain.figures import FEW, Days, Source, length_of
from bot.domain.meeting import Item, ItemState, Meeting, whole_minutes
from bot.domain.minutes import how_ended

COLUMNS = (
    "soort", "regio", "casus", "uur", "spoed", "minuten", "gepland", "casussen", "besloten", "aangehouden",
    "niet_bereikt", "stand", "uitkomst", "regiehouder", "uren_tot_mdt", "organisatie", "mdts", "aanwezig",
)  # fmt: skip
HOUR = timedelta(hours=1)

Shuffle = Callable[[list[str]], None]
Row = Mapping[str, object]


@dataclass(frozen=True)
class RegionSource:
    """What a region's lines are made of, and the days they are about."""

    region: str
    days: Days
    source: Source


def write_figures(regions: Iterable[RegionSource], shuffle: Shuffle) -> str:
    """Write the table. `shuffle` puts a list in an order of chance: the numbers of cases follow no other.

    Of a region with fewer than five cases there are no lines of cases and reports. The sign in front tells Excel that
    it is UTF-8.
    """
    text = io.StringIO(newline="")
    writer = csv.DictWriter(text, COLUMNS, restval="", delimiter=";", lineterminator="\n")
    writer.writeheader()
    for each in regions:
        writer.writerows({"regio": each.region, **row} for row in _rows(each, shuffle))
    return "\ufeff" + text.getvalue()


def _rows(region: RegionSource, shuffle: Shuffle) -> Iterator[Row]:
    days, source = region.days, region.source
    meetings = [m for m in source.meetings if m.closed_at is not None and days.hold(local_day(m.opened_at))]
    yield from map(_meeting, meetings)
    reached = [item for meeting in meetings for item in meeting.items if item.reached]
    codes = sorted({item.code for item in reached})
    if len(codes) >= FEW:
        shuffle(codes)
        numbers = {code: number for number, code in enumerate(codes, start=1)}
        yield from sorted((_case(item, numbers[item.code]) for item in reached), key=_by_number)
    waits = [wait for wait in source.waits if days.hold(local_day(wait.weighed_at))]
    if len(waits) >= FEW:
        yield from (
            {"soort": "melding", "uur": _hour(wait.weighed_at), "uren_tot_mdt": round(wait.length / HOUR)}
            for wait in waits
        )
    yield from (
        {"soort": "organisatie", "organisatie": each.organisation, "mdts": each.meetings, "aanwezig": each.there}
        for each in source.attended
    )


def _meeting(meeting: Meeting) -> Row:
    not_reached = sum(not item.reached for item in meeting.items)
    return {
        "soort": "mdt",
        "uur": _hour(meeting.opened_at),
        "spoed": _yes(true=meeting.urgent),
        "minuten": whole_minutes(length_of(meeting)),
        "gepland": sum(item.minutes for item in meeting.items),
        "casussen": len(meeting.items),
        "besloten": meeting.count(ItemState.CLOSED),
        "aangehouden": meeting.count(ItemState.CARRIED) - not_reached,
        "niet_bereikt": not_reached,
    }


def _case(item: Item, number: int) -> Row:
    return {
        "soort": "casus",
        "casus": number,
        "uur": _hour(item.begun_at) if item.begun_at is not None else "",
        "minuten": whole_minutes(timedelta(seconds=item.seconds)),
        "gepland": item.minutes,
        "stand": "" if item.standing is None else item.standing.value,
        "uitkomst": how_ended(item).value,
        "regiehouder": _yes(true=item.coordinator is not None),
    }


def _by_number(row: Row) -> tuple[int, str]:
    return int(str(row["casus"])), str(row["uur"])


def _hour(moment: datetime) -> str:
    return f"{moment.astimezone(ZONE):%Y-%m-%d %H}:00"


def _yes(*, true: bool) -> str:
    return "ja" if true else "nee"
