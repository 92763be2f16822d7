"""Closing a case in its room: never over an agreement, shown first, and nothing changes in it afterwards."""

from dataclasses import replace
from datetime import date, timedelta
from typing import TypeVar

import pytest

from bot.commands.dispatch import Dispatcher, build_table
from bot.domain.case import Action, ActionState, Area, Owner
from bot.domain.clock import Watch
from bot.domain.closing import Chapter, Finding, Turn, What
from bot.domain.meeting import ItemState
from bot.domain.people import Place, UserId
from bot.domain.refusals import (
    ActionIsDone,
    DateInPast,
    DateNotUnderstood,
    DateTooFar,
    MissingField,
    NotUnderstood,
    Refusal,
    TooLong,
    TooShort,
    UnknownAction,
    WrongPlace,
)
from bot.domain.refusals_closing import (
    ActionIsDropped,
    CaseIsClosed,
    CloseInItsRoom,
    ClosingNotUnderstood,
    CoordinatingCloses,
    FollowUpToday,
    OnlyCoordinatorCloses,
    TooManyFollowUps,
    WhoDrops,
)
from bot.usecases.remind import post_cards, remind
from bot.usecases.results import ActionAdded, ActionList, Card, Help, Who
from bot.usecases.results_closing import ActionDropped, CaseClosed, CaseReopened, ClosingAhead, ClosingBlocked
from bot.usecases.results_consent import ConsentOverview, ConsentTaken, ConsentTakenThere, OrganisationGone, OutOfCase
from bot.usecases.results_going import WithoutCoordinator
from bot.usecases.results_meeting import Agenda, ItemUp, MeetingClosed
from bot.usecases.results_overview import MyActions
from bot.usecases.results_regie import RegieCalledOff
from tests.commands.stage import ANNA, BAS, BAS_SMIT, CARLA, REMINDER_TIMES, Said, Stage, values
from tests.commands.stage import only as only_one

T = TypeVar("T")

ALL_NVT = "\n".join(f"!besluit {area} nvt" for area in Area)
WORDS = "nazorg 25-5-2027 en 24-11-2027"
HALF, YEAR = date(2027, 5, 24), date(2027, 11, 24)


@pytest.fixture
async def stage() -> Stage:
    """Give a case that Bas coordinates and that an MDT has weighed."""
    stage = await Stage().set_up()
    await weigh(stage)
    return stage


async def weigh(stage: Stage) -> None:
    await stage.in_case(BAS, "!regie bas jansen")
    await stage.in_mdt("!mdt start\n!volgende")
    await stage.in_case(BAS, ALL_NVT)
    await stage.in_mdt("!mdt sluit")


def only(said: list[Said], kind: type[T]) -> T:
    [found] = [each.value for each in said if isinstance(each.value, kind)]
    return found


async def ahead(stage: Stage, text: str = "!casus sluit", who: UserId = BAS) -> ClosingAhead:
    return only(await stage.in_case(who, text), ClosingAhead)


async def blocked(stage: Stage, text: str = "!casus sluit") -> tuple[Finding, ...]:
    return tuple(each.finding for each in only(await stage.in_case(BAS, text), ClosingBlocked).found)


async def closed(stage: Stage, text: str = "!casus sluit") -> list[Said]:
    """Have it shown, and done by the line that was shown."""
    return await stage.in_case(BAS, (await ahead(stage, text)).command)


async def is_closed(stage: Stage) -> bool:
    async with stage.database.work() as work:
        return stage.code in await work.cases.closed()


async def follow_ups(stage: Stage) -> tuple[date, ...]:
    async with stage.database.work() as work:
        return await work.follow_ups.of(stage.code)


