"""A legal ground in the case room: walked through step by step, witnessed, and always shown as what it is."""

from dataclasses import replace
from datetime import timedelta
from typing import TypeVar

import pytest

from bot.domain.case import Answer
from bot.domain.clock import Watch
from bot.domain.consent import Recorded
from bot.domain.ground import Ground, GroundStanding, GroundState, Step
from bot.domain.people import Place, UserId
from bot.domain.refusals import MissingField, NotUnderstood, Refusal, TooLong, TooShort
from bot.domain.refusals_closing import CaseIsClosed
from bot.domain.refusals_consent import NobodyWorksThere, UnknownParty
from bot.domain.refusals_ground import (
    DraftIncomplete,
    DraftIsDropped,
    DraftIsOld,
    DraftNotNeeded,
    DraftWithoutGiver,
    GiverConfirms,
    GiverIsYours,
    GiversDraft,
    GroundIsDone,
    HasAccessAlready,
    NoSuchLine,
    NothingToReview,
    ReceiverIsYours,
    ReviewedAlready,
    ReviewFromElsewhere,
    ShownAsAsked,
    StepNotUnderstood,
    UnknownGround,
    WitnessFromElsewhere,
    WitnessNeeded,
)
from bot.domain.refusals_people import UnknownRegion
from bot.usecases.casefile import load_card
from bot.usecases.grounds_review import watch_reviews
from bot.usecases.results_consent import (
    ConsentHistory,
    ConsentOverview,
    ConsentTaken,
    OutOfCase,
    WhyTaken,
    YesAhead,
    YesRecorded,
    YouMayJoin,
)
from bot.usecases.results_ground import (
    GroundAhead,
    GroundDraft,
    GroundDropped,
    GroundOverview,
    GroundRecorded,
    GroundRegions,
    GroundRegionSet,
    GroundReviewed,
    GroundShown,
    ReviewAsked,
)
from tests.commands.stage import ANNA, BAS, BAS_SMIT, CARLA, DIRECTORY, DIRK, FRITS, Said, Stage
from tests.enrolled import enrol

T = TypeVar("T")
WALK = "!grondslag OM\ngrond: artikel 18\ndoel: samen de veiligheid regelen\nnodig: het adres, voor vannacht"
VITAL = "!grondslag OM\ngrond vitaal\ndoel: samen de veiligheid regelen\nnodig: het adres, voor vannacht"
"""Carla (politie) gives to the OM, where Dirk works; the OM's answer is no."""


@pytest.fixture
async def stage() -> Stage:
    return await Stage().set_up()


def only(said: list[Said], kind: type[T]) -> T:
    [found] = [each.value for each in said if isinstance(each.value, kind)]
    return found


async def roster(stage: Stage) -> set[UserId]:
    async with stage.database.work() as work:
        return {member.user_id for member in await work.cases.roster(stage.code)}


async def consent_of(stage: Stage, organisation: str) -> Answer:
    async with stage.database.work() as work:
        [found] = [c.answer for c in await work.cases.consents(stage.code) if c.organisation == organisation]
    return found


async def record(stage: Stage, organisation: str, answer: Answer) -> None:
    """Have it recorded behind the bot's back, as another command would."""
    async with stage.database.work() as work:
        await work.cases.record_consent(stage.code, Recorded(organisation, answer, stage.now, BAS))
        await work.commit()


async def ground(stage: Stage, number: int = 1) -> Ground:
    async with stage.database.work() as work:
        found = await work.grounds.get(stage.code, number)
    assert found is not None
    return found


async def ahead(stage: Stage, text: str = WALK, who: UserId = CARLA) -> GroundAhead:
    return only(await stage.in_case(who, text), GroundAhead)


async def witnessed(stage: Stage) -> list[Said]:
    return await stage.in_case(ANNA, (await ahead(stage)).command)


async def confirmed(stage: Stage) -> list[Said]:
    return await stage.in_case(CARLA, (await ahead(stage, VITAL)).command)


async def refused(stage: Stage, text: str, who: UserId = CARLA) -> Refusal:
    before = await stage_state(stage)
    refusal = only(await stage.in_case(who, text), Refusal)
    assert await stage_state(stage) == before, "nothing was changed"
    return refusal


async def stage_state(stage: Stage) -> object:
    async with stage.database.work() as work:
        code = stage.code
        return await work.grounds.of(code), await work.cases.consents(code), await work.cases.roster(code)


