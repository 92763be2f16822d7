"""Actions beyond the simple ones: outside parties, times, areas, rows, who settles them, and the direct chat."""

from datetime import UTC, date, datetime, timedelta

import pytest

from bot.commands.actions import DROP, NEW, POSTPONE
from bot.commands.dispatch import Dispatcher, build_table
from bot.domain.calendar import ZONE
from bot.domain.case import ActionState, Area, Owner
from bot.domain.clock import Watch
from bot.domain.duty import Absence
from bot.domain.people import Place, UserId
from bot.domain.recurrence import Recurrence
from bot.domain.refusals import (
    ActionIsDone,
    DateAmbiguous,
    DateInPast,
    DateNotUnderstood,
    DayGoneBy,
    MissingField,
    NotInThisCase,
    NotUnderstood,
    Refusal,
    TooLong,
    TooShort,
    UnknownAction,
    UnknownPerson,
)
from bot.domain.refusals_actions import (
    AlreadyTheirs,
    AskItsOwner,
    DayIsHoliday,
    MomentInPast,
    OutsideNotUnderstood,
    OwnerInside,
    TimeAmbiguous,
    TimeNotUnderstood,
)
from bot.domain.refusals_casefile import OtherCaseHere
from bot.domain.refusals_closing import ActionIsDropped, CaseIsClosed, WhoDrops
from bot.domain.refusals_going import NotYourCase
from bot.domain.reminders import Reminder
from bot.domain.steps import StepKind
from bot.usecases.notices import ActionDue, YourTurn
from bot.usecases.remind import remind
from bot.usecases.results import ActionAdded, ActionDone, ActionList, Away
from bot.usecases.results_actions import (
    ActionHanded,
    ActionPostponed,
    ActionsDone,
    ActionShown,
    FinishedActions,
    TimeDone,
    Told,
    ToldThere,
)
from bot.usecases.results_closing import ActionDropped, ClosingBlocked
from tests.commands.stage import ANNA, BAS, BAS_SMIT, CARLA, DIRK, REMINDER_TIMES, Stage, only, values

TUESDAY, FRIDAY, MONDAY = date(2026, 11, 24), date(2026, 11, 27), date(2026, 11, 30)
CHRISTMAS = date(2026, 12, 25)
FAR = datetime(2040, 1, 1, tzinfo=UTC)
WHY = "de arts is er dan pas"


def clock(day: date, hour: int) -> datetime:
    return datetime(day.year, day.month, day.day, hour, tzinfo=ZONE).astimezone(UTC)


async def agreed(stage: Stage, text: str, who: UserId = ANNA) -> ActionAdded:
    added = (await stage.in_case(who, text))[0].value
    assert isinstance(added, ActionAdded), added
    return added


async def reminders(stage: Stage) -> list[Reminder]:
    async with stage.database.work() as work:
        return list(await work.reminders.due(FAR))


async def kinds(stage: Stage) -> list[StepKind]:
    async with stage.database.work() as work:
        return [step.kind for step in await work.action_steps.of(stage.code)]


async def coordinated(stage: Stage, by: UserId = BAS) -> None:
    async with stage.database.work() as work:
        await work.cases.set_coordinator(stage.code, by)
        await work.commit()


def with_christmas(stage: Stage) -> None:
    watch = Watch(is_holiday=lambda day: day == CHRISTMAS)
    stage.dispatcher = Dispatcher(
        stage.database.work, stage.speaker, stage.clock, REMINDER_TIMES, build_table(), is_holiday=watch.is_holiday
    )


# --- outside ---


@pytest.mark.parametrize(
    ("typed", "name", "due"),
    [
        ("buiten wijkteam vrijdag", "wijkteam", FRIDAY),
        ("Buiten Wijkteam Zuid over 2 weken", "Wijkteam Zuid", date(2026, 12, 8)),
        ('buiten "Wijkteam vrijdag" maandag', "Wijkteam vrijdag", MONDAY),
        ("buiten “school De Regenboog” eind van de week", "school De Regenboog", FRIDAY),
        ("buiten huisarts De Wit vrijdag 27 november", "huisarts De Wit", FRIDAY),
        ("outside gp friday", "gp", FRIDAY),
    ],
)
async def test_an_outside_party_is_called_as_it_was_typed(stage: Stage, typed: str, name: str, due: date) -> None:
    await coordinated(stage)
    added = await agreed(stage, f"!actie {typed}: belt met school")
    assert (added.action.owner, added.action.due, added.owner) == (Owner("", None, name), due, name)
    assert added.action.owner.outside
    assert not added.coordinator_missing
    assert name not in repr(added.action.owner)