async def test_closing_shows_the_days_it_proposes_and_waits_for_the_code(stage: Stage) -> None:
    plan = await ahead(stage)
    assert plan.follow_ups == (HALF, YEAR), "half a year and a year from a Tuesday: a Monday and a Wednesday"
    assert plan.command.startswith("!casus sluit nazorg 24-5-2027 en 24-11-2027 bevestig ")
    assert {each.finding.what for each in plan.found} == {What.CONTACT, What.CHILDREN, What.FAMILY, What.ANONYMOUS}
    assert (plan.again, plan.moved) == (False, False)
    assert not await is_closed(stage)
    said = await stage.in_case(BAS, plan.command)
    assert only_one(said) == CaseClosed(stage.code, "Bas Jansen", (HALF, YEAR))
    assert await is_closed(stage)
    assert await follow_ups(stage) == (HALF, YEAR)
    entries = [(e.verb, e.subject, e.outcome) for e in await stage.audited(2)]
    assert entries == [("casus sluit", stage.code, "gesloten"), ("casus sluit", stage.code, "ok")]
    card = only(await stage.in_case(ANNA, "!casus"), Card)
    assert card.chapters == (Chapter(Turn.CLOSED, stage.now, BAS),)


async def test_what_was_agreed_is_in_the_way_with_owner_and_day(stage: Stage) -> None:
    await stage.in_case(BAS, "!actie @anna vrijdag: bellen met de moeder")
    await stage.in_case(BAS, "!actie politie morgen: de straat in de gaten houden")
    shown = only(await stage.in_case(BAS, "!casus sluit"), ClosingBlocked)
    assert [(e.finding.label, e.owner, e.finding.due) for e in shown.found] == [
        ("A2", "Politie", date(2026, 11, 25)),
        ("A1", "Anna de Vries", date(2026, 11, 27)),
    ]
    await stage.in_case(BAS, "!klaar A1")
    await stage.in_case(CARLA, "!vervalt A2: er is een camera opgehangen")
    assert not (await ahead(stage)).again


async def test_a_case_that_was_not_weighed_or_is_being_weighed_is_not_closed() -> None:
    stage = await Stage().set_up()
    await stage.in_case(BAS, "!regie bas jansen")
    assert await blocked(stage) == (Finding(What.AREAS, blocks=True, areas=tuple(Area)),)
    await stage.in_mdt("!mdt start\n!volgende")
    await stage.in_case(BAS, "!besluit recht nvt")
    left = (Area.SAFETY, Area.CARE, Area.RECOVERY)
    assert await blocked(stage) == (Finding(What.MEETING, blocks=True), Finding(What.AREAS, blocks=True, areas=left))
    await stage.in_case(BAS, ALL_NVT)
    assert await blocked(stage) == (Finding(What.MEETING, blocks=True),)
    assert not await is_closed(stage)
    await stage.in_mdt("!volgende")
    only_one(await closed(stage))
    assert await is_closed(stage)


async def test_a_breach_is_explained_first() -> None:
    stage = await Stage().set_up()
    stage.now += timedelta(hours=30)
    await weigh(stage)
    assert await blocked(stage) == (Finding(What.BREACH, blocks=True),)
    await stage.in_case(BAS, "!overschreden: het was weekend")
    assert (await ahead(stage)).command


@pytest.mark.parametrize("progress", ["gevraagd", "toegezegd"])
async def test_inzet_that_never_began_is_in_the_way_until_it_does_or_stops(stage: Stage, progress: str) -> None:
    await stage.in_case(BAS, f"!inzet GGZ hulp: traumascreening\n!inzet I1 {progress}")
    [found] = only(await stage.in_case(BAS, "!casus sluit"), ClosingBlocked).found
    assert (found.finding.what, found.finding.label, found.owner) == (What.CONTRIBUTION, "I1", "GGZ")
    await stage.in_case(BAS, "!inzet I1 gestopt")
    assert What.UNDER_WAY not in {each.finding.what for each in (await ahead(stage)).found}


async def test_inzet_that_goes_on_is_shown_and_may_stay(stage: Stage) -> None:
    await stage.in_case(BAS, "!inzet GGZ hulp: traumascreening\n!inzet I1 gestart\n!inzet school recht: een mentor")
    await stage.in_case(BAS, "!inzet I2 gestart")
    plan = await ahead(stage)
    assert [e.finding.label for e in plan.found if e.finding.what is What.UNDER_WAY] == ["I1, I2"]
    await stage.in_case(BAS, "!inzet I2 gestopt")
    assert (await ahead(stage, plan.command)).again, "what goes on is another thing now"
    only(await closed(stage), CaseClosed)


