"""`!ongedaan`: one's own last change in a room, for ten minutes, while nobody changed it again."""

import re
from datetime import UTC, date, datetime, timedelta
from typing import get_args, get_type_hints

import pytest

from bot.commands.dispatch import build_table
from bot.domain.case import ActionState, Area
from bot.domain.contributions import Progress
from bot.domain.people import Place
from bot.domain.refusals import NotThisCasesTurn
from bot.domain.refusals_actions import CannotTakeBack, ChangedSince, NothingToTakeBack
from bot.domain.refusals_closing import CaseIsClosed
from bot.domain.refusals_contributions import UnknownContribution
from bot.domain.refusals_going import NotYourCase
from bot.domain.reminders import Reminder
from bot.domain.steps import StepKind
from bot.domain.undo import What
from bot.usecases.notices import YourTurn
from bot.usecases.results import ActionAdded, CaseMinutes
from bot.usecases.results_actions import TakenBackHere, TakenBackThere
from bot.usecases.results_regie import AuthorityUsed
from bot.usecases.undoing import INSTEAD
from tests.commands.stage import ANNA, BAS, BAS_SMIT, CARLA, Stage, only, values
from tests.texts.said import SAID

FRIDAY, MONDAY = date(2026, 11, 27), date(2026, 11, 30)
FAR = datetime(2040, 1, 1, tzinfo=UTC)
NOTHING = NothingToTakeBack(10)


async def state(stage: Stage) -> list[tuple[object, ...]]:
    async with stage.database.work() as work:
        actions = await work.actions.of(stage.code)
    return [(a.number, a.state, a.owner.user_id, a.due, a.due_at, a.done_by, a.reason) for a in actions]


async def taken_back(stage: Stage, who: str = ANNA) -> TakenBackHere:
    said = (await stage.in_case(who, "!ongedaan"))[0].value
    assert isinstance(said, TakenBackHere), said
    return said


CHANGES = [
    "!klaar A1",
    "!klaar A1 A2",
    "!uitstel A1 maandag 14:00: te druk",
    "!niet gedaan A1: te druk",
    "!niet gedaan A1 maandag: te druk",
    "!vervalt A1: hoeft niet",
    "!kan niet meer A1: verhuisd",
    "!overdragen A1 bsmit",
    "!overdragen A1 buiten wijkteam: beter zo",
    "!klaar A3",
]
PREPARED = "!actie anna vrijdag: een\n!actie vt maandag 10:00: twee\n!actie anna elke maandag: drie"


@pytest.mark.parametrize("text", CHANGES)
async def test_what_happened_to_an_action_is_taken_back_and_both_stay_in_its_history(stage: Stage, text: str) -> None:
    await stage.in_case(ANNA, PREPARED)
    before = await state(stage)
    await stage.in_case(ANNA, text)
    stage.now += timedelta(minutes=10)
    said = await taken_back(stage)
    assert said.by == "Anna de Vries"
    assert said.labels == tuple(re.findall(r"A\d", text))
    assert await state(stage) == before
    async with stage.database.work() as work:
        steps = await work.action_steps.of(stage.code)
    backs = [step for step in steps if step.kind is StepKind.TAKEN_BACK]
    assert len(steps) == 2 * len(backs)
    assert {step.of for step in backs} == {step.number for step in steps if step not in backs}


async def test_an_agreement_is_taken_back_and_its_number_is_not_used_again(stage: Stage) -> None:
    await stage.in_case(ANNA, "!actie bsmit vrijdag: bellen")
    assert (await taken_back(stage)).what is What.ACTION
    assert [row[1] for row in await state(stage)] == [ActionState.TAKEN_BACK]
    added = only(await stage.in_case(ANNA, "!actie anna vrijdag: toch anders"))
    assert isinstance(added, ActionAdded)
    assert added.action.label == "A2"


async def test_one_after_the_other_the_last_first(stage: Stage) -> None:
    await stage.in_case(ANNA, "!actie anna vrijdag: bellen\n!uitstel A1 maandag: te druk\n!klaar A1")
    assert [row[1] for row in await state(stage)] == [ActionState.DONE]
    await taken_back(stage)
    assert [(row[1], row[3]) for row in await state(stage)] == [(ActionState.OPEN, MONDAY)]
    await taken_back(stage)
    assert [(row[1], row[3]) for row in await state(stage)] == [(ActionState.OPEN, FRIDAY)]
    await taken_back(stage)
    assert [row[1] for row in await state(stage)] == [ActionState.TAKEN_BACK]
    assert only(await stage.in_case(ANNA, "!ongedaan")) == NOTHING


