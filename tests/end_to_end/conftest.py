"""The whole thing, as it runs in the field: own process, real configuration, real Synapse, real clients."""

from collections.abc import AsyncIterator
from dataclasses import dataclass

import pytest

from bot.demo.people import Message, Professional
from bot.demo.play import Play
from bot.demo.stage import Stage
from bot.demo.transcript import Check

BOT_ID = "@regiekamer:regiekamer.test"


async def answer(person: Professional, room_id: str | None, text: str) -> Message:
    """Type something and give the bot's next message in that room."""
    assert room_id is not None
    seen = set(person.inbox)
    await person.say(room_id, text)
    return await person.wait_for(lambda m: m.event_id not in seen and m.sender == BOT_ID, room_id=room_id)


@dataclass
class Played:
    """The stage after the demo was played on it, everything still up."""

    stage: Stage
    play: Play
    checks: list[Check]


@pytest.fixture(scope="session")
async def played(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Played]:
    async with Stage(tmp_path_factory.mktemp("stage")) as stage:
        play = Play(stage)
        yield Played(stage, play, await play.perform())
