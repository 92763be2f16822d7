"""Whatever people do to actions, in whatever order, with rows and taking back: nothing of what was agreed is lost."""

import itertools
from dataclasses import replace
from datetime import timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.domain.case import Action, ActionState
from bot.domain.leaving import in_case
from bot.domain.steps import ActionStep, stepped, steps_of
from bot.usecases.handover import facts_of
from bot.usecases.results_actions import TakenBackHere
from tests.commands.stage import ANNA, BAS, BAS_SMIT, CARLA, Stage, values

Move = tuple[str, str, timedelta]
"""Who types what, how long after the one before."""

people = st.sampled_from([ANNA, ANNA, BAS, BAS_SMIT, CARLA])
labels = st.integers(1, 4).map(lambda number: f"A{number}")
days = st.sampled_from(["vrijdag", "maandag 14:00", "over 2 uur", "over 3 weken", "25-12"])
owners = st.sampled_from(["anna", "bas jansen", "bsmit", "politie", "buiten wijkteam"])
lines = st.one_of(
    st.builds("!actie {} {}: iets doen".format, owners, days),
    st.builds("!actie {} elke {}: iets doen".format, owners, st.sampled_from(["maandag", "werkdag", "2 weken"])),
    st.builds("!klaar {}".format, labels),
    st.builds("!klaar {} {}".format, labels, labels),
    st.builds("!uitstel {} {}: te druk".format, labels, days),
    st.builds("!niet gedaan {} {}: te druk".format, labels, days),
    st.builds("!niet gedaan {}: te druk".format, labels),
    st.builds("!vervalt {}: hoeft niet".format, labels),
    st.builds("!overdragen {} {}".format, labels, owners),
    st.just("!ongedaan"),
)
waits = st.sampled_from([timedelta(0), timedelta(minutes=4), timedelta(minutes=11), timedelta(days=3)])
moves = st.lists(
    st.one_of(
        st.tuples(people, lines, waits).map(lambda move: [move]),
        st.tuples(people, lines, waits).map(lambda move: [move, (move[0], "!ongedaan", timedelta(minutes=1))]),
    ),
    min_size=1,
    max_size=10,
)
PREPARED = "!actie anna vrijdag: een\n!actie anna elke maandag 10:00: twee\n!actie vt vrijdag 14:00: drie"


def agreed_on(action: Action, steps: tuple[ActionStep, ...]) -> Action:
    """Give an action as it was agreed on: each step says from what it went."""
    first = replace(action, state=ActionState.OPEN, done_by=None, done_at=None, reason="")
    moved = next((step for step in steps if step.was is not None and step.due is not None), None)
    if moved is not None and moved.was is not None:
        first = replace(first, due=moved.was, due_at=moved.was_at)
    handed = next((step for step in steps if step.from_owner is not None), None)
    return first if handed is None or handed.from_owner is None else replace(first, owner=handed.from_owner)


def replayed(action: Action, steps: tuple[ActionStep, ...]) -> Action:
    now = agreed_on(action, steps)
    for position, step in enumerate(steps):
        now = stepped(now, step, steps[:position])
    return now


@settings(deadline=None, max_examples=60)
@given(moves)
async def test_each_action_is_what_its_steps_make_it_and_none_is_lost(
    typed: list[list[tuple[str, str, timedelta]]],
) -> None:
    stage = await Stage().set_up()
    await stage.in_case(ANNA, PREPARED)
    agreed: dict[int, str] = {}
    as_it_was: dict[int, Action] = {}
    for who, line, wait in itertools.chain(*typed):
        stage.now += wait
        async with stage.database.work() as work:
            before = await work.action_steps.of(stage.code)
            earlier = {action.number: action for action in await work.actions.of(stage.code)}
        said = values(await stage.in_case(who, line))
        async with stage.database.work() as work:
            actions, steps = await work.actions.of(stage.code), await work.action_steps.of(stage.code)
            facts, directory = await facts_of(work, stage.code), await work.people.directory()
        assert steps[: len(before)] == before, "what happened stays"
        assert line != "!ongedaan" or isinstance(said[0], TakenBackHere) == (len(steps) > len(before))
        as_it_was |= {step.number: earlier[step.action] for step in steps[len(before) :]}
        for step in steps[len(before) :]:
            if step.of:
                assert next(a for a in actions if a.number == step.action) == as_it_was[step.of]
        here = in_case(facts, directory)
        granting = {consent.organisation for consent in facts.consents if consent.grants}
        for action in actions:
            assert replayed(action, steps_of(action.number, steps)) == action
            assert agreed.setdefault(action.number, action.text) == action.text
            match action.state:
                case ActionState.OPEN:
                    owner = action.owner
                    assert owner.name if owner.outside else owner.organisation in granting
                    assert owner.user_id is None or owner.user_id in here
                case ActionState.DROPPED:
                    assert action.reason
                case ActionState.TAKEN_BACK:
                    assert action.done_by == action.added_by
                case ActionState.DONE:
                    assert action.done_by is not None
        assert set(agreed) == {action.number for action in actions}
