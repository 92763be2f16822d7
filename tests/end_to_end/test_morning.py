"""A whole morning: eight professionals of four organisations on real clients, twelve cases, one MDT (issue 7).

Of four cases one party gave no consent each time, once the chair's own. Every word that was typed is unique, so that
what each person could decrypt can be compared with what they may see, word for word. It is told in order.
"""

import asyncio
import itertools
import re
import signal
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from bot.demo.people import Message
from bot.domain.people import Place, UserId
from bot.domain.rooms import RoomId
from bot.settings import load_settings
from bot.usecases.rosters import all_rosters
from bot.wiring import open_house
from tests.end_to_end.casework import KEEPER, TEAM, Casework, at_work
from tests.end_to_end.conftest import BOT_ID
from tests.end_to_end.crowd import BACK

AREAS = ("veiligheid", "recht", "hulp", "herstel")
ALL = ("Politie", "VT", "CSG", "SHN")
REFUSED = {1: "Politie", 3: "VT", 6: "CSG", 8: "SHN"}
"""Of these cases this party gave no consent. The police supply the chair, the CSG the usual regiehouder."""
CASES = 12
CHAIR = "pim"
MDT = "MDT DH"
MOST = 6
"""Messages that people type, for each case on average."""
NOT_APPLICABLE, SKIPPED, ELSEWHERE, KILLED, HELD_OVER, PUT_RIGHT = 2, 4, 5, 7, 9, 10
"""The turns at which something else happens than usual."""
pytestmark = pytest.mark.timeout(600)


@dataclass
class Item:
    """A case of this morning, and what was typed about it."""

    code: str
    parties: tuple[str, ...]
    secret: str
    outcomes: dict[str, str] = field(default_factory=dict)
    """What was decided, as the minutes must say it."""
    other: list[str] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)
    """What was put right afterwards: read by its people, and in no minutes."""

    @property
    def words(self) -> set[str]:
        """Everything that only its people may read."""
        return {self.secret, *self.outcomes.values(), *self.other, *self.wrong}

    @property
    def keeper(self) -> str:
        return KEEPER if "CSG" in self.parties else "saar"


class Morning:
    """The meeting as its people hold it; counts what they type."""

    def __init__(self, work: Casework) -> None:
        self.work = work
        self.items: dict[str, Item] = {}
        self.typed = 0
        self.up: list[str] = []
        """The cases that were taken up, in order."""
        self._numbers = itertools.count(1)

    def word(self) -> str:
        """Make up words that nobody else says."""
        return f"merkwoord{next(self._numbers):03}"

    async def types(self, name: str, where: str, text: str, expected: str) -> str:
        self.typed += 1
        try:
            return await self.work.gets(name, text, expected, where)
        except TimeoutError:
            person = self.work.person(name)
            last = [m.body for m in person.messages(person.room_named(where))][-8:]
            raise AssertionError(f"{expected!r} was not said after {text!r}:\n" + "\n--\n".join(last)) from None

    async def goes_on(self, text: str, *, name: str = CHAIR, where: str = MDT) -> Item | None:
        """Let somebody move on; give what is weighed now by what the MDT room hears of it, None when all is done."""
        chair, person = self.work.person(CHAIR), self.work.person(name)
        room_id = await chair.wait_room(MDT, seconds=BACK)
        before = len(_said(chair.messages(room_id)))
        self.typed += 1
        await person.say(await person.wait_room(where, seconds=BACK), text)

        def moved(message: Message) -> bool:
            return message in _said(chair.messages(room_id))[before:] and _moved(message.body)

        body = (await chair.wait_for(moved, room_id=room_id, seconds=BACK)).body
        found = re.search(r"Nu: (DH-\w{4})", body)
        if found is None:
            return None
        self.up.append(found[1])
        return self.items[found[1]]

    def decide(self, item: Item, **instead: str) -> str:
        """Write one message: an outcome on each area, a regiehouder and an action."""
        lines = []
        for area in AREAS:
            text = instead.get(area, self.word())
            item.outcomes[area] = text.removeprefix("nvt: ")
            lines.append(f"!besluit {area} {text}" if text.startswith("nvt: ") else f"!besluit {area}: {text}")
        item.other.append(self.word())
        return "\n".join([*lines, "!regie ik", f"!actie @{item.keeper} vrijdag: {item.other[-1]}"])

    async def finishes(self, item: Item, **instead: str) -> None:
        """Let the regiehouder of a case record everything in one message."""
        text = self.decide(item, **instead)
        await self.types(item.keeper, item.code, text, item.other[-1])