@pytest.mark.parametrize("minutes", [-1, 11])
async def test_after_ten_minutes_or_with_a_clock_that_was_wrong_nothing_is(stage: Stage, minutes: int) -> None:
    await stage.in_case(ANNA, "!actie anna vrijdag: bellen")
    stage.now += timedelta(minutes=minutes)
    assert only(await stage.in_case(ANNA, "!ongedaan")) == NOTHING


async def test_only_ones_own_and_only_here(stage: Stage) -> None:
    other = await stage.new_case("2")
    await stage.read()
    await stage.in_case(ANNA, "!actie anna vrijdag: bellen")
    assert only(await stage.in_case(BAS, "!ongedaan")) == NOTHING
    assert only(await stage.in_case(ANNA, "!ongedaan", other)) == NOTHING
    assert only(await stage.in_direct(ANNA, "!ongedaan")) == NOTHING
    assert only(await stage.in_mdt("!ongedaan")) == NOTHING
    await taken_back(stage)


@pytest.mark.parametrize(
    ("mine", "theirs"),
    [
        ("!actie anna vrijdag: bellen", "!uitstel A1 maandag: te druk"),
        ("!actie anna vrijdag: bellen\n!uitstel A1 maandag: te druk", "!klaar A1"),
        ("!actie anna vrijdag: bellen\n!overdragen A1 bas jansen", "!vervalt A1: hoeft niet"),
        ("!inzet CSG hulp: intake", "!inzet I1 gestart"),
        ("!inzet CSG hulp: intake\n!inzet I1 gestart", "!inzet I1 gestopt"),
    ],
)
async def test_what_somebody_changed_since_stays(stage: Stage, mine: str, theirs: str) -> None:
    async with stage.database.work() as work:
        await work.cases.set_coordinator(stage.code, BAS)
        await work.commit()
    await stage.in_case(ANNA, mine)
    await stage.in_case(BAS, theirs)
    before = await state(stage)
    assert only(await stage.in_case(ANNA, "!ongedaan")) == ChangedSince()
    assert await state(stage) == before


async def test_a_later_change_that_was_taken_back_is_no_change(stage: Stage) -> None:
    await stage.in_case(ANNA, "!actie bsmit vrijdag: bellen")
    await stage.in_case(BAS_SMIT, "!klaar A1")
    await taken_back(stage, BAS_SMIT)
    assert (await taken_back(stage)).what is What.ACTION


async def test_reminders_are_put_right(stage: Stage) -> None:
    await stage.in_case(ANNA, "!actie anna vrijdag: bellen\n!uitstel A1 maandag: te druk")
    await taken_back(stage)
    async with stage.database.work() as work:
        due = await work.reminders.due(FAR)
    assert due == (Reminder(stage.code, 1, datetime(2026, 11, 27, 8, tzinfo=UTC)),)


async def test_who_has_an_action_again_is_rung(stage: Stage) -> None:
    await stage.in_case(ANNA, "!actie bsmit vrijdag: bellen\n!overdragen A1 bas jansen")
    said = values(await stage.in_case(ANNA, "!ongedaan"))
    assert said[1:] == [YourTurn(stage.code, "A1", FRIDAY, BAS_SMIT)]


async def test_from_the_direct_chat_the_room_sees_it(stage: Stage) -> None:
    await stage.in_case(ANNA, "!actie anna vrijdag: bellen")
    await stage.in_direct(ANNA, f"!klaar {stage.code} A1")
    said = await stage.in_direct(ANNA, "!ongedaan")
    assert [s.value for s in said if s.place is Place.DIRECT] == [TakenBackThere(stage.code)]
    assert [type(s.value) for s in said if s.place is Place.CASE] == [TakenBackHere]
    assert [row[1] for row in await state(stage)] == [ActionState.OPEN]


async def test_who_is_not_in_the_case_any_more_takes_nothing_back(stage: Stage) -> None:
    await stage.in_case(ANNA, "!actie anna vrijdag: bellen")
    await stage.in_direct(ANNA, f"!klaar {stage.code} A1")
    async with stage.database.work() as work:
        await work.cases.remove_member(stage.code, ANNA)
        await work.commit()
    assert only(await stage.in_direct(ANNA, "!ongedaan")) == NotYourCase()