async def close_case(stage: Stage) -> None:
    case = stage.database._state.cases[stage.code]
    closed = replace(case, case=replace(case.case, closed_at=stage.now))
    stage.database._state.cases[stage.code] = closed


# --- the walk ---


async def test_every_step_says_what_to_type_next_and_nobody_comes_in(stage: Stage) -> None:
    draft = only(await stage.in_case(CARLA, "!grondslag OM"), GroundDraft)
    assert (draft.view.label, draft.view.giver, draft.view.receiver) == ("G1", "Politie", "Openbaar Ministerie")
    assert draft.view.missing == (Step.GROUND, Step.PURPOSE, Step.NECESSITY)
    assert draft.view.answer is Answer.NO, "that the OM was refused is said"
    draft = only(await stage.in_case(CARLA, "!grondslag G1 grond: artikel 18"), GroundDraft)
    assert draft.view.missing == (Step.PURPOSE, Step.NECESSITY)
    draft = only(await stage.in_case(CARLA, "!grondslag g1 doel: samen de veiligheid regelen"), GroundDraft)
    assert draft.view.missing == (Step.NECESSITY,)
    plan = only(await stage.in_case(CARLA, "!grondslag G1 nodig: het adres"), GroundAhead)
    assert plan.joins == ("Dirk Visser",)
    assert plan.command.startswith("!getuige G1 ")
    assert plan.view.answer is Answer.NO
    assert DIRK not in await roster(stage)


async def test_a_witness_of_another_organisation_lets_them_in_as_after_a_yes(stage: Stage) -> None:
    said = await witnessed(stage)
    done = only(said, GroundRecorded)
    assert (done.view.witness, done.view.by, done.joins) == ("Anna de Vries", "Carla Bakker", ("Dirk Visser",))
    assert [each.subject for each in said if isinstance(each.value, YouMayJoin)] == [DIRK]
    assert DIRK in await roster(stage)
    assert await consent_of(stage, "om") is Answer.GROUND
    async with stage.database.work() as work:
        entry = (await work.cases.consent_history(stage.code))[-1]
    assert (entry.organisation, entry.answer, entry.by) == ("om", Answer.GROUND, CARLA)
    assert (await ground(stage)).entry == entry.number
    verbs = [(each.verb, each.actor, each.outcome) for each in await stage.audited(2)]
    assert verbs == [("toestemming", ANNA, "grondslag"), ("getuige", ANNA, "ok")]
    assert "veiligheid" not in str(await stage.audited(20)), "the trail holds codes"


async def test_all_of_it_may_stand_in_one_message_or_on_lines_of_their_own_with_a_mark(stage: Stage) -> None:
    said = await stage.in_case(
        CARLA, "!grondslag Politie aan OM\n!grondslag G1 grond: art 18\n!grondslag G1 doel: rust"
    )
    assert [type(each.value) for each in said] == [GroundDraft] * 3
    draft = only(await stage.in_case(CARLA, "!grondslag perspectief grond: eigen\ndoel: herstel"), GroundDraft)
    assert (draft.view.label, draft.view.missing) == ("G2", (Step.NECESSITY,))


async def test_several_drafts_stand_side_by_side_and_a_number_is_never_used_again(stage: Stage) -> None:
    await stage.in_case(CARLA, "!grondslag OM")
    await stage.in_case(ANNA, "!grondslag perspectief")
    assert only(await stage.in_case(CARLA, "!grondslag G1 weg"), GroundDropped).label == "G1"
    await stage.in_case(BAS, "!grondslag OM")
    shown = only(await stage.in_case(BAS_SMIT, "!grondslag"), GroundOverview)
    assert [(view.label, view.giver, view.standing) for view in shown.views] == [
        ("G1", "Politie", GroundStanding.DROPPED),
        ("G2", "Veilig Thuis", GroundStanding.OPEN),
        ("G3", "Centrum Seksueel Geweld", GroundStanding.OPEN),
    ]


async def test_what_was_recorded_shows_all_of_itself(stage: Stage) -> None:
    await witnessed(stage)
    view = only(await stage.in_case(BAS_SMIT, "!grondslag G1"), GroundShown).view
    assert (view.ground, view.purpose, view.necessity) == (
        "artikel 18",
        "samen de veiligheid regelen",
        "het adres, voor vannacht",
    )
    assert (view.standing, view.witness, view.recorded_at) == (GroundStanding.HOLDS, "Anna de Vries", stage.now)


