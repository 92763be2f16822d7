"""From the MDT room: a case is put on the agenda, in the meeting that runs, or moved; why stands in its own room."""

import pytest

from bot.commands.agenda import ADD_HERE, MOVE_HERE
from bot.domain.agenda import Reason
from bot.domain.agenda_item import HalfDay, Standing
from bot.domain.agenda_notes import Deed
from bot.domain.case import CaseCode
from bot.domain.duty import Duty
from bot.domain.meeting import Item
from bot.domain.people import Place
from bot.domain.refusals import DateAmbiguous, DateInPast, DateNotUnderstood, MissingField, NotUnderstood, Refusal
from bot.domain.refusals_agenda import (
    AlreadyThen,
    BeenUp,
    CodeClosed,
    CodeNotHere,
    NoMdtOnDay,
    NotOnAgenda,
    PastDeadlineRounded,
    TooLateToday,
    UpNow,
)
from bot.texts.words import FluentWords
from bot.usecases.results_agenda import AgendaReasonKept, ArrangedThere, MovedHere, OutOfMeeting, PutOnHere
from bot.usecases.results_meeting import Agenda, ItemHere, ItemUp
from bot.usecases.results_roster import GuestsCame
from tests.commands.arranging import (
    DAY,
    FRIDAY,
    MONDAY,
    SATURDAY,
    TUESDAY,
    WEDNESDAY,
    WHY,
    carry,
    finish,
    next_morning,
    on,
    reasons,
    shown,
    ten,
)
from tests.commands.chat import JOOST, MIRA, Chat
from tests.commands.stage import ANNA, BAS_SMIT, CARLA, Said, Stage, only


def here(said: list[Said]) -> object:
    return only([each for each in said if each.place is Place.MDT])


def there(said: list[Said]) -> object:
    return only([each for each in said if each.place is Place.CASE])


async def test_a_chair_puts_a_case_on_and_its_room_is_asked_why(stage: Stage) -> None:
    await finish(stage)
    said = await stage.in_mdt(f"!mdt erbij {stage.code.lower()} vrijdag")
    assert here(said) == PutOnHere(stage.code, ten(FRIDAY), already=False, running=False)
    assert there(said) == ArrangedThere(stage.code, Deed.ADDED, ten(FRIDAY), "Carla Bakker", running=False, asked=True)
    assert await on(stage, WEDNESDAY, FRIDAY) == [False, True]
    text = FluentWords(stage.clock).render(await shown(stage), "nl").plain
    assert "Erbij gezet: vr 27 nov, door Carla Bakker: reden nog niet gezegd" in text.split("\n")
    kept = only(await stage.in_case(BAS_SMIT, f"!agenda reden: {WHY}"))
    assert kept == AgendaReasonKept(stage.code, Deed.ADDED, FRIDAY, WHY, again=False)
    [note] = (await shown(stage)).stands
    assert (note.by, note.reason) == (CARLA, WHY)


async def test_a_reason_goes_to_what_has_none_yet(stage: Stage) -> None:
    await finish(stage)
    await stage.in_mdt(f"!mdt add {stage.code}")
    await stage.in_case(ANNA, "!agenda erbij vrijdag: de tolk komt")
    kept = only(await stage.in_case(ANNA, f"!agenda reden: {WHY}"))
    assert kept == AgendaReasonKept(stage.code, Deed.ADDED, WEDNESDAY, WHY, again=False)


async def test_the_card_on_the_table_says_that_the_reason_is_missing(stage: Stage) -> None:
    await finish(stage)
    await stage.in_mdt(f"!mdt erbij {stage.code}")
    await next_morning(stage)
    [item] = [s.value for s in await stage.in_mdt("!mdt start\n!volgende") if isinstance(s.value, ItemHere)]
    text = FluentWords(stage.clock).render(item, "nl").plain
    assert "Erbij gezet: wo 25 nov, door Carla Bakker: reden nog niet gezegd" in text.split("\n")


async def test_where_it_is_on_it_already_that_is_said_and_a_reason_that_stands_is_not_asked(stage: Stage) -> None:
    await carry(stage)
    said = await stage.in_mdt(f"!mdt erbij {stage.code}")
    assert here(said) == PutOnHere(stage.code, ten(WEDNESDAY), already=True, running=False)
    await stage.in_case(ANNA, f"!agenda reden: {WHY}")
    told = there(await stage.in_mdt(f"!mdt erbij {stage.code}"))
    assert isinstance(told, ArrangedThere)
    assert not told.asked