async def test_a_day_on_which_the_mdt_would_look_again_is_said_and_does_not_come_back(stage: Stage) -> None:
    await stage.in_case(BAS, "!herbeoordeling 8-12")
    plan = await ahead(stage)
    assert [e.finding.due for e in plan.found if e.finding.what is What.REVIEW] == [date(2026, 12, 8)]
    await stage.in_case(BAS, plan.command)
    assert only(await stage.in_case(BAS, "!casus"), Card).file.review is None
    only(await stage.in_case(BAS, "!casus heropen: toch weer nodig"), CaseReopened)
    assert only(await stage.in_case(BAS, "!casus"), Card).file.review is None


async def test_whoever_is_asked_to_be_regiehouder_is_asked_no_more(stage: Stage) -> None:
    await stage.in_case(BAS, "!regie overdragen anna")
    plan = await ahead(stage)
    assert What.ASKED in {each.finding.what for each in plan.found}
    said = await stage.in_case(BAS, plan.command)
    assert {(each.place, each.subject): each.value for each in said} == {
        (Place.CASE, stage.code): CaseClosed(stage.code, "Bas Jansen", (HALF, YEAR), ANNA),
        (Place.DIRECT, ANNA): RegieCalledOff(stage.code, ANNA),
    }
    async with stage.database.work() as work:
        assert await work.regie.open() == ()


async def test_a_closed_room_ends_with_the_whole_card_and_the_days_of_the_follow_up(stage: Stage) -> None:
    """Nobody can type anything there any more, so nobody can ask for it."""
    await closed(stage)
    stage.now += timedelta(seconds=5)
    async with stage.database.work() as work:
        assert await post_cards(work, stage.speaker, stage.now) == 1
        await work.commit()
    card = only(await stage.read(), Card)
    assert (card.whole, card.follow_ups) == (True, (HALF, YEAR))


@pytest.mark.parametrize("who", [ANNA, CARLA])
async def test_only_the_regiehouder_closes(stage: Stage, who: UserId) -> None:
    plan = await ahead(stage)
    assert only(await stage.in_case(who, plan.command), OnlyCoordinatorCloses).name == "Bas Jansen"
    assert not await is_closed(stage)


async def test_without_a_regiehouder_whoever_could_be_it_closes(stage: Stage) -> None:
    async with stage.database.work() as work:
        await work.cases.set_coordinator(stage.code, None)
        await work.commit()
    assert "Veilig Thuis" in only(await stage.in_case(CARLA, "!casus sluit"), CoordinatingCloses).organisations
    plan = await ahead(stage, who=ANNA)
    only(await stage.in_case(ANNA, plan.command), CaseClosed)


async def test_whatever_changes_between_the_preview_and_the_code_makes_another_plan(stage: Stage) -> None:
    plan = await ahead(stage)
    await stage.in_case(ANNA, "!actie @anna vrijdag: toch nog bellen")
    assert [f.label for f in await blocked(stage, plan.command)] == ["A1"]
    await stage.in_case(ANNA, "!klaar A1")
    again = await ahead(stage, plan.command)
    assert again.again, "the code is another one: something was done meanwhile"
    assert not await is_closed(stage)
    stale = again.command.rpartition(" ")[0] + " 22222"
    assert (await ahead(stage, stale)).again
    assert (await ahead(stage, f"!casus sluit zonder nazorg bevestig {again.command.split()[-1]}")).again, "other days"
    only(await stage.in_case(BAS, again.command.lower()), CaseClosed)


async def test_the_days_proposed_stand_when_only_the_code_is_typed(stage: Stage) -> None:
    code = (await ahead(stage)).command.split()[-1]
    assert only(await stage.in_case(BAS, f"!casus sluit bevestig {code}"), CaseClosed).follow_ups == (HALF, YEAR)


