"""The privacy protocol: published when it changes, asked once, required from a moment on (R14)."""

from datetime import timedelta

import pytest

from bot.domain.calendar import local_day
from bot.domain.coming import Step
from bot.domain.people import Place
from bot.domain.refusals_coming import NoProtocol
from bot.usecases.protocol import not_accepted, publish, watch
from bot.usecases.results_coming import (
    ProtocolAccepted,
    ProtocolAsked,
    ProtocolMissed,
    ProtocolNews,
    ProtocolSoon,
    ProtocolText,
)
from bot.usecases.rosters import roster_of
from tests.commands.stage import Said, only
from tests.newcomers import ANNA, BO, CEES, NIEK, PIET, Town, code

TEXT, NEXT = "Wij houden geheim\nwat we lezen.", "Wij houden geheim wat we lezen. Ook thuis."
DAYS = 7
EVERYBODY = {ANNA, BO, PIET, CEES, NIEK}


@pytest.fixture
async def town() -> Town:
    return await Town().set_up()


async def published(town: Town, text: str) -> list[Said]:
    async with town.database.work() as work:
        await publish(work, town.speaker, text, town.now, DAYS)
        await work.commit()
    return await town.read()


async def watched(town: Town) -> list[Said]:
    async with town.database.work() as work:
        await watch(work, town.speaker, town.now)
        await work.commit()
    return await town.read()


def to_people(said: list[Said], kind: type) -> set[str]:
    return {each.subject for each in said if each.place is Place.DIRECT and isinstance(each.value, kind)}


async def in_meeting(town: Town) -> frozenset[str]:
    async with town.database.work() as work:
        room = await work.rooms.find(Place.MDT, "DH")
        assert room is not None
        return await roster_of(work, room)


async def everybody_agrees(town: Town, *but: str) -> None:
    for who in sorted(EVERYBODY - set(but)):
        await town.in_direct(who, "!akkoord")


async def test_before_there_is_a_protocol_there_is_nothing_to_read_or_accept(town: Town) -> None:
    assert only(await town.in_direct(ANNA, "!protocol")) == NoProtocol()
    assert only(await town.in_direct(ANNA, "!akkoord")) == NoProtocol()


async def test_the_first_is_in_force_at_once_and_who_was_enrolled_with_it_stays(town: Town) -> None:
    said = await published(town, TEXT)
    assert to_people(said, ProtocolAsked) == {PIET, NIEK}, "the others accepted it before (tests/enrolled.py)"
    assert only(await town.in_direct(PIET, "!protocol")) == ProtocolText(1, TEXT, town.now, accepted=False)
    assert only(await town.in_direct(PIET, "!akkoord")) == ProtocolAccepted(1, (Step.IDENTITY, Step.COLLEAGUE))
    [entry] = await town.audited()
    assert (entry.verb, entry.subject, entry.outcome) == ("akkoord", "protocol 1", "ok")
    assert only(await town.in_direct(PIET, "!agree")) == ProtocolAccepted(1, (Step.IDENTITY, Step.COLLEAGUE))
    shown = only(await town.in_direct(PIET, "!protocol"))
    assert isinstance(shown, ProtocolText)
    assert shown.accepted


async def test_without_acceptance_a_confirmed_colleague_is_in_no_meeting(town: Town) -> None:
    await published(town, TEXT)
    await town.in_direct(ANNA, f"!collega piet bevestig {code(PIET)}")
    assert PIET not in await in_meeting(town)
    await town.in_direct(PIET, "!akkoord")
    assert PIET in await in_meeting(town)


@pytest.mark.parametrize("again", [TEXT, "  Wij houden geheim wat\r\n\r\nwe lezen. \n"])
async def test_the_same_text_is_no_new_version(town: Town, again: str) -> None:
    await published(town, TEXT)
    assert await published(town, again) == []
    async with town.database.work() as work:
        assert len(await work.standings.protocols()) == 1


async def test_a_new_version_is_asked_for_at_once_and_required_a_week_later(town: Town) -> None:
    await published(town, TEXT)
    await everybody_agrees(town)
    said = await published(town, NEXT)
    assert to_people(said, ProtocolAsked) == EVERYBODY
    [news] = [each.value for each in said if each.place is Place.ADMIN]
    assert isinstance(news, ProtocolNews)
    assert (news.version, news.in_force, news.waiting) == (2, False, 5)
    assert local_day(news.since) == local_day(town.now) + timedelta(days=DAYS)
    await everybody_agrees(town, BO)
    start = news.since
    for before in (timedelta(days=6), timedelta(days=1, seconds=1)):
        town.now = start - before
        assert await watched(town) == []
    assert BO in await in_meeting(town), "who accepted the one before stays in"
    town.now = start - timedelta(days=1)
    assert to_people(await watched(town), ProtocolSoon) == {BO}
    assert await watched(town) == [], "and once"
    town.now = start - timedelta(seconds=1)
    assert await watched(town) == []
    town.now = start
    said = await watched(town)
    assert to_people(said, ProtocolMissed) == {BO}
    assert ProtocolNews(2, start, in_force=True, waiting=1) in [each.value for each in said]
    assert await in_meeting(town) == {ANNA, CEES}
    assert await watched(town) == []
    await town.in_direct(BO, "!akkoord")
    assert BO in await in_meeting(town)


async def test_whoever_was_not_there_for_a_week_is_told_all_the_same(town: Town) -> None:
    """The bot was off on the day before: nobody was reminded, and the version comes in force at the next tick."""
    await published(town, TEXT)
    await published(town, NEXT)
    await everybody_agrees(town, BO)
    town.now += timedelta(days=30)
    assert to_people(await watched(town), ProtocolMissed) == {BO}


async def test_accepting_takes_the_newest_also_while_an_earlier_one_is_still_to_come_in_force(town: Town) -> None:
    await published(town, TEXT)
    await published(town, NEXT)
    town.now += timedelta(days=3)
    await published(town, TEXT)  # they thought better of it: a third version, with the words of the first
    await everybody_agrees(town)
    for _ in range(12):
        town.now += timedelta(days=1)
        said = await watched(town)
        assert to_people(said, ProtocolMissed) | to_people(said, ProtocolSoon) == set()
    async with town.database.work() as work:
        assert (await work.people.directory()).protocol == 3


async def test_administrators_can_see_who_has_not_accepted(town: Town) -> None:
    await published(town, TEXT)
    async with town.database.work() as work:
        directory = await work.people.directory()
        assert [p.user_id for p in not_accepted(directory, directory.protocol)] == [PIET, NIEK]


async def test_who_comes_after_the_first_is_welcomed_with_it_and_not_asked_once_more() -> None:
    town = Town()
    async with town.database.work() as work:
        from tests.enrolled import enrol
        from tests.newcomers import TOWN

        await enrol(work, TOWN, only=())
        await work.commit()
    assert to_people(await published(town, TEXT), ProtocolAsked) == set()