async def test_the_regiehouder_follows_an_outside_party(stage: Stage) -> None:
    assert (await agreed(stage, "!actie buiten wijkteam vandaag: belt")).coordinator_missing
    await coordinated(stage)
    stage.now = clock(TUESDAY, 15)
    async with stage.database.work() as work:
        assert await remind(work, stage.speaker, stage.now) == 1
        await work.commit()
    [said] = await stage.read()
    assert said.subject == BAS
    assert said.value == ActionDue(stage.code, "A1", TUESDAY, BAS)


@pytest.mark.parametrize(
    ("typed", "refusal"),
    [
        ("!actie buiten: bellen", OutsideNotUnderstood(80)),
        ("!actie buiten ?!: bellen", OutsideNotUnderstood(80)),
        ("!actie buiten wijkteam: bellen", MissingField("datum", NEW)),
        ('!actie buiten "wijkteam": bellen', MissingField("datum", NEW)),
        ("!actie buiten wijkteam ooit: bellen", DateNotUnderstood("datum")),
        ("!actie buiten wijkteam 23-11: bellen", DateInPast("datum", date(2026, 11, 23))),
        ("!actie buiten wijkteam gisteren: bellen", DateInPast("datum", date(2026, 11, 23))),
        ("!actie buiten wijkteam vorige vrijdag: bellen", DateInPast("datum", date(2026, 11, 20))),
        ("!actie buiten wijkteam volgende vrijdag: bellen", DateAmbiguous("datum", FRIDAY, date(2026, 12, 4))),
        ("!actie buiten wijkteam vorige week: bellen", DayGoneBy("datum")),
        ("!actie buiten wijkteam vrijdagmiddag: bellen", TimeNotUnderstood("datum")),
        ("!actie buiten politie vrijdag: bellen", OwnerInside("Politie")),
        ("!actie buiten OM vrijdag: bellen", OwnerInside("Openbaar Ministerie")),
        (f"!actie buiten {'x' * 81} vrijdag: bellen", OutsideNotUnderstood(80)),
        ("!actie buiten wijkteam vrijdag", MissingField("tekst", NEW)),
        ("!actie anna vrijdagmiddag: bellen", TimeNotUnderstood("datum")),
        ("!actie anna vrijdag 3 uur: bellen", TimeAmbiguous("datum", "03:00", "15:00")),
        ("!actie anna vandaag 08:30: bellen", MomentInPast("datum", clock(TUESDAY, 8) + timedelta(minutes=30))),
        ("!actie anna volgende vrijdag: bellen", DateAmbiguous("datum", FRIDAY, date(2026, 12, 4))),
        ("!actie anna veiligheid: bellen", MissingField("datum", NEW)),
        ("!actie A9", UnknownAction("A9")),
    ],
)
async def test_what_is_not_understood_changes_nothing(stage: Stage, typed: str, refusal: Refusal) -> None:
    assert only(await stage.in_case(BAS, typed)) == refusal
    async with stage.database.work() as work:
        assert await work.actions.of(stage.code) == ()
        assert await work.changes.last("casus", stage.code, BAS) is None


async def test_a_name_with_a_word_of_time_is_a_name(stage: Stage) -> None:
    said = await agreed(stage, "!actie buiten Vraag om hulp vrijdag: belt")
    assert (said.owner, said.action.due) == ("Vraag om hulp", FRIDAY)


# --- when, and for which area ---


