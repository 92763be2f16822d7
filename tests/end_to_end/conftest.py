"""The whole thing, as it runs in the field: own process, real configuration, real Synapse, real clients."""

import re
from collections.abc import AsyncIterator
from dataclasses import dataclass

import pytest

from bot.demo.people import Message, Professional
from bot.demo.play import Play
from bot.demo.stage import Stage
from bot.demo.transcript import Check

BOT_ID = "@regiekamer:regiekamer.test"


async def answer(person: Professional, room_id: str | None, text: str, *, says: str = "") -> Message:
    """Type something and give the bot's next message in that room, in the order of the room.

    With `says` it is the next that says this: where other things may be said meanwhile. The card for somebody who just
    came is no answer, unless it is what was asked for.
    """
    assert room_id is not None
    own = await person.say(room_id, text)

    def follows(message: Message) -> bool:
        row = [m.event_id for m in person.messages(room_id)]
        after = own in row and row.index(message.event_id) > row.index(own)
        asked = text.startswith("!casus") or not is_card(message)
        return after and message.sender == BOT_ID and says in message.body and asked

    return await person.wait_for(follows, room_id=room_id)


def is_card(message: Message) -> bool:
    """Tell whether the bot posted the card of a case, as it does when somebody comes."""
    return re.match(r"\W*[A-Z]+-\w{4}, gemeld ", message.body) is not None


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
