"""Whatever is done to the outbox, in whatever order: every database and the fake answer the same."""

import asyncio
import tempfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.ports import Head, SetAside, Work

from .conftest import KINDS, memory
from .samples import HOUR, NOW, outgoing, room

WISHES = st.sampled_from(["wish-a", "wish-b", "wish-c"])
IDS = st.sampled_from([f"m{number}" for number in range(6)])
HOURS = st.integers(0, 3)
STEPS = st.lists(
    st.one_of(
        st.tuples(st.just("want"), WISHES, st.just(0)),
        st.tuples(st.just("made"), WISHES, st.just(0)),
        st.tuples(st.just("add"), st.tuples(IDS, WISHES), st.just(0)),
        st.tuples(st.just("sent"), IDS, HOURS),
        st.tuples(st.just("failed"), IDS, HOURS),
        st.tuples(st.just("undone"), IDS, HOURS),
        st.tuples(st.just("set aside"), IDS, HOURS),
        st.tuples(st.just("take back"), IDS, st.just(0)),
        st.tuples(st.sampled_from(["lost", "found", "renew"]), WISHES, st.just(0)),
    ),
    max_size=25,
)
Answer = tuple[str, tuple[Head, ...], tuple[SetAside, ...], int]


class StumbleError(Exception):
    """What undoes an attempt."""


async def undone(work: Work, id_: str) -> None:
    async with work.attempt():
        await work.outbox.sent(id_, f"${id_}", NOW)
        raise StumbleError


async def take(work: Work, step: tuple[str, object, int]) -> None:
    verb, what, hours = step
    if verb == "add":
        assert isinstance(what, tuple)
        await work.outbox.add(outgoing(*what))
        return
    name = str(what)
    if verb == "want":
        await work.rooms.want(room(name, name))
    elif verb == "made":
        await work.rooms.made(name, f"!{name}:example.org")
    elif verb == "sent":
        await work.outbox.sent(name, f"${name}", NOW)
    elif verb == "failed":
        await work.outbox.failed(name, NOW + hours * HOUR)
    elif verb == "set aside":
        await work.outbox.set_aside(name, NOW + hours * HOUR, "why")
    elif verb == "take back":
        await work.outbox.take_back(name)
    elif verb == "undone":
        await undone(work, name)
    else:
        await getattr(work.rooms, verb)(name)


async def answers(work: Work, steps: list[tuple[str, object, int]]) -> list[Answer]:
    given_: list[Answer] = []
    for step in steps:
        outcome = "ok"
        try:
            await take(work, step)
        except Exception as error:  # noqa: BLE001 - which error it is, is what is compared
            outcome = type(error).__name__
        aside, unsent = await work.outbox.aside(), await work.outbox.unsent()
        given_ += [(outcome, await work.outbox.heads(NOW + hours * HOUR), aside, unsent) for hours in (0, 2)]
    return given_


async def both(kind: str, steps: list[tuple[str, object, int]]) -> tuple[list[Answer], list[Answer]]:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        async with KINDS[kind](folder) as real, memory(folder) as fake, real.work() as one, fake.work() as other:
            return await answers(one, steps), await answers(other, steps)


@settings(max_examples=40, deadline=None)
@given(STEPS)
def test_the_outbox_is_the_same_in_sqlite(steps: list[tuple[str, object, int]]) -> None:
    real, fake = asyncio.run(both("sqlite", steps))
    assert real == fake


@settings(max_examples=15, deadline=None)
@given(STEPS)
def test_the_outbox_is_the_same_in_postgresql(steps: list[tuple[str, object, int]]) -> None:
    real, fake = asyncio.run(both("postgresql", steps))
    assert real == fake


@pytest.mark.parametrize("kind", ["sqlite", "postgresql"])
@pytest.mark.parametrize("again", [1, 2])
def test_the_comparison_is_repeatable(kind: str, again: int) -> None:
    steps: list[tuple[str, object, int]] = [("want", "wish-a", 0), ("made", "wish-a", 0)] * again
    steps += [("add", ("m1", "wish-a"), 0), ("undone", "m1", 0), ("sent", "m1", 0)]
    real, fake = asyncio.run(both(kind, steps))
    assert real == fake
    assert [len(heads) for _, heads, _, _ in real[-6:]] == [1, 1, 1, 1, 0, 0]
