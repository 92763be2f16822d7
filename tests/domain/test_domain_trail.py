"""The chain of the audit trail: whatever is done to it afterwards, the first entry that is not right is named."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from bot.domain.trail import (
    START,
    AuditEntry,
    Chained,
    Flaw,
    Harm,
    Inspection,
    TrailHead,
    follow,
    link_of,
    read_head,
)

NOW = datetime(2026, 11, 23, 9, 30, 15, 123456, tzinfo=UTC)
FIELDS = ("at", "actor", "verb", "place", "subject", "outcome")
TEXT = st.text(max_size=8)
MOMENTS = st.datetimes(timezones=st.just(UTC))
ENTRIES = st.builds(AuditEntry, MOMENTS, TEXT, TEXT, TEXT, TEXT, TEXT)
TRAILS = st.lists(ENTRIES, min_size=1, max_size=12)


def chain(entries: Sequence[AuditEntry], head: TrailHead = START) -> list[Chained]:
    rows = []
    for entry in entries:
        rows.append(follow(head, entry))
        head = TrailHead(rows[-1].number, rows[-1].link)
    return rows


def head_of(rows: Sequence[Chained]) -> TrailHead:
    return TrailHead(rows[-1].number, rows[-1].link) if rows else START


def inspect(rows: Sequence[Chained], *heads: TrailHead) -> Flaw | None:
    inspection = Inspection(heads)
    for row in rows:
        if (flaw := inspection.take(row)) is not None:
            return flaw
    return inspection.end()


def renumbered(rows: Sequence[Chained]) -> list[Chained]:
    return [replace(row, number=number) for number, row in enumerate(rows, 1)]


def entries_of(rows: Sequence[Chained]) -> list[AuditEntry]:
    return [row.entry for row in rows if row.entry is not None]


@given(TRAILS, st.data())
def test_a_trail_that_nobody_touched_is_whole_and_contains_every_head_it_ever_had(
    entries: list[AuditEntry], data: st.DataObject
) -> None:
    rows = chain(entries)
    heads = [head_of(rows[:count]) for count in data.draw(st.lists(st.integers(1, len(rows)), max_size=3))]
    assert inspect(rows, *heads) is None


def test_an_empty_trail_is_whole() -> None:
    assert inspect([]) is None


@given(TRAILS, st.data())
def test_one_change_is_found_at_that_entry(entries: list[AuditEntry], data: st.DataObject) -> None:
    rows = chain(entries)
    place = data.draw(st.integers(0, len(rows) - 1))
    entry = entries[place]
    name = data.draw(st.sampled_from([*FIELDS, "link", "unreadable"]))
    if name == "unreadable":
        changed = replace(rows[place], entry=None)
    elif name == "link":
        changed = replace(rows[place], link=data.draw(st.text("0123456789abcdef", min_size=64, max_size=64)))
    else:
        value = data.draw(MOMENTS if name == "at" else TEXT)
        other = replace(entry, **{name: value})  # type: ignore[arg-type]  # a field by its name
        changed = replace(rows[place], entry=other)
    assume(changed != rows[place])
    flaw = inspect([*rows[:place], changed, *rows[place + 1 :]])
    assert flaw is not None
    assert (flaw.number, flaw.harm) == (place + 1, Harm.CHANGED)
    assert flaw.at == (changed.entry and changed.entry.at)


@given(TRAILS, st.data())
def test_what_was_removed_is_missed(entries: list[AuditEntry], data: st.DataObject) -> None:
    rows = chain(entries)
    first = data.draw(st.integers(0, len(rows) - 1))
    last = data.draw(st.integers(first, len(rows) - 1))
    before = entries[first - 1].at if first else None
    assert inspect([*rows[:first], *rows[last + 1 :]], head_of(rows)) == Flaw(first + 1, Harm.MISSING, before, 0)


@given(st.lists(ENTRIES, min_size=2, max_size=12, unique=True), st.data())
def test_what_was_removed_is_missed_also_when_the_rest_moved_up(entries: list[AuditEntry], data: st.DataObject) -> None:
    rows = chain(entries)
    gone = data.draw(st.integers(0, len(rows) - 2))
    flaw = inspect(renumbered([*rows[:gone], *rows[gone + 1 :]]))
    assert flaw is not None
    assert flaw.number == gone + 1
    # What is behind the next one tells that something is missing; without that it may as well have been changed.
    assert flaw.harm is (Harm.MISSING if gone + 2 < len(rows) else Harm.CHANGED)


@given(st.lists(ENTRIES, min_size=2, max_size=12, unique=True), st.data())
def test_two_entries_that_changed_places_are_found(entries: list[AuditEntry], data: st.DataObject) -> None:
    rows = chain(entries)
    one, other = sorted(data.draw(st.lists(st.integers(0, len(rows) - 1), min_size=2, max_size=2, unique=True)))
    if data.draw(st.booleans()):  # with their links, or without
        rows[one], rows[other] = replace(rows[other], number=one + 1), replace(rows[one], number=other + 1)
    else:
        first, second = rows[one].entry, rows[other].entry
        rows[one], rows[other] = replace(rows[one], entry=second), replace(rows[other], entry=first)
    flaw = inspect(rows)
    assert flaw is not None
    assert (flaw.number, flaw.harm) == (one + 1, Harm.CHANGED)


@given(TRAILS, ENTRIES, st.booleans(), st.data())
def test_what_was_inserted_is_found(
    entries: list[AuditEntry], alien: AuditEntry, fitting: bool, data: st.DataObject
) -> None:
    rows = chain(entries)
    place = data.draw(st.integers(0, len(rows) - 1))
    assume(alien not in entries)
    between = follow(head_of(rows[:place]), alien)
    if not fitting:
        between = replace(between, link=data.draw(st.text("0123456789abcdef", min_size=64, max_size=64)))
        assume(between.link != link_of(head_of(rows[:place]).link, place + 1, alien))
    flaw = inspect(renumbered([*rows[:place], between, *rows[place:]]))
    assert flaw == Flaw(place + 1, Harm.INSERTED, alien.at, 0)


@pytest.mark.parametrize("number", [0, -7, 2])
def test_a_number_that_cannot_be_is_an_insertion(number: int) -> None:
    rows = chain([AuditEntry(NOW, "a", "b", "c", "d", str(i)) for i in range(3)])
    alien = replace(rows[0], number=number)
    assert inspect(sorted([*rows, alien], key=lambda row: row.number)) == Flaw(number, Harm.INSERTED, NOW, 0)


@given(TRAILS, st.data())
def test_a_trail_that_was_cut_off_is_found_with_a_head_from_before(
    entries: list[AuditEntry], data: st.DataObject
) -> None:
    rows = chain(entries)
    left = data.draw(st.integers(0, len(rows) - 1))
    at = entries[left - 1].at if left else None
    assert inspect(rows[:left]) is None, "by itself it looks whole: that is what the posted heads are for"
    assert inspect(rows[:left], head_of(rows)) == Flaw(left + 1, Harm.MISSING, at, 0)


@given(TRAILS, ENTRIES, st.data())
def test_a_trail_that_was_written_anew_is_found_and_bracketed_by_the_heads(
    entries: list[AuditEntry], other: AuditEntry, data: st.DataObject
) -> None:
    rows = chain(entries)
    changed = data.draw(st.integers(0, len(rows) - 1))
    assume(other != entries[changed])
    anew = chain([*entries[:changed], other, *entries[changed + 1 :]])
    assert inspect(anew) is None
    heads = [head_of(rows[: count + 1]) for count in range(len(rows))]
    assert inspect(anew, *heads) == Flaw(changed + 1, Harm.REWRITTEN, other.at, changed)
    last = inspect(anew, heads[-1])
    assert last == Flaw(len(rows), Harm.REWRITTEN, entries_of(anew)[-1].at, 0)
    grown = chain([other, other], head_of(anew))
    assert inspect([*anew, *grown], heads[-1]) == last, "what came behind it hides nothing"


def test_two_heads_that_contradict_each_other_are_not_both_right() -> None:
    rows = chain([AuditEntry(NOW, "a", "b", "c", "d", "e")])
    flaw = inspect(rows, head_of(rows), TrailHead(1, "f" * 64))
    assert flaw == Flaw(1, Harm.REWRITTEN, NOW, 0)


@given(ENTRIES, ENTRIES, st.integers(1, 10**9), st.integers(1, 10**9))
def test_different_entries_have_different_links(one: AuditEntry, other: AuditEntry, first: int, second: int) -> None:
    assert (link_of(START.link, first, one) == link_of(START.link, second, other)) == ((first, one) == (second, other))


def test_the_form_of_a_link_never_changes() -> None:
    """Links are stored for years; this one was computed apart, with sha256sum."""
    entry = AuditEntry(NOW, "@anna:example.org", "actie", "casus", "DH-7K3M", "ok")
    assert link_of(START.link, 1, entry) == "9638a95aeda17741403d5a787c59ab932f7ceae90ff189715b64801a90668f77"


def test_a_moment_is_the_same_in_every_zone_and_has_one() -> None:
    entry = AuditEntry(NOW, "a", "b", "c", "d", "e")
    elsewhere = replace(entry, at=NOW.astimezone(timezone(timedelta(hours=5))))
    assert link_of(START.link, 1, elsewhere) == link_of(START.link, 1, entry)
    with pytest.raises(ValueError, match="time zone"):
        follow(START, replace(entry, at=NOW.replace(tzinfo=None)))


@given(st.integers(1, 10**9), st.binary(min_size=32, max_size=32), st.sampled_from([" ", "\n", "  ", "\u00a0"]))
def test_a_head_can_be_copied(number: int, link: bytes, between: str) -> None:
    head = TrailHead(number, link.hex())
    assert read_head(head.text()) == head
    assert read_head(head.text().upper().replace(" ", between)) == head
    assert read_head(f"{number} {link.hex()}") == head
    assert max(map(len, head.text().split()[1:])) == 4


@pytest.mark.parametrize(
    "text",
    [
        "",
        "12",
        "a" * 64,
        "0 " + "a" * 64,
        "-1 " + "a" * 64,
        "12 " + "a" * 63,
        "12 " + "g" * 64,
        "12 " + "_" * 64,
        "9" * 5000,
    ],
)
def test_what_is_no_head_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"."):
        read_head(text)