async def test_a_complete_draft_shows_the_line_for_the_witness_again(stage: Stage) -> None:
    plan = await ahead(stage)
    assert only(await stage.in_case(ANNA, "!grondslag G1"), GroundAhead).command == plan.command


async def test_who_must_still_accept_the_protocol_waits(stage: Stage) -> None:
    async with stage.database.work() as work:
        found = await work.standings.get(DIRK)
        assert found is not None
        await work.standings.save(replace(found, confirmed_at=None))
        await work.commit()
    plan = await ahead(stage)
    assert (plan.joins, plan.waiting) == ((), ("Dirk Visser",))


# --- the list ---


async def test_the_list_is_not_shown_for_sexual_violence_until_an_administrator_says_so(stage: Stage) -> None:
    draft = only(await stage.in_case(CARLA, "!grondslag OM"), GroundDraft)
    assert (draft.off, draft.options) == (True, ())
    answer = only(await stage.in_admin(FRITS, "!grondslagen dh aan"), GroundRegionSet)
    assert answer == GroundRegionSet("DH", shown=True)
    assert ("grondslagen", "DH", "aan") in [(e.verb, e.subject, e.outcome) for e in await stage.audited(2)]
    draft = only(await stage.in_case(CARLA, "!grondslag G1 doel: veiligheid"), GroundDraft)
    assert (draft.off, [listed.ground for listed, _ in draft.options]) == (False, ["art. 16 lid 1 sub a Wpg"])
    lines = only(await stage.in_admin(FRITS, "!grondslagen"), GroundRegions).lines
    assert lines == (("DH", True), ("OB", False))
    assert only(await stage.in_admin(FRITS, "!grondslagen DH uit"), GroundRegionSet) == GroundRegionSet(
        "DH", shown=False
    )


async def test_for_other_violence_the_list_is_shown(stage: Stage) -> None:
    case = stage.database._state.cases[stage.code]
    intake = replace(case.intake, case_kind="huiselijk geweld")
    stage.database._state.cases[stage.code] = replace(case, intake=intake)
    draft = only(await stage.in_case(ANNA, "!grondslag OM"), GroundDraft)
    [(listed, terms)] = draft.options
    assert "noemt OM en reclassering niet" in listed.warning
    assert "november 2021" in terms
    picked = only(await stage.in_case(ANNA, "!grondslag G1 grond 1"), GroundDraft)
    assert picked.view.ground == "art. 6 lid 1 sub e AVG jo. 4.1.1 Wmo 2015"
    assert picked.view.terms == terms, "kept as it was shown, whatever the list says later"
    none = only(await stage.in_case(BAS, "!grondslag OM"), GroundDraft)
    assert (none.off, none.options) == (False, ()), "the CSG is not in the list"


async def test_behind_the_list_stands_the_vital_interest(stage: Stage) -> None:
    await stage.in_admin(FRITS, "!grondslagen DH aan")
    await stage.in_case(CARLA, "!grondslag OM")
    assert await refused(stage, "!grondslag G1 grond 3") == NoSuchLine("G1", 2)
    assert await refused(stage, "!grondslag G1 grond 0") == NoSuchLine("G1", 2)
    assert only(await stage.in_case(CARLA, "!grondslag G1 grond: 2"), GroundDraft).view.vital
    assert not only(await stage.in_case(CARLA, "!grondslag G1 grond 1"), GroundDraft).view.vital


@pytest.mark.parametrize(
    ("text", "refusal"),
    [
        ("!grondslagen XX aan", UnknownRegion("DH, OB")),
        ("!grondslagen DH", MissingField("aan of uit", "!grondslagen DH aan")),
        ("!grondslagen DH misschien", NotUnderstood("aan of uit", "!grondslagen DH aan")),
        ("!grondslagen DH uit", ShownAsAsked("DH")),
    ],
)
async def test_what_administrators_type_wrong_is_said(stage: Stage, text: str, refusal: Refusal) -> None:
    assert only(await stage.in_admin(FRITS, text), Refusal) == refusal


# --- bad input ---


