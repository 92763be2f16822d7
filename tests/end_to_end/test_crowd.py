"""People come, move, take over and go while cases run: at every moment only those who may be in a room are in it.

Twenty of them in `make test`, eighty in `make soak`.
"""

import asyncio
import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from tests.end_to_end.conftest import answer
from tests.end_to_end.crowd import ADMINS, BACK, TOLERATED, Crowd, open_crowd

MOST_TYPED = 6
"""By a newcomer, from invitation to taking part."""
PARTIES = ("Politie", "VT", "SHN", "CSG")


@asynccontextmanager
async def work_going_on(crowd: Crowd, rooms: dict[str, str]) -> AsyncIterator[None]:
    """Let somebody in each case agree on actions all the time."""
    ended = asyncio.Event()

    async def one(code: str, name: str) -> None:
        number = 0
        while not ended.is_set():
            number += 1
            await crowd.say(name, code, f"!actie {crowd.by_name[name].user_id} morgen: afspraak {number}")
            await crowd.hears(name, code, f"A{number} voor")
            await asyncio.sleep(0.5)

    async with asyncio.TaskGroup() as tasks:
        for code, name in rooms.items():
            tasks.create_task(one(code, name))
        try:
            yield
        finally:
            ended.set()


async def does(crowd: Crowd, name: str, room: str, typed: str, says: str) -> None:
    """Let somebody type something; what the bot first only shows is then confirmed with the line it gives."""
    person = crowd.person(name)
    where = await person.wait_room(room, seconds=BACK)
    told = await answer(person, where, typed)
    confirm = re.search(r"(![a-z]+ .*bevestig.*)", told.body)
    if confirm is not None:
        told = await answer(person, where, confirm[1])
    assert says in told.body, told.body


async def admin_does(crowd: Crowd, typed: str, says: str) -> None:
    await does(crowd, ADMINS[0], "Beheer", typed, says)


async def play(crowd: Crowd) -> None:
    dh, secret = await crowd.open_case("DH", PARTIES)
    ob, other_secret = await crowd.open_case("OB", PARTIES)
    for code, words, region in ((dh, secret, "DH"), (ob, other_secret, "OB")):
        await asyncio.gather(*(crowd.hears(name, code, words) for name in crowd.working_on(region, PARTIES)))
    firsts = crowd.firsts()
    stays = {dh: firsts["CSG"].localpart, ob: next(iter(crowd.working_on("OB", ("Politie",))))}
    assert max(crowd.typed[w.localpart] for w in crowd.workers if w not in firsts.values()) <= MOST_TYPED

    gone: dict[str, str] = {}
    async with work_going_on(crowd, stays):
        # Somebody moves to another organisation: out of the case at once, and confirmed anew by the new colleagues.
        mover = crowd.working_on("DH", ("VT",))[-1]
        await admin_does(crowd, f"!lid @{mover} organisatie SHN", "SHN")
        gone[mover] = dh
        await crowd.in_line()
        await crowd.say(firsts["SHN"].localpart, "Regiekamer", f"!collega {crowd.by_name[mover].user_id} bevestig")
        await crowd.hears(mover, "Regiekamer", "je werkt bij Organisatie SHN")
        # Somebody works in another region from now on.
        traveller = crowd.working_on("OB", ("CSG",))[-1]
        await admin_does(crowd, f"!lid @{traveller} regio DH", "DH")
        gone[traveller] = ob
        # Who has duty, and who when they cannot.
        one, two, *_ = (w.user_id for w in crowd.workers if w.organisation == "CSG" and w.region == "DH")
        await admin_does(crowd, f"!dienst DH CSG ma {one} {two}", "CSG DH")
        # Somebody leaves service while there is an action to do, which another of the organisation takes over.
        leaver = crowd.working_on("DH", ("VT",))[0]
        await crowd.say(stays[dh], dh, f"!actie @{leaver} morgen: nog te doen")
        await crowd.hears(leaver, dh, "jij bent aan de beurt")
        await admin_does(crowd, f"!lid @{leaver} uit dienst", "is uit dienst")
        gone[leaver] = dh
        # Somebody had better not take part, and somebody the regiehouder keeps out.
        shy, excluded = crowd.working_on("OB", ("SHN",))[-1], crowd.working_on("DH", ("Politie",))[-1]
        await does(crowd, shy, "Regiekamer", f"!terugtrekken {ob}", "niet meer mee")
        gone[shy] = ob
        await crowd.say(stays[dh], dh, f"!regie {crowd.by_name[stays[dh]].user_id}")
        await crowd.hears(stays[dh], dh, f"is nu regiehouder van {dh}")
        await does(crowd, stays[dh], "Regiekamer", f"!uitsluiten {dh} @{excluded}", "niet meer mee")
        gone[excluded] = dh
        await crowd.in_line()
    for name, code in gone.items():
        await crowd.hears(stays[code], code, f"{crowd.by_name[name].name} doet niet meer mee in {code}")
        there = crowd.person(stays[code]).room_named(code)
        assert there is not None
        own = crowd.by_name[stays[code]].user_id
        await answer(crowd.person(stays[code]), there, f"!actie {own} morgen: na het vertrek")
        assert await crowd.person(name).try_join(there) == "M_FORBIDDEN"
    for name in (mover, traveller):
        await crowd.hears(name, "Regiekamer", f"Je doet niet meer mee in {gone[name]}: je werk is veranderd.")
    await asyncio.sleep(1)  # in which whoever may not read it, could
    for name in gone:
        assert "na het vertrek" not in crowd.person(name).readable()


async def see_that_it_holds(folder: Path, count: int) -> None:
    async with open_crowd(folder, count) as crowd, crowd.watched() as watch:
        await crowd.come()
        await play(crowd)
        await crowd.in_line(BACK)
        assert watch.looked > 10, "it was watched"
        assert not watch.never, "nobody was ever where they never might be"
        late = {who: seconds for who, seconds in watch.stayed.items() if seconds > TOLERATED}
        assert not late, "who might no longer be somewhere was put out"
        assert crowd.stage.bot_runs


@pytest.mark.timeout(300)
async def test_twenty_eight_people_come_and_move_and_go(tmp_path: Path) -> None:
    await see_that_it_holds(tmp_path, 28)


@pytest.mark.soak
@pytest.mark.timeout(1500)
async def test_eighty_people_come_and_move_and_go(tmp_path: Path) -> None:
    await see_that_it_holds(tmp_path, 80)