@pytest.mark.parametrize(
    ("typed", "due", "at", "area"),
    [
        ("vrijdag 14:00", FRIDAY, clock(FRIDAY, 14), None),
        ("vrijdag 14:00 veiligheid", FRIDAY, clock(FRIDAY, 14), Area.SAFETY),
        ("vrijdag veiligheid", FRIDAY, None, Area.SAFETY),
        ("vrijdag [recht]", FRIDAY, None, Area.LAW),
        ("over 2 uur hulp", TUESDAY, clock(TUESDAY, 11), Area.CARE),
        ("over 2 weken herstel", date(2026, 12, 8), None, Area.RECOVERY),
    ],
)
async def test_a_time_and_an_area_are_kept(
    stage: Stage, typed: str, due: date, at: datetime | None, area: Area | None
) -> None:
    action = (await agreed(stage, f"!actie anna {typed}: om 15:00 bellen")).action
    assert (action.due, action.due_at, action.area, action.text) == (due, at, area, "om 15:00 bellen")


async def test_the_reminder_of_a_moment_comes_before_it(stage: Stage) -> None:
    await agreed(stage, "!actie anna vrijdag 14:00: bellen")
    await agreed(stage, "!actie anna vrijdag 08:00: bellen")
    await agreed(stage, "!actie anna over 30 minuten: bellen")
    moments = {reminder.number: reminder.moment for reminder in await reminders(stage)}
    assert moments == {1: clock(FRIDAY, 9), 2: clock(FRIDAY, 7), 3: clock(TUESDAY, 9) + timedelta(minutes=30)}


async def test_the_owner_is_rung_with_the_time(stage: Stage) -> None:
    said = await stage.in_case(ANNA, "!actie bsmit vrijdag 14:00: bellen")
    assert said[1].value == YourTurn(stage.code, "A1", FRIDAY, BAS_SMIT, clock(FRIDAY, 14))


async def test_a_holiday_is_asked_about(stage: Stage) -> None:
    with_christmas(stage)
    asked = DayIsHoliday("datum", CHRISTMAS, date(2026, 12, 28))
    assert only(await stage.in_case(ANNA, "!actie anna 25-12: bellen")) == asked
    assert (await agreed(stage, "!actie anna 25-12 toch: bellen")).action.due == CHRISTMAS
    assert only(await stage.in_case(ANNA, f"!uitstel A1 25-12: {WHY}")) == asked


async def test_an_owner_who_is_away_is_accepted_and_said(stage: Stage) -> None:
    async with stage.database.work() as work:
        await work.absences.replace(BAS, [Absence(BAS, TUESDAY, MONDAY, ANNA)])
        await work.absences.replace(CARLA, [Absence(CARLA, FRIDAY, FRIDAY)])
        await work.commit()
    assert (await agreed(stage, "!actie bas jansen vrijdag: bellen")).away == Away(
        "Bas Jansen", MONDAY, "Anna de Vries"
    )
    assert (await agreed(stage, "!actie carla vrijdag: bellen")).away == Away("Carla Bakker", FRIDAY, "")
    assert (await agreed(stage, "!actie carla maandag: bellen")).away is None


# --- done ---


@pytest.mark.parametrize("typed", ["A1 A2", "A1, A2", "A1 en A2", "1 2 1", "a1 and a2."])
async def test_several_are_done_at_once(stage: Stage, typed: str) -> None:
    await stage.in_case(ANNA, "!actie anna vrijdag: een\n!actie vt maandag: twee")
    said = only(await stage.in_case(ANNA, f"!klaar {typed}"))
    assert isinstance(said, ActionsDone)
    assert [each.action.label for each in said.done] == ["A1", "A2"]
    assert await kinds(stage) == [StepKind.DONE, StepKind.DONE]


async def test_all_of_several_or_none(stage: Stage) -> None:
    await stage.in_case(ANNA, "!actie anna vrijdag: een")
    assert only(await stage.in_case(ANNA, "!klaar A1 A2")) == UnknownAction("A2")
    assert await kinds(stage) == []


SETTLING = ["!klaar A1", f"!uitstel A1 maandag: {WHY}", "!vervalt A1: hoeft niet", "!overdragen A1 vt"]


@pytest.mark.parametrize("text", SETTLING)
@pytest.mark.parametrize("who", [BAS_SMIT, BAS, CARLA])
async def test_owner_regiehouder_and_who_agreed_settle_it(stage: Stage, text: str, who: UserId) -> None:
    await coordinated(stage, BAS)
    await agreed(stage, "!actie bsmit vrijdag: bellen", CARLA)
    assert not isinstance((await stage.in_case(who, text))[0].value, Refusal)


