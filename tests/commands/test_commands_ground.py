"""A legal ground in the case room: walked through step by step, witnessed, and always shown as what it is."""

from dataclasses import replace

import pytest

from bot.domain.case import Answer
from bot.domain.ground import GroundStanding, Step
from bot.domain.refusals import MissingField, NotUnderstood, Refusal
from bot.domain.refusals_ground import (
    NoSuchLine,
    ShownAsAsked,
)
from bot.domain.refusals_people import UnknownRegion
from bot.usecases.results_consent import (
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
    GroundShown,
)
from tests.commands.groundwork import ahead, consent_of, ground, only, refused, roster, witnessed
from tests.commands.stage import ANNA, BAS, BAS_SMIT, CARLA, DIRK, FRITS, Stage


@pytest.fixture
async def stage() -> Stage:
    return await Stage().set_up()


# --- the walk ---


async def test_every_step_says_what_to_type_next_and_nobody_comes_in(stage: Stage) -> None:
    draft = only(await stage.in_case(CARLA, "!grondslag OM"), GroundDraft)
    assert (draft.view.label, draft.view.giver, draft.view.receiver) == ("G1", "Politie", "Openbaar Ministerie")
    assert draft.view.missing == (Step.GROUND, Step.PURPOSE, Step.NECESSITY)
    assert draft.view.answer is Answer.NO, "that the OM was refused is said"
    assert draft.looks, "and the law, at the first step"
    draft = only(await stage.in_case(CARLA, "!grondslag G1 grond: artikel 18"), GroundDraft)
    assert draft.view.missing == (Step.PURPOSE, Step.NECESSITY)
    assert not draft.looks, "whoever fills it has just read it"
    assert only(await stage.in_case(ANNA, "!grondslag G1"), GroundDraft).looks, "whoever looks it up has not"
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
    assert verbs == [("grondslag", ANNA, "getuigd"), ("getuige", ANNA, "ok")]
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


async def test_no_number_of_the_list_ever_is_the_vital_interest(stage: Stage) -> None:
    await stage.in_admin(FRITS, "!grondslagen DH aan")
    await stage.in_case(CARLA, "!grondslag OM")
    assert await refused(stage, "!grondslag G1 grond 2") == NoSuchLine("G1", 1)
    assert await refused(stage, "!grondslag G1 grond 0") == NoSuchLine("G1", 1)
    assert only(await stage.in_case(CARLA, "!grondslag G1 vitaal"), GroundDraft).view.vital
    assert not only(await stage.in_case(CARLA, "!grondslag G1 1"), GroundDraft).view.vital
    await stage.in_admin(FRITS, "!grondslagen DH uit")  # between the list that was shown and the answer to it
    assert await refused(stage, "!grondslag G1 grond 1") == NoSuchLine("G1", 0)


async def test_an_unfinished_draft_shows_its_list_and_words_again(stage: Stage) -> None:
    await stage.in_admin(FRITS, "!grondslagen DH aan")
    await stage.in_case(CARLA, "!grondslag OM doel: rust")
    shown = only(await stage.in_case(CARLA, "!grondslag G1"), GroundDraft)
    assert ([listed.ground for listed, _ in shown.options], shown.view.purpose) == (["art. 16 lid 1 sub a Wpg"], "rust")


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