def _said(messages: list[Message]) -> list[Message]:
    return [m for m in messages if m.sender == BOT_ID]


def _moved(body: str) -> bool:
    return "Nu: DH-" in body or "Alle casussen zijn besproken" in body


@pytest.fixture(scope="module")
async def morning(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Morning]:
    folder: Path = tmp_path_factory.mktemp("morning")
    async with at_work(folder, TEAM) as crowd:
        work = Casework(crowd)
        await work.put_on_duty("Politie", CHAIR)
        await work.put_on_duty("VT", "vera")
        held = Morning(work)
        for number in range(CASES):
            parties = tuple(party for party in ALL if party != REFUSED.get(number))
            code, secret = await crowd.open_case("DH", parties)
            held.items[code] = Item(code, parties, secret)
        await crowd.in_line()
        for item in held.items.values():  # who comes later reads the card, and not that its turn has come
            await crowd.hears(item.keeper, item.code, item.secret)
        yield held


async def test_the_meeting_begins_with_everybody_and_every_case(morning: Morning) -> None:
    began = await morning.types(CHAIR, MDT, "!mdt start", "Het MDT is open")
    assert set(re.findall(r"DH-\w{4}", began)) == set(morning.items)
    assert "Nog niet iedereen is er" in began
    for name in ("vera", "saar"):
        await morning.types(name, MDT, "!aanwezig", "is er, voor")
    told = await morning.types("vera", MDT, "!aanwezig namens CSG", "namens Organisatie CSG")
    assert "Alle organisaties zijn er" in told or "4 van de 4" in told


async def test_twelve_cases_get_an_outcome_though_the_bot_is_killed_in_the_middle(morning: Morning) -> None:
    item = await morning.goes_on("!volgende")
    for number in itertools.count():
        if item is None:
            break
        await morning.work.hears(item.keeper, f"{item.code} is nu aan de beurt", item.code)
        if number == SKIPPED:
            item = await morning.goes_on("!overslaan")
            continue
        await _weigh(morning, item, number)
        if "Politie" in item.parties:
            item = await morning.goes_on("!volgende")
        else:  # the chair is not in that room, and who leads the case goes on from there
            item = await morning.goes_on("!volgende", name=await _leader(morning, item), where=item.code)
    assert set(morning.up) == set(morning.items)
    assert len(morning.up) == CASES + 1, "one was skipped and came back"
    told = await morning.types(CHAIR, MDT, "!mdt sluit", "Het MDT is afgesloten")
    assert "11 besloten, 1 aangehouden, 0 niet aan toegekomen" in told


async def _weigh(morning: Morning, item: Item, number: int) -> None:
    """Let the people of a case do their part; now and then something else happens than usual."""
    work = morning.work
    if number == HELD_OVER:
        item.other.append(morning.word())
        await morning.types(item.keeper, item.code, f"!aanhouden: {item.other[-1]}", "wordt aangehouden")
        return
    if number == ELSEWHERE:
        item.other.append(morning.word())
        await morning.types(item.keeper, item.code, f"!inzet GGZ hulp: {item.other[-1]}", item.other[-1])
    instead = {"herstel": f"nvt: {morning.word()}"} if number == NOT_APPLICABLE else {}
    await morning.finishes(item, **instead)
    if "VT" not in item.parties:  # whoever speaks for the CSG in the MDT room is not in this room
        await work.hears(item.keeper, "In deze casus ontbreken nog", item.code)
    if number == KILLED:  # everything is decided, and then the power goes
        await work.crowd.stage.stop_bot(signal.SIGKILL)
        await work.crowd.stage.start_bot()
    if number == PUT_RIGHT:
        item.wrong.append(item.outcomes["recht"])
        item.outcomes["recht"] = morning.word()
        text = f"!corrigeer recht: {item.outcomes['recht']}"
        await morning.types(item.keeper, item.code, text, "Gecorrigeerd: recht")