@pytest.mark.parametrize(
    ("words", "days", "moved"),
    [
        ("zonder nazorg", (), False),
        ("ZONDER NAZORG", (), False),
        ("nazorg 1-6-2027", (date(2027, 6, 1),), False),
        ("nazorg: 1 juni 2027, 1 december 2027", (date(2027, 6, 1), date(2027, 12, 1)), False),
        ("nazorg 1-12-2027 en 1-6-2027", (date(2027, 6, 1), date(2027, 12, 1)), False),  # reversed
        ("nazorg 1-6-2027 en 1-6-2027", (date(2027, 6, 1),), False),  # twice the same
        ("nazorg 5-6-2027", (date(2027, 6, 7),), True),  # a Saturday
        ("nazorg 5-6-2027 en 6-6-2027", (date(2027, 6, 7),), True),  # a Saturday and a Sunday
        ("nazorg 27-4-2027", (date(2027, 4, 28),), True),  # a holiday
        ("nazorg morgen and vrijdag", (date(2026, 11, 25), date(2026, 11, 27)), False),
    ],
)
async def test_other_days_are_kept_on_working_days_in_order_and_said_back(
    stage: Stage, words: str, days: tuple[date, ...], moved: bool
) -> None:
    with_holidays(stage)
    plan = await ahead(stage, f"!casus sluit {words}")
    assert (plan.follow_ups, plan.moved) == (days, moved)
    assert only(await stage.in_case(BAS, plan.command), CaseClosed).follow_ups == days
    assert await follow_ups(stage) == days


def with_holidays(stage: Stage) -> None:
    watch = Watch(is_holiday=lambda day: day == date(2027, 4, 27))
    stage.dispatcher = Dispatcher(
        stage.database.work, stage.speaker, stage.clock, REMINDER_TIMES, build_table(), watch=watch
    )


@pytest.mark.parametrize(
    ("words", "refusal"),
    [
        ("nazorg 23-11-2026", DateInPast),
        ("nazorg 24-11-2026 en 25-5-2027", FollowUpToday),
        ("nazorg 25-5-2030", DateTooFar),
        ("nazorg ooit", DateNotUnderstood),
        ("nazorg 31-6-2027, ooit", Refusal),
        ("nazorg", MissingField),
        ("nazorg en", MissingField),
        ("nazorg 1-6-2027, 2-6-2027 en 3-6-2027", TooManyFollowUps),
        ("morgen", ClosingNotUnderstood),
        ("nu meteen", ClosingNotUnderstood),
        ("zonder nazorg graag", ClosingNotUnderstood),
        ("bevestig", MissingField),
        ("bevestig 7K3MP nog iets", NotUnderstood),
        ("OB-7K3M", CloseInItsRoom),
        ("DH-2222 bevestig 7K3MP", CloseInItsRoom),
    ],
)
async def test_what_is_not_understood_changes_nothing(stage: Stage, words: str, refusal: type[Refusal]) -> None:
    assert isinstance(only_one(await stage.in_case(BAS, f"!casus sluit {words}")), refusal)
    assert not await is_closed(stage)


async def test_the_code_of_this_very_case_may_be_typed(stage: Stage) -> None:
    assert (await ahead(stage, f"!casus sluit {stage.code.lower()}")).follow_ups == (HALF, YEAR)


async def test_a_case_is_closed_in_its_own_room(stage: Stage) -> None:
    for said in (await stage.in_direct(BAS, f"!casus sluit {stage.code}"), await stage.in_mdt("!casus sluit")):
        assert isinstance(only_one(said), WrongPlace)


CHANGING = [
    "!actie @anna vrijdag: bellen",
    "!klaar A1",
    "!vervalt A1: niet nodig",
    "!uitstel A1 maandag: later",
    "!overdragen A1 @bas jansen",
    "!ongedaan",
    "!regie anna",
    "!besluit recht nvt",
    "!overschreden: het was weekend",
    "!casus sluit",
    f"!casus sluit {WORDS} bevestig 7K3MP",
    "!terugtrekken bevestig",
    "!toestemming OM ja",
]


