"""One message, one unit of work: who is heard, what is undone, what is written down."""

from dataclasses import replace

import pytest

from bot.commands.parsing import MOST_COMMANDS
from bot.domain.people import Place
from bot.domain.refusals import (
    NotAllowed,
    TooManyCommands,
    UnknownCommand,
    UnknownPerson,
    WrongPlace,
)
from bot.ports import Incoming
from bot.usecases.notices import YourTurn
from bot.usecases.results import ActionAdded, ActionDone, ActionList, Help, Who
from bot.usecases.rosters import all_rosters
from tests.commands.stage import (
    ANNA,
    BAS,
    CARLA,
    DIRECTORY,
    DIRK,
    FRITS,
    GERDA,
    NOW,
    STRANGER,
    Stage,
    only,
    values,
)

SECRET = "Gijsbrecht"


async def open_actions(stage: Stage) -> int:
    async with stage.database.work() as work:
        return len(await work.actions.of(stage.code))


# --- who is heard ---


@pytest.mark.parametrize("sender", [STRANGER, DIRK, FRITS, GERDA, "", "@anna:elders.test"])
async def test_who_is_not_on_the_roster_is_ignored_by_event_id(
    stage: Stage, sender: str, caplog: pytest.LogCaptureFixture
) -> None:
    said = await stage.post(sender, f"!wie {SECRET}", Place.CASE, stage.code, "$van-buiten")
    assert said == []
    assert await stage.audited() == []
    assert "$van-buiten" in caplog.text
    assert SECRET not in caplog.text
    assert not sender or sender not in caplog.text


async def test_an_unknown_room_is_ignored(stage: Stage) -> None:
    await stage.dispatcher.handle(Incoming("$e", "!onbekend:regiekamer.test", ANNA, NOW, "!wie"))
    assert await stage.read() == []
    assert await stage.audited() == []


async def test_who_left_the_directory_is_ignored_everywhere(stage: Stage) -> None:
    async with stage.database.work() as work:
        people = tuple(person for person in DIRECTORY.people if person.user_id != ANNA)
        await work.people.replace(replace(DIRECTORY, people=people))
        await work.commit()
    assert await stage.in_case(ANNA, "!wie") == []
    assert await stage.in_direct(ANNA, "!help") == []
    assert await stage.in_mdt("!agenda", ANNA) == []


async def test_an_administrator_sees_no_case_and_no_agenda(stage: Stage) -> None:
    assert await stage.in_case(FRITS, "!casus") == []
    assert await stage.in_mdt("!mdt agenda", FRITS) == []
    assert isinstance(only(await stage.post(FRITS, "!help", Place.ADMIN, "")), Help)
    assert only(await stage.post(FRITS, "!casus", Place.ADMIN, "")) == WrongPlace("casus", "casus")


# --- what counts as a command ---


@pytest.mark.parametrize(
    "text", ["", " ", "goedemorgen", "wat een dag!", "!", "! ", "a\nb", "> !wie\nmooi", "/wie", "1!"]
)
async def test_talk_between_people_is_ignored_silently(stage: Stage, text: str) -> None:
    assert await stage.in_case(ANNA, text) == []
    assert await stage.in_mdt(text) == []
    assert await stage.audited() == []


@pytest.mark.parametrize("text", ["", "goedemorgen", "!", "👋", "wat kan ik hier?"])
async def test_talk_to_the_bot_is_answered_with_help(stage: Stage, text: str) -> None:
    said = await stage.in_direct(ANNA, text)
    assert isinstance(only(said), Help)
    assert said[0].language == "en"


@pytest.mark.parametrize(
    "text", ["!wie", "! wie", "！wie", "  !wie", "\t!WIE", "!Wie ", "!who", "hallo allemaal\n!wie"]
)
async def test_a_command_is_found_however_it_is_typed(stage: Stage, text: str) -> None:
    assert isinstance(only(await stage.in_case(ANNA, text)), Who)


async def test_commands_in_one_message_run_in_order(stage: Stage) -> None:
    said = await stage.in_case(ANNA, "!actie anna vrijdag: bellen\n!acties\n! klaar A1\n!acties")
    added, first, done, last = values(said)
    assert isinstance(added, ActionAdded)
    assert isinstance(first, ActionList)
    assert isinstance(done, ActionDone)
    assert isinstance(last, ActionList)
    assert [a.number for a in first.actions] == [1]
    assert last.actions == ()


async def test_a_refused_command_does_not_stop_the_others(stage: Stage) -> None:
    said = await stage.in_case(
        ANNA, "!actie anna vrijdag: een\n!actie zomaar vrijdag: twee\n!actie bas jansen 27-11: drie"
    )
    first, refused, third, turn = values(said)
    assert isinstance(first, ActionAdded)
    assert refused == UnknownPerson("wie")
    assert isinstance(third, ActionAdded)
    assert (first.action.number, third.action.number) == (1, 2)
    assert turn == YourTurn(stage.code, "A2", third.action.due, BAS)
    assert [e.outcome for e in await stage.audited(3)] == ["ok", "UnknownPerson", "ok"]


async def test_twenty_commands_in_one_message_all_run(stage: Stage) -> None:
    assert len(await stage.in_case(ANNA, "\n".join(["!wie"] * MOST_COMMANDS))) == MOST_COMMANDS