async def running(stage: Stage) -> CaseCode:
    """Have the MDT of tomorrow run with another case, at its first item; the first case is finished."""
    await finish(stage)
    await next_morning(stage)
    other = await stage.new_case("2")
    await stage.in_mdt("!mdt start\n!volgende")
    return other


async def test_while_the_meeting_runs_a_case_is_added_to_it(stage: Stage) -> None:
    await running(stage)
    said = await stage.in_mdt(f"!mdt erbij {stage.code}")
    assert here(said) == PutOnHere(stage.code, ten(WEDNESDAY), already=False, running=True)
    told = there(said)
    assert isinstance(told, ArrangedThere)
    assert (told.running, told.asked) == (True, True)
    assert (await stage.meeting()).items[-1] == Item(stage.code, minutes=3, standing=Standing.RUNNING)
    listed = only(await stage.in_mdt("!mdt agenda"))
    assert isinstance(listed, Agenda)
    assert [(i.code, i.standing, i.minutes) for i in listed.items][-1] == (stage.code, Standing.RUNNING, 3)
    up = [s.value for s in await stage.in_mdt("!volgende") if isinstance(s.value, ItemUp)]
    assert [(item.code, item.position, item.total) for item in up] == [(stage.code, 2, 2)]
    await stage.in_mdt("!mdt sluit")
    assert (await shown(stage)).stands == (), "a meeting left it"


async def test_a_new_case_comes_in_as_new_with_its_guests(stage: Stage) -> None:
    await running(stage)
    async with stage.database.work() as work:
        for member in await work.cases.roster(stage.code):
            if member.organisation == "shn":
                await work.cases.remove_member(stage.code, member.user_id)
        await work.duties.replace("DH", "shn", [Duty("DH", "shn", BAS_SMIT, weekday=2)])
        await work.commit()
    said = await stage.in_mdt(f"!mdt erbij {stage.code}")
    assert [s.value for s in said if isinstance(s.value, GuestsCame)]
    new = await stage.new_case("3", stage.now)
    await stage.in_mdt(f"!mdt erbij {new} vandaag")
    assert (await stage.meeting()).items[-1] == Item(new, minutes=8, standing=Standing.NEW)


async def test_what_waits_in_it_or_was_up_is_not_added_again(stage: Stage) -> None:
    other = await running(stage)
    await stage.in_mdt(f"!mdt erbij {stage.code}")
    again = only(await stage.in_mdt(f"!mdt erbij {stage.code}"))
    assert again == PutOnHere(stage.code, stage.now, already=True, running=True)
    assert only(await stage.in_mdt(f"!mdt erbij {other}")) == BeenUp(other)
    await stage.in_mdt("!volgende")
    assert only(await stage.in_mdt(f"!mdt erbij {other} vandaag")) == BeenUp(other)
    assert len((await stage.meeting()).items) == 2
    assert isinstance(here(await stage.in_mdt(f"!mdt erbij {other} vrijdag")), PutOnHere)


async def test_another_day_leaves_the_meeting_that_runs_alone(stage: Stage) -> None:
    await running(stage)
    await stage.in_mdt(f"!mdt erbij {stage.code} vrijdag")
    assert (await stage.meeting()).item(stage.code) is None
    assert await on(stage, FRIDAY) == [True]


async def test_an_urgent_meeting_is_not_that_of_the_day(stage: Stage) -> None:
    other = await stage.new_case("2")
    await stage.in_mdt(f"!mdt spoed {other}")
    assert here(await stage.in_mdt(f"!mdt erbij {stage.code}")) == PutOnHere(
        stage.code, ten(TUESDAY), already=True, running=False
    )
    assert len((await stage.meeting()).items) == 1


