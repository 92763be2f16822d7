"""A homeserver can send an old message again under a new id: it must not be obeyed twice (rule 10)."""

from dataclasses import replace

from bot.domain.people import Place
from bot.ports import Incoming, Ratchet
from tests.commands.stage import ANNA, NOW, Stage


async def test_a_replay_under_another_event_id_does_nothing(stage: Stage) -> None:
    room_id = await stage.room_id(Place.CASE, stage.code)
    first = Incoming("$first", room_id, ANNA, NOW, "!actie anna vrijdag: bellen", Ratchet("session", 4))
    await stage.dispatcher.handle(first)
    assert len(await stage.read()) == 1
    await stage.dispatcher.handle(replace(first, event_id="$replayed"))
    assert await stage.read() == []
    async with stage.database.work() as work:
        assert len(await work.actions.of(stage.code)) == 1
    await stage.dispatcher.handle(replace(first, event_id="$next", ratchet=Ratchet("session", 5)))
    assert len(await stage.read()) == 1