@pytest.mark.parametrize("text", CHANGING)
async def test_in_a_closed_case_nothing_changes(stage: Stage, text: str) -> None:
    """It may be typed just before the room is read-only."""
    await closed(stage)
    said = await stage.in_case(BAS, text)
    assert isinstance(only_one(said), CaseIsClosed)
    assert (await stage.audited())[0].outcome == "CaseIsClosed"


async def test_every_command_of_the_room_is_refused_unless_it_says_that_it_works_there(stage: Stage) -> None:
    await closed(stage)
    works = set()
    for command in build_table().all():
        if Place.CASE in command.where:
            said = await stage.in_case(BAS, f"!{command.name}")
            works |= set() if CaseIsClosed() in values(said) else {command.name}
    shows = {
        "casus",
        "casus alles",
        "casus geschiedenis",
        "wie",
        "acties",
        "verslag",
        "toestemming",
        "grondslag",
        "help",
        "contact",
        "agenda",
    }
    assert works == shows | {"casus heropen"}


async def test_a_closed_case_can_be_read(stage: Stage) -> None:
    await closed(stage)
    said = await stage.in_case(CARLA, "!casus\n!wie\n!acties\n!toestemming\n!help")
    assert [type(value) for value in values(said)] == [Card, Who, ActionList, ConsentOverview, Help]


async def test_two_lines_in_one_message_close_only_once(stage: Stage) -> None:
    command = (await ahead(stage)).command
    said = await stage.in_case(BAS, f"{command}\n{command}\n!actie @anna vrijdag: bellen")
    assert [type(value) for value in values(said)] == [CaseClosed, CaseIsClosed, CaseIsClosed]


async def test_a_withdrawal_works_in_a_closed_case_and_needs_no_new_regiehouder(stage: Stage) -> None:
    await closed(stage)
    said = await stage.in_case(ANNA, "!toestemming politie ingetrokken")
    assert only(said, ConsentTaken).gone.organisation == "Politie"
    only(said, OutOfCase)
    said = await stage.in_direct(ANNA, f"!toestemming {stage.code} csg ingetrokken")
    only(said, ConsentTakenThere)
    assert not only(said, OrganisationGone).coordinated, "nobody needs to choose another one now"
    assert WithoutCoordinator not in {type(value) for value in values(said)}
    async with stage.database.work() as work:
        assert {m.user_id for m in await work.cases.roster(stage.code)} == {ANNA, BAS_SMIT}


async def test_a_closed_case_is_on_no_agenda_and_rings_for_nobody(stage: Stage) -> None:
    other = await stage.new_case("2")
    await stage.read()
    async with stage.database.work() as work:  # as it may stand there from before: closing would have asked for it
        dropped = Action(9, Owner("vt", ANNA), date(2026, 11, 25), "iets", BAS, stage.now, ActionState.DROPPED)
        await work.actions.add(stage.code, dropped)
        await work.commit()
    await closed(stage)
    agenda = only(await stage.in_mdt("!mdt agenda"), Agenda)
    assert [item.code for item in agenda.items] == [other]
    assert only(await stage.in_direct(ANNA, "!mijn"), MyActions).actions == ()
    stage.now += timedelta(days=2)
    async with stage.database.work() as work:
        assert await remind(work, stage.speaker, stage.now) == 0


async def test_a_case_that_waits_in_a_meeting_and_is_closed_meanwhile_is_passed_over(stage: Stage) -> None:
    """It waits there because it was reopened or changed; here it is put there as if."""
    second = await stage.new_case("2")
    await stage.read()
    await stage.in_mdt(f"!mdt spoed {second}")
    async with stage.database.work() as work:
        meeting = await work.meetings.running("DH")
        assert meeting is not None
        await work.meetings.save(meeting.next_is(stage.code))
        await work.commit()
    third = await stage.new_case("3")
    await stage.read()
    async with stage.database.work() as work:
        meeting = await work.meetings.running("DH")
        assert meeting is not None
        await work.meetings.save(replace(meeting, items=(*meeting.items, replace(meeting.items[1], code=third))))
        await work.commit()
    only_one(await closed(stage))
    assert only(await stage.in_mdt("!volgende"), ItemUp).code == third
    ended = only(await stage.in_mdt("!mdt sluit"), MeetingClosed)
    assert stage.code not in {*ended.carried, *ended.closed}