@pytest.mark.parametrize("text", SETTLING)
async def test_others_are_told_whom_to_ask(stage: Stage, text: str) -> None:
    await coordinated(stage, BAS)
    await agreed(stage, "!actie bsmit vrijdag: bellen", CARLA)
    assert only(await stage.in_case(ANNA, text)) == WhoDrops("Bas Smit")
    assert await kinds(stage) == []


async def test_what_an_organisation_does_is_settled_by_any_of_its_people(stage: Stage) -> None:
    await coordinated(stage, BAS)
    await agreed(stage, "!actie politie vrijdag: langsgaan", ANNA)
    assert only(await stage.in_case(BAS_SMIT, "!klaar A1")) == WhoDrops("Politie")
    assert isinstance(only(await stage.in_case(CARLA, "!klaar A1")), ActionDone)


async def test_of_an_outside_party_the_regiehouder_says_it_is_done(stage: Stage) -> None:
    await coordinated(stage, BAS)
    await agreed(stage, "!actie buiten wijkteam vrijdag: belt", CARLA)
    assert only(await stage.in_case(ANNA, "!klaar A1")) == WhoDrops("wijkteam")
    assert isinstance(only(await stage.in_case(BAS, "!klaar A1")), ActionDone)


# --- postponed ---


async def test_an_action_is_postponed_and_the_owner_rung(stage: Stage) -> None:
    await agreed(stage, "!actie bsmit vrijdag: bellen")
    said = await stage.in_case(ANNA, f"!uitstel A1 maandag 14:00: {WHY}")
    postponed, turn = values(said)
    assert isinstance(postponed, ActionPostponed)
    assert (postponed.action.due, postponed.action.due_at, postponed.reason) == (MONDAY, clock(MONDAY, 14), WHY)
    assert postponed.action.state is ActionState.OPEN
    assert turn == YourTurn(stage.code, "A1", MONDAY, BAS_SMIT, clock(MONDAY, 14))
    assert await reminders(stage) == [Reminder(stage.code, 1, clock(MONDAY, 9))], "Friday's is forgotten"
    listed = only(await stage.in_case(ANNA, "!acties"))
    assert isinstance(listed, ActionList)
    assert listed.delays[1].postponed


@pytest.mark.parametrize(
    ("text", "refusal"),
    [
        ("!uitstel", MissingField("nummer", POSTPONE)),
        ("!uitstel A1", MissingField("datum", POSTPONE)),
        ("!uitstel A1: reden", MissingField("datum", POSTPONE)),
        ("!uitstel A1 maandag", MissingField("reden", POSTPONE)),
        ("!uitstel A1 maandag: x", TooShort("reden", 3, POSTPONE)),
        ("!uitstel A1 maandag: " + "x" * 501, TooLong("reden", 500)),
        ("!uitstel drie maandag: reden", NotUnderstood("nummer", "A3")),
        ("!uitstel A1 ooit: reden", DateNotUnderstood("datum")),
        ("!uitstel A1 elke maandag: reden", DateNotUnderstood("datum")),
        ("!uitstel A1 23-11: reden", DateInPast("datum", date(2026, 11, 23))),
        ("!uitstel A7 maandag: reden", UnknownAction("A7")),
        ("!uitstel A2 maandag: reden", ActionIsDone("A2")),
        ("!uitstel A3 maandag: reden", ActionIsDropped("A3")),
        ("!vervalt A1 A2: hoeft niet", NotUnderstood("nummer", DROP)),
        ("!vervalt A1, A2: hoeft niet", NotUnderstood("nummer", DROP)),
        ("!overdragen", MissingField("nummer", "!overdragen A3 @anna")),
        ("!overdragen A1", MissingField("wie", "!overdragen A3 @anna")),
        ("!overdragen A1 dirk", NotInThisCase("wie")),
        ("!overdragen A1 OM", NotInThisCase("wie")),
        ("!overdragen A1 zomaar", UnknownPerson("wie")),
        ("!overdragen A1 @anna", AlreadyTheirs("A1")),
        ("!overdragen A1 @carla: x", TooShort("reden", 3, "!overdragen A3 @anna")),
        ("!overdragen A1 buiten", OutsideNotUnderstood(80)),
        ("!overdragen A1 buiten politie", OwnerInside("Politie")),
        ("!klaar OB-7K3M A1", OtherCaseHere),
    ],
)
async def test_bad_input_changes_nothing(stage: Stage, text: str, refusal: Refusal | type[Refusal]) -> None:
    await stage.in_case(ANNA, "!actie anna vrijdag: een\n!actie anna vrijdag: twee\n!actie anna vrijdag: drie")
    await stage.in_case(ANNA, "!klaar A2\n!vervalt A3: hoeft niet")
    before = await kinds(stage)
    said = only(await stage.in_case(ANNA, text))
    assert said == refusal or (isinstance(refusal, type) and isinstance(said, refusal))
    assert await kinds(stage) == before