@pytest.mark.parametrize(
    ("text", "refusal"),
    [
        ("!grondslag Onbekend", UnknownParty()),
        ("!grondslag Politie aan Onbekend", UnknownParty()),
        ("!grondslag politie", ReceiverIsYours()),
        ("!grondslag VTH aan OM", GiverIsYours("Politie")),
        ("!grondslag shn", HasAccessAlready("Slachtofferhulp Nederland")),
        ("!grondslag G9", UnknownGround()),
        ("!grondslag G9 grond 1", UnknownGround()),
        ("!grondslag G9 beoordeeld: goed gedaan", UnknownGround()),
        ("!getuige G9 7K3MP", UnknownGround()),
        ("!getuige", MissingField("nummer", "!getuige G1 7K3MP")),
        ("!getuige 7K3MP", NotUnderstood("nummer", "!getuige G1 7K3MP")),
        ("!grondslag OB-7K3M", NotUnderstood("code", "!grondslag OM")),
        ("!grondslag DH-2222 OM", NotUnderstood("code", "!grondslag OM")),
        ("!grondslag OM\ndoel: x", TooShort("doel", 3, "!grondslag G1 doel: samen de veiligheid regelen")),
        (f"!grondslag OM\nnodig: {'x' * 501}", TooLong("nodig", 500)),
        ("!grondslag OM\ndole: rust", StepNotUnderstood()),
        ("!grondslag OM\ndoel: rust\ndoel: meer rust", StepNotUnderstood()),
        ("!grondslag OM\nweg", StepNotUnderstood()),
        ("!grondslag OM\ngrond 4", NoSuchLine("G1", 1)),
        ("!grondslag OM\ngrond iets", StepNotUnderstood()),
    ],
)
async def test_what_cannot_be_is_said_in_one_sentence_and_changes_nothing(
    stage: Stage, text: str, refusal: Refusal
) -> None:
    assert await refused(stage, text) == refusal


async def test_of_an_organisation_without_people_here_nobody_can_come(stage: Stage) -> None:
    people = tuple(p for p in DIRECTORY.people if p.user_id != DIRK)
    async with stage.database.work() as work:
        await enrol(work, replace(DIRECTORY, people=people))
        await work.commit()
    assert await refused(stage, "!grondslag OM") == NobodyWorksThere("Openbaar Ministerie")


async def test_only_the_giver_changes_or_drops_a_draft(stage: Stage) -> None:
    await stage.in_case(CARLA, "!grondslag OM")
    for text in ("!grondslag G1 doel: iets anders", "!grondslag G1 weg", "!grondslag G1 bevestig 7K3MP"):
        assert await refused(stage, text, ANNA) == GiversDraft("G1", "Politie")


async def test_the_witness_is_of_another_organisation_and_there_is_something_to_witness(stage: Stage) -> None:
    await stage.in_case(CARLA, "!grondslag OM")
    assert await refused(stage, "!getuige G1 7K3MP", ANNA) == DraftIncomplete("G1")
    plan = await ahead(stage)
    assert plan.view.label == "G2"
    assert await refused(stage, plan.command, CARLA) == WitnessFromElsewhere("Politie")
    assert await refused(stage, "!grondslag G2 bevestig 7K3MP") == WitnessNeeded("G2")
    await stage.in_case(ANNA, plan.command)
    assert await refused(stage, plan.command, BAS) == GroundIsDone("G2"), "witnessed twice"
    assert await refused(stage, "!grondslag G2 weg") == GroundIsDone("G2")


async def test_without_the_code_of_now_it_is_shown_again_and_nothing_is_done(stage: Stage) -> None:
    plan = await ahead(stage)
    await stage.in_case(CARLA, "!grondslag G1 nodig: ook het telefoonnummer")
    shown = only(await stage.in_case(ANNA, plan.command), GroundAhead)
    assert shown.again
    assert shown.command != plan.command
    assert not only(await stage.in_case(ANNA, "!getuige G1"), GroundAhead).again
    assert DIRK not in await roster(stage)
    assert only(await stage.in_case(ANNA, shown.command.lower()), GroundRecorded)


async def test_what_is_said_of_the_receiver_meanwhile_makes_it_another_plan(stage: Stage) -> None:
    plan = await ahead(stage)
    await record(stage, "om", Answer.ANONYMOUS)
    shown = only(await stage.in_case(ANNA, plan.command), GroundAhead)
    assert (shown.again, shown.view.answer) == (True, Answer.ANONYMOUS)