async def test_in_a_closed_case_nothing_is_taken_back(stage: Stage) -> None:
    await stage.in_case(ANNA, "!actie anna vrijdag: bellen")
    await stage.in_direct(ANNA, f"!klaar {stage.code} A1")
    async with stage.database.work() as work:
        await work.cases.close(stage.code, stage.now, BAS)
        await work.commit()
    assert only(await stage.in_direct(ANNA, "!ongedaan")) == CaseIsClosed()
    assert only(await stage.in_case(ANNA, "!ongedaan")) == CaseIsClosed()


@pytest.mark.parametrize("text", ["!klaar A1", "!overdragen A1 carla"])
async def test_nobody_who_went_meanwhile_gets_an_action_back(stage: Stage, text: str) -> None:
    async with stage.database.work() as work:
        await work.cases.set_coordinator(stage.code, ANNA)
        await work.commit()
    await stage.in_case(BAS, "!actie bsmit vrijdag: bellen")
    await stage.in_case(ANNA, text)
    await stage.in_case(BAS_SMIT, "!terugtrekken bevestig")
    before = await state(stage)
    assert only(await stage.in_case(ANNA, "!ongedaan")) == ChangedSince()
    assert await state(stage) == before


# --- outcomes and inzet ---


async def test_an_outcome_is_taken_back_and_the_earlier_one_holds_again(stage: Stage) -> None:
    await stage.in_mdt("!mdt start\n!volgende")
    await stage.in_case(BAS, "!besluit veiligheid: een slot")
    await stage.in_case(ANNA, "!besluit veiligheid: twee sloten\n!besluit recht nvt")
    assert await taken_back(stage) == TakenBackHere("Anna de Vries", What.DECISIONS, areas=(Area.LAW,))
    said = await taken_back(stage)
    assert (said.areas, said.still) == ((Area.SAFETY,), (Area.SAFETY,))
    async with stage.database.work() as work:
        assert [d.text for d in await work.decisions.of(stage.code)] == ["een slot"]


async def test_an_outcome_that_somebody_changed_since_stays(stage: Stage) -> None:
    await stage.in_mdt("!mdt start\n!volgende")
    await stage.in_case(ANNA, "!besluit veiligheid: een slot")
    await stage.in_case(BAS, "!besluit veiligheid: twee sloten")
    assert only(await stage.in_case(ANNA, "!ongedaan")) == ChangedSince()


async def test_an_outcome_stays_when_the_meeting_has_gone_on(stage: Stage) -> None:
    await stage.in_mdt("!mdt start\n!volgende")
    await stage.in_case(ANNA, "!besluit veiligheid: een slot")
    await stage.in_mdt("!volgende")
    assert only(await stage.in_case(ANNA, "!ongedaan")) == NotThisCasesTurn()


async def test_an_outcome_that_was_decided_with_authority_since_stays(stage: Stage) -> None:
    await stage.in_case(ANNA, "!regie ik")
    await stage.in_mdt("!mdt start\n!volgende")
    await stage.in_case(CARLA, "!doorzetten geef: zij komen er niet uit")
    await stage.in_case(BAS, "!besluit veiligheid: een slot")
    stage.now += timedelta(minutes=1)
    assert isinstance(only(await stage.in_case(ANNA, "!doorzetten veiligheid: twee sloten")), AuthorityUsed)
    assert only(await stage.in_case(BAS, "!ongedaan")) == ChangedSince()


async def test_the_minutes_follow_what_was_taken_back(stage: Stage) -> None:
    await stage.in_mdt("!mdt start\n!volgende")
    await stage.in_case(BAS, "!actie anna vrijdag: bellen\n!inzet CSG hulp: intake\n!besluit veiligheid: een slot")
    before = only(await stage.in_case(ANNA, "!verslag"))
    assert isinstance(before, CaseMinutes)
    assert [len(each) for each in (before.minutes.agreed, before.minutes.contributed, before.minutes.outcomes)] == [
        1
    ] * 3
    for _ in range(3):
        await taken_back(stage, BAS)
    after = only(await stage.in_case(ANNA, "!verslag"))
    assert isinstance(after, CaseMinutes)
    assert (after.minutes.agreed, after.minutes.contributed, after.minutes.outcomes) == ((), (), ())
    assert after.minutes.missing == tuple(Area)
    assert after.open_actions == 0