# --- handed over ---


async def test_an_action_goes_to_somebody_else_who_is_rung(stage: Stage) -> None:
    await agreed(stage, "!actie anna vrijdag: bellen")
    handed, turn = values(await stage.in_case(ANNA, "!overdragen A1 bsmit: hij kent haar"))
    assert isinstance(handed, ActionHanded)
    assert (handed.before, handed.owner, handed.reason) == ("Anna de Vries", "Bas Smit", "hij kent haar")
    assert turn == YourTurn(stage.code, "A1", FRIDAY, BAS_SMIT)
    stage.now = clock(FRIDAY, 15)
    async with stage.database.work() as work:
        await remind(work, stage.speaker, stage.now)
        await work.commit()
    assert [s.subject for s in await stage.read()] == [BAS_SMIT]


async def test_an_organisation_and_an_outside_party_get_an_action(stage: Stage) -> None:
    await agreed(stage, "!actie anna vrijdag: bellen")
    said = values(await stage.in_case(ANNA, "!overdragen A1 politie"))
    assert [v.user_id for v in said if isinstance(v, YourTurn)] == [CARLA]
    handed = only(await stage.in_case(ANNA, '!overdragen A1 buiten "Wijkteam Zuid"'))
    assert isinstance(handed, ActionHanded)
    assert handed.action.owner == Owner("", None, "Wijkteam Zuid")


# --- rows ---


async def test_a_row_goes_on_and_ends(stage: Stage) -> None:
    action = (await agreed(stage, "!actie anna elke maandag t/m 9 december: belt haar")).action
    assert (action.due, action.rhythm) == (MONDAY, Recurrence(1, MONDAY, date(2026, 12, 9)))
    stage.now = clock(MONDAY, 10)
    said = only(await stage.in_case(ANNA, "!klaar A1"))
    assert isinstance(said, TimeDone)
    assert (said.action.due, said.action.state) == (date(2026, 12, 7), ActionState.OPEN)
    assert Reminder(stage.code, 1, clock(date(2026, 12, 7), 9)) in await reminders(stage)
    stage.now = clock(date(2026, 12, 7), 10)
    assert isinstance(only(await stage.in_case(ANNA, "!klaar A1")), ActionDone), "the last one"
    assert await kinds(stage) == [StepKind.TIME, StepKind.DONE]


async def test_putting_one_time_off_leaves_the_rhythm(stage: Stage) -> None:
    await agreed(stage, "!actie anna elke maandag 14:00: belt haar")
    await stage.in_case(ANNA, f"!uitstel A1 2-12: {WHY}")
    stage.now = clock(date(2026, 12, 2), 10)
    said = only(await stage.in_case(ANNA, "!klaar A1"))
    assert isinstance(said, TimeDone)
    assert (said.action.due, said.action.due_at) == (date(2026, 12, 7), None), "without the time it was put off to"


async def test_a_row_is_dropped_as_a_whole_and_is_in_the_way_of_closing(stage: Stage) -> None:
    await coordinated(stage, ANNA)
    await agreed(stage, "!actie anna elke werkdag: belt haar")
    blocked = only(await stage.in_case(ANNA, "!casus sluit"))
    assert isinstance(blocked, ClosingBlocked)
    assert "rij" in {found.finding.what.value for found in blocked.found}
    assert isinstance(only(await stage.in_case(ANNA, "!vervalt A1: niet meer nodig")), ActionDropped)


# --- lists ---