async def test_a_chair_moves_a_case(stage: Stage) -> None:
    await carry(stage)
    said = await stage.in_mdt(f"!mdt verzet {stage.code} vrijdag")
    assert here(said) == MovedHere(stage.code, ten(FRIDAY), None, waited=False)
    assert there(said) == ArrangedThere(stage.code, Deed.MOVED, ten(FRIDAY), "Carla Bakker", running=False, asked=True)
    assert await on(stage, WEDNESDAY, FRIDAY) == [False, True]
    again = here(await stage.in_mdt(f"!mdt move {stage.code} monday"))
    assert again == MovedHere(stage.code, ten(MONDAY), FRIDAY, waited=False)


async def test_a_case_that_waits_goes_out_of_the_meeting_and_comes_back_at_its_day(stage: Stage) -> None:
    await running(stage)
    await stage.in_mdt(f"!mdt erbij {stage.code}")
    said = await stage.in_mdt(f"!mdt verzet {stage.code} vrijdag")
    assert here(said) == MovedHere(stage.code, ten(FRIDAY), None, waited=True)
    assert (await stage.meeting()).item(stage.code) is None
    await stage.in_mdt("!mdt sluit")
    assert await on(stage, WEDNESDAY + DAY) == [False]
    assert await reasons(stage, FRIDAY) == (Reason.BY_HAND, Reason.MOVED)


async def test_what_was_added_to_the_meeting_and_taken_back_leaves_it_unless_state_wants_it(stage: Stage) -> None:
    await running(stage)
    new = await stage.new_case("3", stage.now)
    await stage.in_mdt(f"!mdt erbij {stage.code}\n!mdt erbij {new}")
    assert here(await stage.in_case(ANNA, "!agenda terug")) == OutOfMeeting(stage.code)
    assert [s.place for s in await stage.in_case(CARLA, "!agenda terug", new)] == [Place.CASE]
    assert (await stage.meeting()).item(stage.code) is None
    assert (await stage.meeting()).item(new) is not None


async def test_every_deed_is_in_the_trail_by_the_code_of_its_case(stage: Stage) -> None:
    await carry(stage)
    await stage.in_mdt(f"!mdt verzet {stage.code} vrijdag\n!mdt erbij {stage.code}")
    entries = [(e.verb, e.subject, e.outcome) for e in await stage.audited(4)]
    assert ("mdt verzet", stage.code, "verzet") in entries
    assert ("mdt erbij", stage.code, "erbij") in entries


# --- a reason does not belong here ---


@pytest.mark.parametrize("command", ["mdt erbij", "mdt verzet", "mdt add", "mdt move"])
@pytest.mark.parametrize(
    "behind",
    [
        "DH-7K3M: Gijsbrecht belde",
        "DH-7K3M vrijdag: Gijsbrecht belde",
        ": DH-7K3M : Gijsbrecht belde",
        "DH-7K3M vrijdag want Gijsbrecht belde",
        "DH-7K3M\nwant Gijsbrecht belde weer",
        "weet ik niet: Gijsbrecht belde",
    ],
)
async def test_a_reason_in_the_mdt_room_is_kept_nowhere_and_repeated_nowhere(command: str, behind: str) -> None:
    chat = await Chat().set_up()
    before = await chat.state()
    [answer] = await chat.type(JOOST, "DH", f"!{command} {behind.replace('DH-7K3M', chat.first)}")
    assert answer.startswith("Een reden hoort niet in deze kamer: haal je bericht weg")
    assert "Gijsbrecht" not in answer
    assert [where for where, _ in chat.messages] == ["DH"]
    assert await chat.state() == before
    async with chat.database.work() as work:
        assert await work.agenda_notes.of(chat.first) == ()
    assert "Gijsbrecht" not in repr(await chat.audited())
    assert "Gijsbrecht" not in await chat.only(MIRA, chat.first, "!agenda")


async def test_the_mdt_room_reads_codes_and_days_only() -> None:
    chat = await Chat().set_up()
    await chat.type(MIRA, chat.first, "!regie mira")
    await chat.type(JOOST, "DH", "!mdt start\n!volgende\n!mdt sluit")
    said = []
    for who, where, text in (
        (MIRA, chat.first, "!agenda erbij vrijdag: Gijsbrecht belde"),
        (MIRA, chat.first, "!agenda verzet 30-11: Gijsbrecht kan dan"),
        (JOOST, "DH", f"!mdt erbij {chat.first} morgen"),
        (MIRA, chat.first, "!agenda reden: Gijsbrecht wil het"),
        (JOOST, "DH", f"!mdt verzet {chat.first} 1-12"),
        (JOOST, "DH", "!mdt agenda 1-12"),
    ):
        await chat.type(who, where, text)
        said += [message.plain for room, message in chat.messages if room == "DH"]
    text = "\n".join(said)
    assert f"{chat.first} is verzet naar di 1 dec 10:00." in text
    for never in ("Gijsbrecht", "Mira", "Slachtofferhulp"):
        assert never not in text