# --- corrections ---


async def kept(stage: Stage) -> tuple[list[str], list[str], int]:
    async with stage.database.work() as work:
        outcomes = [d.text for d in await work.decisions.of(stage.code)]
        actions = [a.text for a in await work.actions.of(stage.code)]
        return outcomes, actions, len(await work.corrections.of(stage.code))


async def weighed(stage: Stage) -> None:
    await stage.in_case(ANNA, "!actie bsmit vrijdag: huisart bellen")
    await stage.in_mdt("!mdt start\n!volgende")
    await stage.in_case(ANNA, "!besluit veiligheid: slt")


async def test_a_correction_of_an_outcome_is_taken_back_also_after_the_meeting(stage: Stage) -> None:
    await weighed(stage)
    await stage.in_mdt("!mdt sluit")
    await stage.in_case(ANNA, "!corrigeer veiligheid: slot\n!corrigeer veiligheid: sloten")
    said = await taken_back(stage)
    assert (said.what, said.areas, said.still) == (What.CORRECTION, (Area.SAFETY,), (Area.SAFETY,))
    assert await kept(stage) == (["slot"], ["huisart bellen"], 1)
    await taken_back(stage)
    assert await kept(stage) == (["slt"], ["huisart bellen"], 0)
    minutes = only(await stage.in_case(ANNA, "!verslag"))
    assert isinstance(minutes, CaseMinutes)
    assert [(o.decision.text, o.corrected) for o in minutes.minutes.outcomes] == [("slt", None)]
    assert only(await stage.in_case(ANNA, "!ongedaan")) == NotThisCasesTurn()


async def test_in_its_meeting_an_outcome_is_taken_back_after_its_correction(stage: Stage) -> None:
    await weighed(stage)
    await stage.in_case(ANNA, "!corrigeer veiligheid nvt: woont daar niet meer")
    await taken_back(stage)
    await taken_back(stage)
    assert await kept(stage) == ([], ["huisart bellen"], 0)


async def test_a_correction_of_an_action_is_taken_back_and_its_owner_hears(stage: Stage) -> None:
    await weighed(stage)
    await stage.in_case(ANNA, "!corrigeer A1: huisarts bellen")
    back, turn = values(await stage.in_case(ANNA, "!ongedaan"))
    assert isinstance(back, TakenBackHere)
    assert [action.text for action in back.actions] == ["huisart bellen"]
    assert turn == YourTurn(stage.code, "A1", FRIDAY, BAS_SMIT)
    assert await kept(stage) == (["slt"], ["huisart bellen"], 0)


@pytest.mark.parametrize(
    ("mine", "theirs"),
    [
        ("!corrigeer veiligheid: slot", "!corrigeer veiligheid: sloten"),
        ("!corrigeer veiligheid: slot", "!besluit veiligheid: een camera"),
        ("!corrigeer A1: huisarts bellen", "!corrigeer A1: bellen"),
        ("!corrigeer A1: huisarts bellen", "!klaar A1"),
        ("!besluit veiligheid: slt", "!corrigeer veiligheid: slot"),
        ("!actie bsmit vrijdag: huisart bellen", "!corrigeer A2: huisarts bellen"),
    ],
)
async def test_what_was_corrected_or_changed_since_stays(stage: Stage, mine: str, theirs: str) -> None:
    await weighed(stage)
    await stage.in_case(ANNA, mine)
    await stage.in_case(BAS_SMIT, theirs)
    before = await kept(stage)
    assert only(await stage.in_case(ANNA, "!ongedaan")) == ChangedSince()
    assert await kept(stage) == before


async def test_inzet_and_how_far_it_is_are_taken_back(stage: Stage) -> None:
    await stage.in_case(ANNA, "!inzet CSG hulp: intake\n!inzet I1 gestart")
    assert await taken_back(stage) == TakenBackHere("Anna de Vries", What.PROGRESS, ("I1",))
    assert await taken_back(stage) == TakenBackHere("Anna de Vries", What.CONTRIBUTION, ("I1",))
    async with stage.database.work() as work:
        steps = [step.progress for step in await work.contributions.steps(stage.code)]
    assert steps == [Progress.REQUESTED, Progress.STARTED, Progress.REQUESTED, Progress.TAKEN_BACK]
    assert only(await stage.in_case(BAS, "!inzet I1 gestart")) == UnknownContribution("I1")