async def test_of_more_commands_it_is_said_how_many_were_not_run(stage: Stage) -> None:
    text = "\n".join(f"!actie anna vrijdag: nummer {n}" for n in range(MOST_COMMANDS + 3))
    said = values(await stage.in_case(ANNA, text))
    assert len(said) == MOST_COMMANDS + 1
    assert said[-1] == TooManyCommands(MOST_COMMANDS, 3)
    assert [e.outcome for e in await stage.audited(2)] == ["ok", "TooManyCommands"]
    async with stage.database.work() as work:
        assert len(await work.actions.of(stage.code)) == MOST_COMMANDS


# --- may this person do this here ---


async def test_a_command_of_another_room_names_that_room(stage: Stage) -> None:
    assert only(await stage.in_case(ANNA, "!mdt start")) == WrongPlace("mdt start", "mdt")
    assert only(await stage.in_mdt("!casus")) == WrongPlace("casus", "casus")
    assert only(await stage.in_direct(ANNA, "!actie anna vrijdag: x")) == WrongPlace("actie", "casus")
    assert only(await stage.in_case(ANNA, "!mijn")) == WrongPlace("mijn", "direct")
    assert [e.outcome for e in await stage.audited(4)] == ["WrongPlace"] * 4


async def test_only_the_chair_leads(stage: Stage) -> None:
    assert only(await stage.in_mdt("!mdt start", ANNA)) == NotAllowed("mdt start")
    assert only(await stage.in_mdt("!next", ANNA)) == NotAllowed("volgende")
    assert only(await stage.in_mdt("!mdt close", ANNA)) == NotAllowed("mdt sluit")
    [entry] = await stage.audited()
    assert (entry.actor, entry.verb, entry.outcome) == (ANNA, "mdt sluit", "NotAllowed")


async def test_who_works_in_another_region_now_is_no_longer_in_the_case(stage: Stage) -> None:
    async with stage.database.work() as work:
        moved = tuple(replace(p, regions=frozenset({"OB"})) if p.user_id == ANNA else p for p in DIRECTORY.people)
        await work.people.replace(replace(DIRECTORY, people=moved))
        rosters = {room.subject: roster for room, roster in await all_rosters(work)}
        await work.commit()
    assert ANNA not in rosters[stage.code]
    assert BAS in rosters[stage.code]
    assert await stage.in_case(ANNA, "!casus") == []


@pytest.mark.parametrize(
    ("typed", "near"),
    [
        ("!acti anna vrijdag: bellen", "!actie"),
        ("!aktie anna vrijdag: bellen", "!actie"),
        ("!klar A1", "!klaar"),
        ("!besliut recht: nee", "!besluit"),
        ("!csaus", "!casus"),
        ("!coordnator anna", "!regie"),
        ("!hlep", "!help"),
        ("!xyzzy", ""),
        ("!mdt strat", ""),  # belongs to the chair, in another room
        ("!mijnn", ""),  # belongs in the direct chat
        ("!!wie", "!wie"),
    ],
)
async def test_a_typo_is_answered_with_the_nearest_command_here(stage: Stage, typed: str, near: str) -> None:
    assert only(await stage.in_case(ANNA, typed)) == UnknownCommand(near)
    [entry] = await stage.audited()
    assert (entry.verb, entry.outcome) == ("?", "UnknownCommand")


async def test_a_typo_is_never_answered_with_what_one_may_not_do(stage: Stage) -> None:
    assert only(await stage.in_mdt("!volgnde", CARLA)) == UnknownCommand("!volgende")
    assert only(await stage.in_mdt("!volgnde", ANNA)) == UnknownCommand("")
    assert only(await stage.in_mdt("!mdt strat", CARLA)) == UnknownCommand("!mdt start")


# --- written down ---


async def test_what_was_done_is_audited_without_what_was_typed(stage: Stage) -> None:
    await stage.in_case(ANNA, f"!actie anna vrijdag: {SECRET} bellen")
    await stage.in_mdt("!agenda", ANNA)
    await stage.in_direct(ANNA, "!mine")
    entries = await stage.audited(3)
    assert [(e.verb, e.place, e.subject, e.outcome) for e in entries] == [
        ("actie", "casus", stage.code, "ok"),
        ("mdt agenda", "mdt", "DH", "ok"),
        ("mijn", "direct", "", "ok"),
    ]
    assert {e.actor for e in entries} == {ANNA}
    assert {e.at for e in entries} == {NOW}
    assert SECRET not in repr(entries)


async def test_an_answer_is_sealed_with_its_case_and_nothing_else_is(stage: Stage) -> None:
    said = [
        *await stage.in_case(ANNA, "!wie"),
        *await stage.in_case(ANNA, "!onzin"),
        *await stage.in_mdt("!agenda"),
        *await stage.in_direct(ANNA, "!mijn"),
    ]
    assert [each.outgoing.case for each in said] == [stage.code, stage.code, None, None]
    assert [each.language for each in said] == ["nl", "nl", "nl", "en"]


async def test_a_message_that_comes_again_does_nothing(stage: Stage) -> None:
    for expected in (1, 0, 0):
        said = await stage.post(ANNA, "!actie anna vrijdag: bellen", Place.CASE, stage.code, "$zelfde")
        assert len(said) == expected
    assert await open_actions(stage) == 1
    assert len(await stage.audited(9)) == 1
