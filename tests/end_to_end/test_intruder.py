"""Somebody gets into a case room who is not on its roster: gone at once, no key, and people are told (rule 5)."""

import asyncio

from bot.demo.stage import OUTSIDER
from tests.end_to_end.conftest import Played, answer


async def test_an_intruder_is_removed_and_reads_nothing(played: Played) -> None:
    stage, code = played.stage, played.play.codes["DH-DEMO-01"]
    room_id, outsider = played.play.rooms[code], stage.people[OUTSIDER]
    # Whoever has the homeserver has everybody's tokens: the bot's own is used to let the intruder in.
    token = (stage.folder / "geheim" / "toegang").read_text().strip()
    where = f"/_matrix/client/v3/rooms/{room_id}/invite"
    async with asyncio.timeout(30):
        await stage.homeserver.call("POST", where, {"user_id": outsider.user_id}, token)
        await stage.log_in(["beheer"])
        await stage.people["beheer"].wait_text(code, seconds=30)
        for name in ("marieke", "hanna", "joost"):
            person = stage.people[name]
            chat = person.room_named("Regiekamer")
            warning = await person.wait_text("Schrijf nu niets in", room_id=chat, seconds=30)
            assert code in warning.body
    hanna = stage.people["hanna"]
    where = f"/_matrix/client/v3/rooms/{room_id}/state/m.room.member/{outsider.user_id}"
    _, state = await hanna.raw("GET", where)
    assert state["membership"] == "leave"
    assert (await answer(hanna, room_id, "!acties")).body.startswith(code), "the bot keeps serving the roster"
    assert not outsider.readable(room_id)