async def test_a_case_that_the_running_meeting_has_weighed_keeps_its_place_in_the_minutes() -> None:
    stage = await Stage().set_up()
    await stage.in_case(BAS, "!regie bas jansen")
    await stage.in_mdt("!mdt start\n!volgende")
    await stage.in_case(BAS, ALL_NVT)
    await stage.in_mdt("!volgende")
    only_one(await closed(stage))
    async with stage.database.work() as work:
        meeting = await work.meetings.running("DH")
    assert meeting is not None
    assert meeting.items[0].state is ItemState.CLOSED
    assert only(await stage.in_mdt("!mdt sluit"), MeetingClosed).closed == (stage.code,)


# --- dropping an agreement ---


async def agree(stage: Stage, text: str = "!actie @anna vrijdag: bellen met de moeder") -> None:
    only(await stage.in_case(BAS, text), ActionAdded)


@pytest.mark.parametrize("who", [ANNA, BAS])
async def test_an_agreement_is_dropped_with_who_when_and_why(stage: Stage, who: UserId) -> None:
    await agree(stage)
    said = await stage.in_case(who, "!vervalt A1: de moeder belde zelf")
    dropped = only_one(said)
    assert isinstance(dropped, ActionDropped)
    async with stage.database.work() as work:
        kept = await work.actions.get(stage.code, 1)
    assert kept == dropped.action
    assert kept is not None
    assert (kept.state, kept.done_by, kept.done_at) == (ActionState.DROPPED, who, stage.now)
    assert (kept.reason, kept.text, dropped.left) == ("de moeder belde zelf", "bellen met de moeder", 0)
    listed = only(await stage.in_case(CARLA, "!acties"), ActionList)
    assert (listed.actions, listed.done, listed.dropped) == ((), 0, 1)


async def test_others_do_not_drop_it(stage: Stage) -> None:
    await agree(stage)
    assert only(await stage.in_case(CARLA, "!vervalt A1: niet nodig"), WhoDrops).owner == "Anna de Vries"
    async with stage.database.work() as work:
        await work.cases.set_coordinator(stage.code, None)
        await work.commit()
    only(await stage.in_case(CARLA, "!vervalt A1: niet nodig"), WhoDrops)
    only(await stage.in_case(BAS_SMIT, "!vervalt A1: niet nodig"), ActionDropped)


async def test_what_an_organisation_would_do_is_dropped_by_any_of_its_people(stage: Stage) -> None:
    await agree(stage, "!actie politie vrijdag: langsgaan")
    only(await stage.in_case(ANNA, "!vervalt A1: niet nodig"), WhoDrops)
    only(await stage.in_case(CARLA, "!vervalt 1 niet nodig"), ActionDropped)


@pytest.mark.parametrize(
    ("text", "refusal"),
    [
        ("!vervalt", MissingField),
        ("!vervalt A1", MissingField),
        ("!vervalt A1:", MissingField),
        ("!vervalt A1: x", TooShort),
        (f"!vervalt A1: {'x' * 501}", TooLong),
        ("!vervalt alles: niet nodig", NotUnderstood),
        ("!vervalt A7: niet nodig", UnknownAction),
        ("!vervalt A2: niet nodig", ActionIsDone),
        ("!vervalt A3: niet nodig", ActionIsDropped),
        ("!klaar A3", ActionIsDropped),
    ],
)
async def test_bad_input_drops_nothing(stage: Stage, text: str, refusal: type[Refusal]) -> None:
    for _ in range(3):
        await agree(stage)
    await stage.in_case(ANNA, "!klaar A2\n!vervalt A3: niet nodig")
    assert isinstance(only_one(await stage.in_case(ANNA, text)), refusal)
    async with stage.database.work() as work:
        states = [action.state for action in await work.actions.of(stage.code)]
    assert states == [ActionState.OPEN, ActionState.DONE, ActionState.DROPPED]