async def test_lists(stage: Stage) -> None:
    lines = ["!actie bsmit maandag: een", "!actie anna vandaag: twee", "!actie vt vrijdag: drie"]
    await stage.in_case(ANNA, "\n".join(lines))
    stage.now += timedelta(days=1)

    async def numbers(text: str) -> list[int]:
        listed = only(await stage.in_case(ANNA, text))
        assert isinstance(listed, ActionList)
        return [action.number for action in listed.actions]

    assert await numbers("!acties") == [2, 3, 1]
    assert await numbers("!acties alles") == [2, 3, 1]
    assert await numbers("!acties laat") == [2]
    assert await numbers("!acties @anna") == [2]
    assert await numbers("!acties vt") == [2, 3], "of the organisation and of its people"
    assert await numbers("!acties carla") == []
    assert only(await stage.in_case(ANNA, "!acties zomaar")) == UnknownPerson("wie")
    await stage.in_case(ANNA, "!klaar A2")
    done = only(await stage.in_case(ANNA, "!acties klaar"))
    assert isinstance(done, FinishedActions)
    assert [(step.by, action.number) for step, action in done.done] == [(ANNA, 2)]


async def test_one_action_shows_its_history(stage: Stage) -> None:
    await agreed(stage, "!actie anna vrijdag veiligheid: bellen")
    await stage.in_case(ANNA, f"!uitstel A1 maandag: {WHY}\n!overdragen A1 bsmit\n!vervalt A1: hoeft niet")
    shown = only(await stage.in_case(CARLA, "!actie a1"))
    assert isinstance(shown, ActionShown)
    assert [step.kind for step in shown.steps] == [StepKind.POSTPONED, StepKind.HANDED, StepKind.DROPPED]
    assert shown.owners[2] == "Bas Smit"


# --- from the direct chat ---


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("!klaar {} A1", Told.DONE),
        ("!uitstel {} A1 maandag: " + WHY, Told.POSTPONED),
        ("!vervalt {} A1: hoeft niet meer", Told.DROPPED),
        ("!overdragen {} A1 bsmit", Told.HANDED),
    ],
)
async def test_from_the_direct_chat_the_answer_is_a_code_and_the_room_hears_it(
    stage: Stage, text: str, told: Told
) -> None:
    await agreed(stage, "!actie anna vrijdag: bellen")
    said = await stage.in_direct(ANNA, text.format(stage.code.lower()))
    assert [s.value for s in said if s.place is Place.DIRECT] == [ToldThere(stage.code, ("A1",), told)]
    there = [s.value for s in said if s.place is Place.CASE]
    assert isinstance(there[0], ActionDone | ActionPostponed | ActionDropped | ActionHanded)
    assert (stage.code, "ok") in {(entry.subject, entry.outcome) for entry in await stage.audited(2)}


@pytest.mark.parametrize(
    ("who", "text", "refusal"),
    [
        (ANNA, "!klaar", MissingField("code", "!klaar DH-7K3M A3")),
        (ANNA, "!klaar A1", NotUnderstood("code", "!klaar DH-7K3M A3")),
        (ANNA, "!klaar DH-2222 A1", NotYourCase()),
        (DIRK, "!klaar {} A1", NotYourCase()),
        (ANNA, "!klaar {}", MissingField("nummer", "!klaar A1")),
        (ANNA, "!klaar {} A9", UnknownAction("A9")),
        (BAS, "!klaar {} A1", AskItsOwner("A1")),
    ],
)
async def test_bad_input_in_the_direct_chat_changes_nothing(
    stage: Stage, who: UserId, text: str, refusal: Refusal
) -> None:
    await coordinated(stage, BAS_SMIT)
    await agreed(stage, "!actie anna vrijdag: bellen")
    assert only(await stage.in_direct(who, text.format(stage.code))) == refusal
    assert await kinds(stage) == []


async def test_a_closed_case_is_left_alone_from_the_direct_chat(stage: Stage) -> None:
    await agreed(stage, "!actie anna vrijdag: bellen")
    async with stage.database.work() as work:
        await work.cases.close(stage.code, stage.now, BAS)
        await work.commit()
    for text in ("!klaar {} A1", "!ongedaan"):
        assert only(await stage.in_direct(ANNA, text.format(stage.code))) != ToldThere(stage.code, ("A1",), Told.DONE)
    assert only(await stage.in_direct(ANNA, f"!klaar {stage.code} A1")) == CaseIsClosed()
    assert await kinds(stage) == []