async def test_a_draft_is_over_once_its_receiver_has_consent(stage: Stage) -> None:
    plan = await ahead(stage)
    await record(stage, "om", Answer.YES)
    assert await refused(stage, plan.command, ANNA) == DraftNotNeeded("G1", "Openbaar Ministerie")
    assert await refused(stage, "!grondslag OM") == HasAccessAlready("Openbaar Ministerie")
    await record(stage, "om", Answer.WITHDRAWN)
    assert await refused(stage, plan.command, ANNA) == DraftNotNeeded("G1", "Openbaar Ministerie"), "it stays over"


async def test_a_draft_is_over_once_its_giver_lost_consent(stage: Stage) -> None:
    plan = await ahead(stage)
    await record(stage, "politie", Answer.WITHDRAWN)
    assert await refused(stage, plan.command, ANNA) == DraftWithoutGiver("G1", "Politie")
    await record(stage, "politie", Answer.YES)
    assert await refused(stage, plan.command, ANNA) == DraftWithoutGiver("G1", "Politie")


async def test_a_draft_lapses_after_a_week_and_a_dropped_one_is_gone(stage: Stage) -> None:
    plan = await ahead(stage)
    stage.now += timedelta(days=7)
    assert await refused(stage, plan.command, ANNA) == DraftIsOld("G1")
    await ahead(stage)
    await stage.in_case(CARLA, "!grondslag G2 weg")
    assert await refused(stage, "!grondslag G2 doel: toch wel") == DraftIsDropped("G2")


async def test_a_closed_case_lets_nobody_in(stage: Stage) -> None:
    plan = await ahead(stage)
    await close_case(stage)
    assert await refused(stage, plan.command, ANNA) == CaseIsClosed()
    assert await refused(stage, "!grondslag perspectief") == CaseIsClosed()


async def test_the_line_of_one_draft_does_not_work_for_another(stage: Stage) -> None:
    first = await ahead(stage)
    second = await ahead(stage)
    assert first.command.split()[-1] != second.command.split()[-1]
    assert only(await stage.in_case(ANNA, f"!getuige G1 {second.command.split()[-1]}"), GroundAhead).again


async def test_two_drafts_for_one_receiver_let_them_in_once(stage: Stage) -> None:
    first, second = await ahead(stage), await ahead(stage)
    await stage.in_case(ANNA, first.command)
    assert await refused(stage, second.command, ANNA) == DraftNotNeeded("G2", "Openbaar Ministerie")


async def test_without_anybody_else_in_the_room_it_is_said_that_there_is_no_witness(stage: Stage) -> None:
    for organisation in ("vt", "csg", "shn"):
        await record(stage, organisation, Answer.WITHDRAWN)
    assert only(await stage.in_case(CARLA, "!grondslag OM"), GroundDraft).alone
    assert (await ahead(stage)).alone
    assert not (await ahead(stage, VITAL)).alone


# --- vital interest ---


async def test_a_vital_interest_acts_at_once_and_is_to_be_reviewed(stage: Stage) -> None:
    plan = await ahead(stage, VITAL)
    assert plan.command.startswith("!grondslag G1 bevestig ")
    assert await refused(stage, f"!getuige G1 {plan.command.split()[-1]}", ANNA) == GiverConfirms("Politie")
    assert only(await stage.in_case(CARLA, "!grondslag G1 bevestig 22222"), GroundAhead).again
    done = only(await stage.in_case(CARLA, plan.command), GroundRecorded)
    assert (done.view.vital, done.view.witness, done.view.to_review) == (True, "", True)
    assert DIRK in await roster(stage)


async def test_the_regiehouder_is_rung_each_working_day_until_it_is_reviewed(stage: Stage) -> None:
    async with stage.database.work() as work:
        await work.cases.set_coordinator(stage.code, BAS)
        await work.commit()
    await confirmed(stage)

    async def look(ahead_: timedelta) -> list[Said]:
        stage.now += ahead_
        async with stage.database.work() as work:
            await watch_reviews(work, stage.speaker, stage.now, Watch())
            await work.commit()
        return await stage.read()

    assert await look(timedelta(hours=5)) == [], "not on the same day"
    [rung] = await look(timedelta(hours=18))
    assert (rung.place, rung.subject, rung.value) == (Place.DIRECT, BAS, ReviewAsked(stage.code, "G1", BAS))
    assert await look(timedelta(hours=3)) == []
    assert len(await look(timedelta(days=1))) == 1, "Thursday"
    assert await refused(stage, "!grondslag G1 beoordeeld: prima", CARLA) == ReviewFromElsewhere("G1")
    assert await refused(stage, "!grondslag G1 beoordeeld: prima", DIRK) == ReviewFromElsewhere("G1")
    done = only(await stage.in_case(ANNA, "!grondslag G1 beoordeeld: het was nodig"), GroundReviewed)
    assert done.review == "het was nodig"
    assert await refused(stage, "!grondslag G1 beoordeeld: of toch niet", BAS) == ReviewedAlready("G1")
    assert await look(timedelta(days=4)) == []
    view = only(await stage.in_case(ANNA, "!grondslag G1"), GroundShown).view
    assert (view.reviewed_by, view.review, view.to_review) == ("Anna de Vries", "het was nodig", False)