# --- what cannot be ---


@pytest.mark.parametrize(
    ("text", "refusal"),
    [
        ("!mdt erbij", MissingField("code", ADD_HERE)),
        ("!mdt erbij morgen", NotUnderstood("code", ADD_HERE)),
        ("!mdt erbij DH-2222", CodeNotHere("DH")),
        ("!mdt erbij OB-2222", CodeNotHere("DH")),
        ("!mdt erbij CODE zaterdag", NoMdtOnDay(SATURDAY, MONDAY)),
        ("!mdt erbij CODE 23-11", DateInPast("datum", TUESDAY - DAY)),
        ("!mdt erbij CODE volgende vrijdag", DateAmbiguous("datum", FRIDAY, FRIDAY + 7 * DAY)),
        ("!mdt erbij CODE vrijdg", DateNotUnderstood("datum")),
        ("!mdt erbij CODE vandaag", TooLateToday(WEDNESDAY)),
        ("!mdt verzet", MissingField("code", MOVE_HERE)),
        ("!mdt verzet CODE", MissingField("datum", MOVE_HERE)),
        ("!mdt verzet vrijdag", NotUnderstood("code", MOVE_HERE)),
        ("!mdt verzet DH-2222 vrijdag", CodeNotHere("DH")),
        ("!mdt verzet OB-2222 vrijdag", CodeNotHere("DH")),
        ("!mdt verzet CODE zondag", NoMdtOnDay(SATURDAY + DAY, MONDAY)),
        ("!mdt verzet CODE 23-11", DateInPast("datum", TUESDAY - DAY)),
        ("!mdt verzet CODE volgende vrijdag", DateAmbiguous("datum", FRIDAY, FRIDAY + 7 * DAY)),
        ("!mdt verzet CODE vandaag", TooLateToday(WEDNESDAY)),
        ("!mdt verzet CODE morgen", AlreadyThen("CODE", WEDNESDAY)),
    ],
)
async def test_bad_input_is_refused_and_changes_nothing(stage: Stage, text: str, refusal: Refusal) -> None:
    await carry(stage)
    if isinstance(refusal, AlreadyThen):
        refusal = AlreadyThen(stage.code, refusal.day)
    assert only(await stage.in_mdt(text.replace("CODE", stage.code))) == refusal
    assert (await shown(stage)).stands == ()


async def test_a_closed_or_finished_case_is_not_moved_and_a_closed_one_not_added(stage: Stage) -> None:
    await finish(stage)
    assert only(await stage.in_mdt(f"!mdt verzet {stage.code} vrijdag")) == NotOnAgenda(WEDNESDAY)
    async with stage.database.work() as work:
        await work.cases.close(stage.code, stage.now, ANNA)
        await work.commit()
    for text in (f"!mdt verzet {stage.code} vrijdag", f"!mdt erbij {stage.code}"):
        assert only(await stage.in_mdt(text)) == CodeClosed(stage.code)


async def test_a_new_case_is_not_moved_beyond_its_24_hours_and_the_room_hears_half_a_day(stage: Stage) -> None:
    refused = only(await stage.in_mdt(f"!mdt verzet {stage.code} morgen"))
    assert refused == PastDeadlineRounded(stage.code, HalfDay(WEDNESDAY, afternoon=False))
    text = FluentWords(stage.clock).render(refused, "nl").plain
    assert "uiterlijk wo 25 nov, ochtend" in text
    assert "!mdt spoed" in text
    assert await on(stage, TUESDAY) == [True]


async def test_what_is_being_weighed_is_not_moved(stage: Stage) -> None:
    other = await running(stage)
    assert only(await stage.in_mdt(f"!mdt verzet {other} vrijdag")) == UpNow(other)