# --- what is not taken back ---


@pytest.mark.parametrize(
    ("text", "command"),
    [
        ("!regie ik", "regie overdragen @naam"),
        ("!regie bsmit", "regie intrekken"),
        ("!agenda erbij: de uitslag is er", "agenda terug"),
        ("!aanwezig", "help aanwezig"),
        ("!toestemming perspectief nee", "toestemming organisatie antwoord"),
        ("!casus wensen: eerst rust", "help casus"),
        ("!casus wijziging: hij belde", "casus wijziging: tekst"),
        ("!herbeoordeling 8-12", "herbeoordeling weg"),
    ],
)
async def test_what_others_acted_on_is_not_taken_back_and_the_opposite_is_named(
    stage: Stage, text: str, command: str
) -> None:
    await stage.in_case(ANNA, "!actie anna vrijdag: bellen")
    await stage.in_case(ANNA, text)
    assert only(await stage.in_case(ANNA, "!ongedaan")) == CannotTakeBack(command)
    assert [row[1] for row in await state(stage)] == [ActionState.OPEN], "nor what came before it"


async def test_a_meeting_is_not_turned_back(stage: Stage) -> None:
    await stage.in_mdt("!mdt start")
    assert only(await stage.in_mdt("!ongedaan")) == CannotTakeBack("mdt sluit")
    await stage.in_mdt("!volgende")
    assert only(await stage.in_mdt("!ongedaan")) == CannotTakeBack("terug")
    assert only(await stage.in_mdt("!ongedaan", BAS)) == NOTHING
    await stage.in_mdt("!aanwezig", BAS)
    assert only(await stage.in_mdt("!ongedaan", BAS)) == CannotTakeBack("afwezig @naam")


async def test_one_language_is_not_turned_back(stage: Stage) -> None:
    await stage.in_direct(CARLA, "!taal en")
    assert only(await stage.in_direct(CARLA, "!undo")) == CannotTakeBack("taal nl")


TAKEN_BACK = {
    *("ActionAdded", "ActionDelayed", "Decided", "OutcomesKept", "ContributionAdded", "ContributionChanged"),
    *("OutcomeCorrected", "ActionCorrected"),
}
SHOWN = {
    *("Card", "Who", "ActionShown", "ActionList", "FinishedActions", "Agenda", "Colleagues", "ColleagueOf"),
    *("ProtocolText", "Help", "HelpOn", "HelpTopic", "Status", "MyActions", "Contacts", "ContactOf", "AbsenceList"),
    *("ConsentOverview", "ConsentHistory", "ConsentInRoom", "ContributionList", "CaseMinutes", "CaseMinutesOfDay"),
    *("DayMinutes", "RegionFigures", "CaseAgenda", "RegieShown", "MyRegie", "Caseload", "GroundOverview"),
    *("MyCases", "RegionOverview", "NotesShown"),
    *("GroundShown", "ComparisonAsked", "ComparisonOfYours"),
}
"""What only shows something."""
AHEAD = {
    *("WithdrawAhead", "ExcludeAhead", "HandoverAhead", "YesAhead", "BackAhead", "ClosingBlocked", "ClosingAhead"),
    *("GroundDraft", "GroundAhead"),
}
"""What is not done yet, or waits for what is typed next."""
OF_A_DEVICE = {"ComparisonDecided"}
"""What is about somebody's own device, and in no case."""


def test_every_answer_of_a_command_is_taken_back_or_names_its_opposite_or_changed_nothing() -> None:
    known = set(INSTEAD) | TAKEN_BACK | SHOWN | AHEAD | OF_A_DEVICE
    for command in build_table().all():
        answer = get_type_hints(command.run)["return"]
        if not command.where & {Place.CASE, Place.MDT, Place.DIRECT}:
            continue
        if answer is object:  # steps of actions, in the room of the case or from the direct chat
            assert command.name in {"klaar", "uitstel", "vervalt", "overdragen", "kan niet meer", "ongedaan"}
            continue
        answers = {class_.__name__ for class_ in get_args(answer) or (answer,)}
        assert answers <= known, command.name


def test_what_is_not_taken_back_is_something_that_is_answered() -> None:
    known = {class_.__name__ for module in SAID for class_ in vars(module).values() if isinstance(class_, type)}
    assert set(INSTEAD) <= known
    table = build_table()
    for command in INSTEAD.values():
        assert table.find(command) is not None, command
