"""Whatever people type in whatever order: nobody is in by a ground that was not witnessed, or vital and confirmed."""

import asyncio
from datetime import timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.domain.case import Answer
from bot.domain.clock import Watch
from bot.domain.ground import GroundStanding, GroundState, standing
from bot.domain.people import UserId
from bot.usecases.grounds_review import watch_reviews
from bot.usecases.results_ground import GroundAhead
from tests.commands.stage import ANNA, BAS, BAS_SMIT, CARLA, DIRK, EVA, Stage

PEOPLE = [ANNA, BAS, BAS_SMIT, CARLA, DIRK, EVA]
ORGANISATION_OF = {ANNA: "vt", BAS: "csg", BAS_SMIT: "shn", CARLA: "politie", DIRK: "om", EVA: "perspectief"}
LINES = [
    "!grondslag OM\ngrond: eigen grond\ndoel: veiligheid\nnodig: het adres",
    "!grondslag perspectief\ngrond vitaal\ndoel: veiligheid\nnodig: het adres",
    "!grondslag OM",
    "!grondslag G1 grond vitaal",
    "!grondslag G1 grond: een andere grond",
    "!grondslag G2 doel: iets anders",
    "!grondslag G2 nodig: nog iets anders",
    "!grondslag G1 weg",
    "!grondslag G1 beoordeeld: het was nodig",
    "!getuige G1 22222",
    "!grondslag G1 bevestig 22222",
    "CODE",  # the last line that the bot gave, typed by whoever
    "CODE",
    "CODE G1",  # its code, for another draft
    "!toestemming OM ingetrokken",
    "!toestemming OM anoniem",
    "!toestemming politie ingetrokken",
    "!toestemming vt ingetrokken",
    "WEEK",
]
STEPS = st.lists(st.tuples(st.sampled_from(PEOPLE), st.sampled_from(LINES)), min_size=2, max_size=14)


async def play(steps: list[tuple[UserId, str]]) -> None:
    stage = await Stage().set_up()
    shown = "!getuige G1 7K3MP"
    for who, line in steps:
        stage.now += timedelta(days=4) if line == "WEEK" else timedelta(minutes=7)
        text = line
        if line == "CODE":
            text = shown
        elif line == "CODE G1":
            text = f"!getuige G1 {shown.rsplit(maxsplit=1)[-1]}"
        if line != "WEEK":
            for said in await stage.in_case(who, text):
                if isinstance(said.value, GroundAhead):
                    shown = said.value.command
        async with stage.database.work() as work:
            await watch_reviews(work, stage.speaker, stage.now, Watch())
            await work.commit()
        await look(stage)


async def look(stage: Stage) -> None:
    async with stage.database.work() as work:
        code = stage.code
        consents = {consent.organisation: consent for consent in await work.cases.consents(code)}
        record, grounds = await work.cases.consent_history(code), await work.grounds.of(code)
        roster = await work.cases.roster(code)
    assert [ground.number for ground in grounds] == list(range(1, len(grounds) + 1))
    for member in roster:
        consent = consents[member.organisation]
        assert consent.grants
        if consent.answer is Answer.GROUND:
            [ground] = [
                g
                for g in grounds
                if g.receiver == member.organisation and standing(g, record, stage.now) is GroundStanding.HOLDS
            ]
            assert ground.state is GroundState.RECORDED
            assert not ground.missing
            assert ORGANISATION_OF[ground.by] == ground.giver
            if ground.vital:
                assert ground.witness is None
                assert ground.review_due is not None
            else:
                assert ground.witness is not None
                assert ORGANISATION_OF[ground.witness] != ground.giver
    for ground in grounds:
        assert ground.reviewed_by is None or ORGANISATION_OF[ground.reviewed_by] != ground.giver
        assert (ground.entry is not None) is (ground.state is GroundState.RECORDED)


@settings(max_examples=40)
@given(STEPS)
def test_nobody_is_in_by_a_ground_that_was_not_witnessed_or_vital(steps: list[tuple[UserId, str]]) -> None:
    asyncio.run(play(steps))


def test_the_lines_do_let_people_in_and_out() -> None:
    """So that the machine above walks where something happens."""
    asyncio.run(_in_and_out())


async def _in_and_out() -> None:
    stage = await Stage().set_up()
    seen, shown = [], ""
    for who, line in [(CARLA, LINES[0]), (ANNA, "CODE"), (ANNA, LINES[14]), (CARLA, LINES[1]), (CARLA, "CODE")]:
        text = shown if line == "CODE" else line
        for said in await stage.in_case(who, text):
            if isinstance(said.value, GroundAhead):
                shown = said.value.command
        await look(stage)
        async with stage.database.work() as work:
            seen.append({m.user_id for m in await work.cases.roster(stage.code)} & {DIRK, EVA})
    assert seen == [set(), {DIRK}, set(), set(), {EVA}]
