"""The table of the figures: no code, no moment closer than an hour, and nothing of few cases."""

import csv
import io
from datetime import UTC, date, datetime, timedelta

from bot.domain.agenda_item import Standing
from bot.domain.figures import Attended, Days, Source, Wait
from bot.domain.meeting import Item, ItemState, Meeting
from bot.forms.figures_csv import COLUMNS, RegionSource, write_figures

NOW = datetime(2026, 11, 24, 9, 17, 42, tzinfo=UTC)
HOUR, MINUTE = timedelta(hours=1), timedelta(minutes=1)
NOVEMBER = Days(date(2026, 11, 1), date(2026, 11, 30))
ANNA = "@anna:x"


def item(code: str, state: ItemState = ItemState.CLOSED, minutes: int = 7) -> Item:
    return Item(code, state, NOW, 8, Standing.NEW, seconds=minutes * 60, begun_at=NOW, coordinator=ANNA)


def meeting(*items: Item, at: datetime = NOW, urgent: bool = False) -> Meeting:
    return Meeting(f"m{at}", "DH", ANNA, at, items, at + 31 * MINUTE, urgent=urgent)


def rows(source: Source, *more: Source) -> list[dict[str, str]]:
    regions = [RegionSource(code, NOVEMBER, each) for code, each in zip(("DH", "OB"), (source, *more), strict=False)]
    text = write_figures(regions, list.reverse)
    assert text.startswith("\ufeff")
    found = csv.DictReader(io.StringIO(text.removeprefix("\ufeff")), delimiter=";")
    assert tuple(found.fieldnames or ()) == COLUMNS
    return list(found)


def filled(row: dict[str, str]) -> dict[str, str]:
    return {name: value for name, value in row.items() if value}


CODES = [f"DH-7K3{letter}" for letter in "ABCDE"]


def test_meetings_cases_reports_and_organisations_each_have_lines() -> None:
    first = meeting(*map(item, CODES), Item("DH-7K3F", ItemState.CARRIED, NOW, 8))
    again = meeting(item(CODES[0], ItemState.CARRIED, 3), at=NOW + 24 * HOUR, urgent=True)
    waits = [Wait(NOW - 20 * HOUR, NOW)] * 5
    found = rows(Source((first, again), waits, (), (Attended("Politie", 2, 1),)))
    assert [row["soort"] for row in found] == ["mdt"] * 2 + ["casus"] * 6 + ["melding"] * 5 + ["organisatie"]
    assert filled(found[0]) == {
        "soort": "mdt", "regio": "DH", "uur": "2026-11-24 10:00", "spoed": "nee", "minuten": "31", "gepland": "48",
        "casussen": "6", "besloten": "5", "aangehouden": "0", "niet_bereikt": "1",
    }  # fmt: skip
    assert (found[1]["spoed"], found[1]["aangehouden"]) == ("ja", "1")
    assert filled(found[2]) == {
        "soort": "casus", "regio": "DH", "casus": "1", "uur": "2026-11-24 10:00", "minuten": "7", "gepland": "8",
        "stand": "nieuw", "uitkomst": "besloten", "regiehouder": "ja",
    }  # fmt: skip
    assert [row["casus"] for row in found[2:8]] == ["1", "2", "3", "4", "5", "5"], "one case keeps its number"
    assert filled(found[8]) == {"soort": "melding", "regio": "DH", "uur": "2026-11-24 10:00", "uren_tot_mdt": "20"}
    organisation = {"soort": "organisatie", "regio": "DH", "organisatie": "Politie", "mdts": "2", "aanwezig": "1"}
    assert filled(found[-1]) == organisation


def test_no_code_and_no_person_is_in_it_and_numbers_follow_chance() -> None:
    source = Source((meeting(*map(item, CODES)),), [Wait(NOW - HOUR, NOW)] * 5)
    text = write_figures([RegionSource("DH", NOVEMBER, source)], list.reverse)
    assert not any(word in text for word in (*CODES, ANNA, "7K3", ":17", ":42"))
    lengths = [item(code, minutes=number) for number, code in enumerate(CODES, start=1)]
    numbered = [row for row in rows(Source((meeting(*lengths),))) if row["soort"] == "casus"]
    assert [row["minuten"] for row in numbered] == ["5", "4", "3", "2", "1"]


def test_of_few_cases_there_are_no_lines() -> None:
    found = rows(Source((meeting(*map(item, CODES[:4])),), [Wait(NOW - HOUR, NOW)] * 4))
    assert [row["soort"] for row in found] == ["mdt"]


def test_only_these_days_and_closed_meetings_are_in_it() -> None:
    running = Meeting("r", "DH", ANNA, NOW, (item(CODES[0]),))
    december = meeting(item(CODES[0]), at=NOW + 10 * 24 * HOUR)
    assert rows(Source((running, december), [Wait(NOW, NOW + 10 * 24 * HOUR)] * 5)) == []


def test_each_region_has_its_own_lines() -> None:
    found = rows(Source((meeting(item(CODES[0])),)), Source((meeting(item("OB-2222")),)))
    assert [row["regio"] for row in found] == ["DH", "OB"]