async def test_the_receiver_reviews_only_when_nobody_else_is_there(stage: Stage) -> None:
    await confirmed(stage)
    for organisation in ("vt", "csg", "shn"):
        await record(stage, organisation, Answer.WITHDRAWN)
    assert only(await stage.in_case(DIRK, "!grondslag G1 beoordeeld: het was nodig"), GroundReviewed)


async def test_a_ground_that_was_witnessed_needs_no_review(stage: Stage) -> None:
    await witnessed(stage)
    assert await refused(stage, "!grondslag G1 beoordeeld: prima", BAS) == NothingToReview("G1")
    async with stage.database.work() as work:
        assert await work.grounds.to_review() == ()


# --- beside consent ---


async def test_consent_and_the_card_show_it_as_what_it_is(stage: Stage) -> None:
    await witnessed(stage)
    lines = only(await stage.in_case(ANNA, "!toestemming"), ConsentOverview).lines
    [line] = [line for line in lines if line.organisation == "Openbaar Ministerie"]
    assert (line.answer, line.ground, line.by) == (Answer.GROUND, "G1", "Carla Bakker")
    history = only(await stage.in_case(ANNA, "!toestemming OM"), ConsentHistory).lines
    assert [(line.answer, line.ground) for line in history] == [(Answer.GROUND, "G1"), (Answer.NO, "")]
    async with stage.database.work() as work:
        assert (await load_card(work, stage.code, stage.now)).grounds == {"om": "G1"}


async def test_withdrawing_ends_a_ground_like_a_consent_and_says_so(stage: Stage) -> None:
    await witnessed(stage)
    said = await stage.in_case(ANNA, "!toestemming OM ingetrokken")
    assert only(said, ConsentTaken).gone.ground
    assert only(said, OutOfCase) == OutOfCase(stage.code, DIRK, ground=True)
    assert only(said, WhyTaken).ground
    assert DIRK not in await roster(stage)
    view = only(await stage.in_case(ANNA, "!grondslag G1"), GroundShown).view
    assert view.standing is GroundStanding.ENDED
    said = await stage.in_case(ANNA, "!toestemming csg ingetrokken")
    assert not only(said, ConsentTaken).gone.ground


async def test_a_later_yes_takes_its_place(stage: Stage) -> None:
    await witnessed(stage)
    plan = only(await stage.in_case(BAS, "!toestemming OM ja"), YesAhead)
    assert plan.stays
    assert only(await stage.in_case(BAS, plan.command), YesRecorded)
    assert DIRK in await roster(stage)
    assert await consent_of(stage, "om") is Answer.YES
    shown = only(await stage.in_case(ANNA, "!grondslag"), GroundOverview)
    assert shown.views[0].standing is GroundStanding.ENDED
    async with stage.database.work() as work:
        assert (await load_card(work, stage.code, stage.now)).grounds == {}


async def test_a_new_ground_after_a_withdrawal_begins_anew(stage: Stage) -> None:
    await witnessed(stage)
    await stage.in_case(ANNA, "!toestemming OM ingetrokken")
    plan = await ahead(stage)
    assert (plan.view.label, plan.view.answer) == ("G2", Answer.WITHDRAWN)
    assert only(await stage.in_case(ANNA, plan.command), GroundRecorded)
    assert (await ground(stage, 2)).state is GroundState.RECORDED
    shown = only(await stage.in_case(ANNA, "!grondslag"), GroundOverview)
    assert [view.standing for view in shown.views] == [GroundStanding.ENDED, GroundStanding.HOLDS]
