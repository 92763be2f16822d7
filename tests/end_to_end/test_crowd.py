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


async def admin_does(crowd: Crowd, typed: str, says: str) -> str:
    """Let an administrator type something; what the bot first shows is then confirmed as it says itself."""
    person = crowd.person(ADMINS[0])
    told = await answer(person, person.room_named("Beheer"), typed)
    confirm = re.search(r"^\W*(!lid .* bevestig.*?)\W*$", told.body, re.MULTILINE)
    if confirm is not None:
        told = await answer(person, person.room_named("Beheer"), confirm[1])
    assert says in told.body, told.body
    return told.body


async def play(crowd: Crowd) -> None:
    dh, secret = await crowd.open_case("DH", PARTIES)
    ob, other_secret = await crowd.open_case("OB", PARTIES)
    for code, words, region in ((dh, secret, "DH"), (ob, other_secret, "OB")):
        await asyncio.gather(*(crowd.hears(name, code, words) for name in crowd.working_on(region, PARTIES)))
    firsts = crowd.firsts()
    stays = {dh: firsts["CSG"].localpart, ob: next(iter(crowd.working_on("OB", ("Politie",))))}
    for room in ("Regiekamer", dh):  # nothing is typed there by those who only come
        assert max(crowd.typed[w.localpart] for w in crowd.workers if w not in firsts.values()) <= MOST_TYPED, room

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
        one, two = (w.user_id for w in crowd.workers if w.organisation == "CSG" and w.region == "DH")
        await admin_does(crowd, f"!dienst DH CSG ma {one} {two}", "CSG DH")
        await crowd.in_line()
    for name, code in gone.items():
        there = crowd.person(stays[code]).room_named(code)
        assert there is not None
        own = crowd.by_name[stays[code]].user_id
        await answer(crowd.person(stays[code]), there, f"!actie {own} morgen: na het vertrek")
        assert await crowd.person(name).try_join(there) == "M_FORBIDDEN"
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