async def _leader(morning: Morning, item: Item) -> str:
    """See who is rung to lead a case that the chair takes no part in."""
    person = morning.work.person(item.keeper)
    room_id = await person.wait_room(item.code, seconds=BACK)
    rung = await person.wait_text(f"Jij leidt nu {item.code}", room_id=room_id, seconds=BACK)
    [user] = rung.mentions
    assert morning.work.crowd.stage.people[CHAIR].room_named(item.code) is None
    return user.removeprefix("@").partition(":")[0]


async def test_people_typed_little(morning: Morning) -> None:
    assert morning.typed <= MOST * CASES, f"{morning.typed} messages for {CASES} cases"


async def test_minutes_are_what_was_decided(morning: Morning) -> None:
    for item in morning.items.values():
        person = morning.work.person(item.keeper)
        room_id = await person.wait_room(item.code, seconds=BACK)
        minutes = (await person.wait_text("Verslag MDT", room_id=room_id, seconds=BACK)).body
        found = {
            area: line
            for area in AREAS
            for line in minutes.splitlines()
            if line.lstrip("• ").casefold().startswith(f"{area}:")
        }
        for area, text in item.outcomes.items():
            assert text in found[area], (item.code, area)
        assert set(re.findall(r"merkwoord\d+", minutes)) == {w for w in item.words if w.startswith("merkwoord")} - set(
            item.wrong
        )
        for line in found.values() if not item.outcomes else ():
            assert "merkwoord" not in line


async def test_everybody_could_decrypt_what_they_may_see_and_nothing_else(morning: Morning) -> None:
    work = morning.work
    await work.crowd.in_line()
    async with open_house(load_settings(work.crowd.stage.settings)) as house, house.database.work() as unit:
        rosters: dict[str, tuple[RoomId | None, frozenset[UserId]]] = {
            room.subject: (room.room_id, roster) for room, roster in await all_rosters(unit) if room.place is Place.CASE
        }
    for worker in work.crowd.workers:
        mine = {code for code, (_, roster) in rosters.items() if worker.user_id in roster}
        assert all(worker.organisation in morning.items[code].parties for code in mine), worker.localpart
        may_see = set().union(*(morning.items[code].words for code in mine))
        await asyncio.gather(*(_arrives(work, worker.localpart, code, morning.items[code].words) for code in mine))
        person = work.person(worker.localpart)
        for item in morning.items.values():
            for word in item.words:
                assert (word in person.readable()) is (word in may_see), (worker.localpart, item.code)
        for code in mine:  # and each word only in the room of its own case
            others = {m.room_id for m in person.messages() if m.room_id != rosters[code][0]}
            elsewhere = "\n".join(person.readable(room_id) for room_id in others)
            assert not [word for word in morning.items[code].words if word in elsewhere], (worker.localpart, code)


async def _arrives(work: Casework, name: str, code: str, words: set[str]) -> None:
    person = work.person(name)
    room_id = await person.wait_room(code, seconds=BACK)
    for word in words:
        await person.wait_text(word, room_id=room_id, seconds=BACK)


async def test_nothing_in_the_mdt_room_tells_a_refused_party_which_case_it_was(morning: Morning) -> None:
    """The words about a case that a party was refused are those about any other: only code and numbers differ."""
    chair = morning.work.person(CHAIR)
    room_id = await chair.wait_room(MDT, seconds=BACK)
    refused = {item.code for item in morning.items.values() if len(item.parties) < len(ALL)}
    lines = [line for m in _said(chair.messages(room_id)) for line in m.body.splitlines()]
    about: dict[str, set[str]] = {code: set() for code in morning.items}
    for line in lines:
        codes = re.findall(r"DH-\w{4}", line)
        if len(codes) == 1:
            about[codes[0]].add(re.sub(r"\d+", "#", line.replace(codes[0], "CODE")))
    ordinary = set().union(*(shapes for code, shapes in about.items() if code not in refused))
    assert about.keys() >= refused
    for code in refused:
        assert about[code] <= ordinary, code
    names = [word for worker in TEAM for word in (worker.name, worker.name.split()[0])]
    told = [line for line in lines if re.search(r"DH-\w{4}", line)]
    assert len(told) > CASES
    for line in told:
        assert not [word for word in (*names, *ALL, "Organisatie") if word in line], "a code beside a name or a party"
