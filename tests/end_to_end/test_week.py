"""Days at work at speed: a real homeserver, real clients, a bot whose clock runs fast, people who answer or do not.

What people could decrypt, and when the homeserver says it was sent, is all that is looked at (issue 8).
"""

import asyncio
import json
import re
import sys
import time as clock
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from pathlib import Path

import pytest

from bot.demo.people import Message
from bot.domain.calendar import ZONE
from tests.end_to_end.casework import KEEPER, TEAM, Casework, at_work
from tests.end_to_end.conftest import BOT_ID
from tests.end_to_end.fast_clock import CLOCK, FastClock

MODULE = "tests.end_to_end.fast_clock"
ALL = ("Politie", "VT", "CSG", "SHN")
CHAIRS = ("pim", "puck")
TUESDAY, WEDNESDAY, FRIDAY = 1, 2, 4
SLACK = timedelta(hours=1)
"""What a second of the machine is by day: a look that comes once a second, comes so late."""
OLD = {"werkdagen": '["ma", "di", "wo", "do", "vr"]', "dagoverzicht": '"08:30"', "herinneringen": '["08:30", "15:00"]'}
pytestmark = pytest.mark.timeout(500)


@dataclass
class Week:
    """People at work while days go by."""

    work: Casework
    clock: FastClock
    words: list[str]

    @property
    def now(self) -> datetime:
        return self.clock.told(datetime.now(ZONE))

    async def until(self, day: int, hour: int) -> None:
        """Wait until it is this hour of a day of the week, Monday is 0."""
        moment = datetime.combine(self.clock.first + timedelta(days=day), time(hour), tzinfo=ZONE)
        await asyncio.sleep(max(0.0, self.clock.real(moment).timestamp() - clock.time()))

    def word(self) -> str:
        """Make up words that nobody else says."""
        self.words.append(f"weekwoord{len(self.words):03}")
        return self.words[-1]

    def direct(self, name: str) -> list[tuple[datetime, Message]]:
        """List what the bot told somebody in the own chat since the week began, and when that was in that week."""
        person = self.work.person(name)
        began = datetime.fromtimestamp(self.clock.began, ZONE)
        told = [m for m in person.messages(person.room_named("Regiekamer")) if m.sender == BOT_ID and m.sent_at]
        return [(self.clock.told(m.sent_at).astimezone(ZONE), m) for m in told if m.sent_at and m.sent_at > began]

    def digests(self, name: str) -> dict[int, list[str]]:
        """Give the digests somebody got, by day of the week."""
        found: dict[int, list[str]] = {}
        for moment, message in self.direct(name):
            if message.body.startswith("Goedemorgen"):
                found.setdefault((moment.date() - self.clock.first).days, []).append(message.body)
        return found


async def _start(work: Casework, monday: datetime) -> Week:
    """Let it be Monday morning for the bot."""
    stage = work.crowd.stage
    await stage.stop_bot()
    text = stage.settings.read_text()
    for name, value in OLD.items():
        text = re.sub(rf"^{name} = .*$", f"{name} = {value}", text, flags=re.MULTILINE)
    text = re.sub(r"^stil_vanaf = .*$", 'stil_vanaf = "20:00"', text, flags=re.MULTILINE)
    text = re.sub(r"^stil_tot = .*$", 'stil_tot = "07:00"', text, flags=re.MULTILINE)
    stage.settings.write_text(text)
    fast = FastClock(clock.time(), monday.date())
    await stage.start_bot(MODULE, environment={CLOCK: str(fast)})
    return Week(work, fast, [])


async def _open_case(week: Week, number: int) -> str:
    """Hand in an intake at the time of that week."""
    stage = week.work.crowd.stage
    file = week.work.crowd.folder / f"week{number}.json"
    file.write_text(json.dumps({
        "id": f"DH-W{number}", "regio": "DH", "bron": "CSG", "melder": "slachtoffer", "slachtoffer": "vrouw, 30",
        "vorm": week.word(), "toestemming": dict.fromkeys(ALL, "ja"),
    }))  # fmt: skip
    process = await asyncio.create_subprocess_exec(
        *stage._words("intake", str(file), module=MODULE),
        stdout=asyncio.subprocess.PIPE,
        env={**stage._env(), CLOCK: str(week.clock)},
    )
    printed, _ = await process.communicate()
    assert process.returncode == 0, sys.stderr
    [code] = re.findall(r"^(DH-\w{4}):", printed.decode(), re.MULTILINE)
    await week.work.crowd.hears(KEEPER, code, week.words[-1])
    return str(code)


@pytest.mark.parametrize("days", [2, pytest.param(5, marks=pytest.mark.soak)])
async def test_late_actions_climb_and_nobody_hears_more_than_they_should(tmp_path: Path, days: int) -> None:
    today = datetime.now(ZONE)
    monday = today + timedelta(days=7 - today.weekday())
    async with at_work(tmp_path, TEAM) as crowd:
        work = Casework(crowd)
        week = await _start(work, monday)
        late, done, away = [await _open_case(week, number) for number in range(3)]
        for code in (late, done, away):
            await work.gets(KEEPER, "!regie ik", "is nu regiehouder", code)
        await work.gets(KEEPER, f"!actie @pim vandaag: {week.word()}", "A1", late)
        await work.gets(KEEPER, f"!actie @vera vandaag: {week.word()}", "A1", done)
        await work.gets(KEEPER, f"!actie @saar dinsdag: {week.word()}", "A1", away)
        await work.gets("vera", "!klaar A1", "A1", done)
        # The MDT weighs them: a case whose 24 hours are nearly over is said at any hour.
        await work.gets("pim", "!mdt start\n!volgende\n!volgende\n!volgende\n!mdt sluit", "is afgesloten", "MDT DH")
        tuesday = (monday + timedelta(days=1)).strftime("%d-%m")
        await work.gets("saar", f"!afwezig {tuesday} @sem", "Sem", "Regiekamer")
        await week.until(days - 1, 19)
        for name in [worker.localpart for worker in TEAM]:
            told, digests = week.direct(name), week.digests(name)
            assert all(len(found) == 1 for found in digests.values()), (name, digests)
            for moment, message in told:
                quiet = moment.timetz() > (datetime.combine(moment, time(20), ZONE) + SLACK).timetz()
                assert not quiet, (name, moment, message.body)
                assert moment.hour >= 7, (name, moment, message.body)
                assert not [word for word in week.words if word in message.body], "typed words stay in their rooms"
        assert late in week.digests("pim")[TUESDAY][0]
        assert "1 te laat" in week.digests("pim")[TUESDAY][0]
        assert "te laat bij een ander" not in str(week.digests(KEEPER).get(TUESDAY)), "the owner first"
        assert week.digests("vera") == {}, "what is done is not spoken of"
        assert TUESDAY not in week.digests("saar"), "she is away"
        assert away in week.digests("sem")[TUESDAY][0]
        assert "Saar" in week.digests("sem")[TUESDAY][0]
        if days > FRIDAY:
            assert late in week.digests(KEEPER)[WEDNESDAY][0], "then the regiehouder"
            assert "te laat bij een ander" in week.digests(KEEPER)[WEDNESDAY][0]
            first = min(
                day for name in CHAIRS for day, found in week.digests(name).items() if "al langer te laat" in found[0]
            )
            assert first == FRIDAY, "and at last the chairs"
            room = "\n".join(m.body for m in work.person(KEEPER).messages(work.person(KEEPER).room_named(late)))
            assert "te laat" in room, "each step stands in the case's own room"
