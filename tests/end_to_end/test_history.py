"""Histories of consent, grounds, duty, absence, leaving and kills of the bot, on a real homeserver with everybody's own
client.

After every step: who is in the room is who is on the roster, the roster holds nobody without consent or a ground, and
what is said next is read by those on it and by nobody else. Its key is on proven devices of theirs only, and the room
was told of everybody who came or went. Hypothesis makes the histories; each is a new case on the same stage.
"""

from collections.abc import AsyncIterator

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from tests.end_to_end.crowd import TOLERATED
from tests.end_to_end.history import OTHERS, PARTIES, History, histories

EVERY = (*PARTIES, "OM")
STEP = st.one_of(
    st.tuples(st.sampled_from(["ingetrokken", "ja", "ingetrokken, gedood", "ja, gedood"]), st.sampled_from(EVERY)),
    st.tuples(st.sampled_from(["verloopt", "grondslag"]), st.sampled_from(EVERY)),
    st.tuples(st.sampled_from(["gast", "gast", "dienst"]), st.sampled_from(PARTIES)),
    st.tuples(
        st.sampled_from(["terugtrekken", "terugtrekken, gedood", "vervang", "vervang, gedood", "erbij", "uitsluiten"]),
        st.sampled_from(OTHERS),
    ),
    st.tuples(st.sampled_from(["afwezig", "vervanger", "uit dienst", "verhuist"]), st.sampled_from(OTHERS)),
    st.tuples(st.sampled_from(["spoed", "sluit", "sluit, gedood", "terug"]), st.just("")),
)
ONE_OF_EACH = (
    ("gast", "Politie"),  # puck sits in, pim works the case
    ("vervanger", "puck"),  # and goes home: pol, whom they named, sits in
    ("sluit, gedood", ""),
    ("erbij", "puck"),
    ("verloopt", "SHN"),
    ("grondslag", "OM"),
    ("ingetrokken, gedood", "VT"),
    ("ja", "VT"),
    ("vervang, gedood", "vera"),
    ("ingetrokken", "OM"),
    ("terugtrekken, gedood", "puck"),
    ("verhuist", "pim"),
    ("uit dienst", "vic"),
    ("terug", ""),
    ("ja", "SHN"),
    ("uitsluiten", "saar"),
)
"""Every way in and out, each of which somebody takes in this order."""


@pytest.fixture(scope="module")
async def history(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[History]:
    async with histories(tmp_path_factory.mktemp("history")) as made:
        yield made


async def live(history: History, steps: list[tuple[str, str]], *, rota: bool) -> None:
    async with history.crowd.watched() as watch:
        await history.begin(rota=rota)
        for step in steps:
            print(step)  # noqa: T201 - shown when it fails
            await history.take(step)
            await history.something_is_said()
        assert not watch.never, f"nobody was ever where they never might be: {watch.never}"
        assert all(seconds <= TOLERATED for seconds in watch.stayed.values()), watch.stayed
    assert history.crowd.stage.bot_runs


@pytest.mark.timeout(1800)
@settings(
    max_examples=max(2, settings.default.max_examples // 60) if settings.default is not None else 2,
    deadline=None,
    phases=[Phase.explicit, Phase.generate],  # to shrink takes a minute a try
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)
@given(steps=st.lists(STEP, min_size=5, max_size=8), rota=st.booleans())
async def test_nobody_reads_what_they_may_not_whatever_happened(
    history: History, steps: list[tuple[str, str]], *, rota: bool
) -> None:
    await live(history, steps, rota=rota)


@pytest.mark.timeout(300)
async def test_every_way_in_and_out(history: History) -> None:
    """It would prove nothing if nobody came, went or was kept out: each step changes who is there."""
    history.done.clear()
    history.kept_out = 0
    await live(history, list(ONE_OF_EACH), rota=True)
    missing = {what.partition(",")[0] for what, _ in ONE_OF_EACH} - {"terug"} - set(history.done)
    assert not missing, "each of them changed who is there"
    assert history.kept_out
    assert history.checked
