"""How the parts are joined: what is tried again and when, and what is better not said at all."""

import asyncio
from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from types import SimpleNamespace
from typing import Any, cast

import pytest

from bot.domain.agenda_item import Plan
from bot.domain.calendar import at, local_day
from bot.domain.case import Answer, Member
from bot.domain.consent import Recorded
from bot.domain.ground import GroundList
from bot.domain.minors import AGE_BANDS
from bot.domain.people import Place
from bot.domain.regie import RegiePlan
from bot.domain.trust import TrustMode
from bot.matrix.state import Changes
from bot.ports import HomeserverBusyError, HomeserverDownError
from bot.usecases.notices import MorningDigest, Welcome
from bot.usecases.protocol import publish
from bot.usecases.results_agenda import AgendaPosted, MeetingSoon
from bot.usecases.results_clock import DeadlineNear, DeadlinePassed
from bot.usecases.results_coming import LooksAlike, WorksHere
from bot.usecases.results_leading import StillOpen, TimeUp
from bot.usecases.results_regie import RegieAsked, RegieAskedHere
from bot.wiring import Bot, House, confirm_identity
from bot.wiring.ticks import SILENCE
from tests.commands.stage import ANNA, BAS, CARLA, Stage
from tests.usecases.test_usecases_forgiving import Office

TUESDAY = date(2026, 11, 24)


@pytest.fixture
async def stage() -> Stage:
    return await Stage().set_up()


@pytest.fixture
def bot(stage: Stage, monkeypatch: pytest.MonkeyPatch) -> Bot:
    """The bot's own wiring around storage in memory; nothing answers on its wire."""
    for module in ("bot", "ticks"):
        monkeypatch.setattr(f"bot.wiring.{module}.now", lambda: stage.now)
    times = SimpleNamespace(digest=time(8, 30), reminders=(time(9),), holidays=False, gather_joins=3.0)
    matrix = SimpleNamespace(trust=TrustMode.CONFIRMED)
    privacy = SimpleNamespace(days=7)
    settings = SimpleNamespace(
        times=times,
        matrix=matrix,
        weekdays=frozenset(range(5)),
        privacy=privacy,
        protocol=lambda: "Houd geheim.",
        meeting=SimpleNamespace(
            hours_ahead=2, warn_since=time(9), warn_until=time(17), seats_ahead=60, plan=Plan(posted_at=time(9))
        ),
        regie=SimpleNamespace(plan=RegiePlan(again=timedelta(hours=1))),
        age_bands=AGE_BANDS,
        ground_list=GroundList,
    )
    monkeypatch.setattr("bot.wiring.bot._identity", lambda _: "m" * 43)
    me = SimpleNamespace(user_id="@regiekamer:regiekamer.test", device_id="REGIEKAMER", ed25519="e" * 43)
    crypto = SimpleNamespace(me=me)
    house = House(cast("Any", settings), cast("Any", stage.database), stage.speaker)
    return Bot(house, cast("Any", SimpleNamespace(silence=0.0)), cast("Any", crypto))


async def given(bot: Bot, stage: Stage, moment: datetime, *, silence: float) -> int:
    stage.now = moment
    cast("Any", bot)._wire.silence = silence
    await bot.looks.give_digests()
    return sum(isinstance(said.value, MorningDigest) for said in await stage.read())


async def test_days_without_a_homeserver_are_followed_by_one_digest(bot: Bot, stage: Stage) -> None:
    """Promised each morning, they would all arrive at once when it is back, the oldest first."""
    await Office(stage).agree(TUESDAY, at(TUESDAY, time(8)))
    for day in (24, 25, 26):
        assert await given(bot, stage, at(date(2026, 11, day), time(9)), silence=SILENCE + 1) == 0
    assert await given(bot, stage, at(date(2026, 11, 26), time(9, 30)), silence=0) == 1
    assert await given(bot, stage, at(date(2026, 11, 26), time(10)), silence=0) == 0


async def clocked(bot: Bot, stage: Stage, moment: datetime, *, silence: float) -> list[type]:
    stage.now = moment
    cast("Any", bot)._wire.silence = silence
    await bot.looks.watch_clocks()
    return [type(said.value) for said in await stage.read()]


async def test_clocks_are_watched_by_the_settings_and_only_while_people_can_be_told(bot: Bot, stage: Stage) -> None:
    """A warning that waits for the homeserver would come after the deadline it warns of."""
    warning = at(TUESDAY, time(17))  # the case lapses on Wednesday at seven
    assert await clocked(bot, stage, warning - timedelta(minutes=1), silence=0) == []
    assert await clocked(bot, stage, warning, silence=SILENCE + 1) == []
    assert DeadlineNear in await clocked(bot, stage, warning, silence=0)
    assert await clocked(bot, stage, warning + timedelta(days=1), silence=SILENCE + 1) == []
    assert DeadlinePassed in await clocked(bot, stage, warning + timedelta(days=1), silence=0)


async def announced(bot: Bot, stage: Stage, moment: datetime, *, silence: float) -> list[type]:
    stage.now = moment
    cast("Any", bot)._wire.silence = silence
    await bot.looks.announce()
    return [type(said.value) for said in await stage.read()]


async def test_the_agenda_is_posted_by_the_settings_and_only_while_people_can_be_told(bot: Bot, stage: Stage) -> None:
    assert await announced(bot, stage, at(TUESDAY, time(8, 59)), silence=0) == []
    assert await announced(bot, stage, at(TUESDAY, time(9)), silence=SILENCE + 1) == []
    assert await announced(bot, stage, at(TUESDAY, time(9)), silence=0) == [AgendaPosted]
    assert await announced(bot, stage, at(TUESDAY, time(9)), silence=0) == []
    assert await announced(bot, stage, at(TUESDAY, time(9, 50)), silence=0) == [MeetingSoon]


async def looked_after(bot: Bot, stage: Stage, moment: datetime, *, silence: float) -> list[type]:
    stage.now = moment
    cast("Any", bot)._wire.silence = silence
    await bot.looks.watch_meetings()
    return [type(said.value) for said in await stage.read()]


async def test_a_meeting_is_looked_after_only_while_it_can_be_led(bot: Bot, stage: Stage) -> None:
    """Nobody is rung, and nothing closed, for a silence that was the homeserver's."""
    stage.now = at(TUESDAY, time(9))
    await stage.in_mdt("!mdt start\n!volgende")
    assert await looked_after(bot, stage, at(TUESDAY, time(9, 8)), silence=SILENCE + 1) == []
    assert await looked_after(bot, stage, at(TUESDAY, time(9, 8)), silence=0) == [TimeUp]
    assert await looked_after(bot, stage, at(TUESDAY, time(23)), silence=SILENCE + 1) == []
    assert await looked_after(bot, stage, at(TUESDAY, time(23)), silence=0) == [StillOpen]


async def test_silence_about_the_regie_is_looked_at_by_the_settings_and_only_while_people_can_be_told(
    bot: Bot, stage: Stage
) -> None:
    await stage.in_case(BAS, f"!regie {ANNA}")
    stage.now += timedelta(hours=1)
    cast("Any", bot._wire).silence = SILENCE + 1
    await bot.looks.watch_regie()
    assert await stage.read() == []
    cast("Any", bot._wire).silence = 0
    await bot.looks.watch_regie()
    assert {type(each.value) for each in await stage.read()} == {RegieAsked, RegieAskedHere}
    await bot.looks.watch_regie()
    assert await stage.read() == []


class Stubborn:
    """A membership in which some room is never in line, until it is."""

    def __init__(self) -> None:
        self.tries = 0
        self.in_line = False

    async def look_for_lost(self) -> None:
        """Find nothing."""

    async def reconcile(self, only: object) -> bool:
        self.tries += 1
        return self.in_line or only is not None


async def look_around(bot: Bot, until: Callable[[], bool]) -> int:
    """Let the ticks come, much faster than they do, until something holds; give how many."""
    count = 0
    async with asyncio.timeout(10):
        while not until():
            count += 1
            await bot._look_around()
            await asyncio.sleep(0.005)
    return count


async def test_rooms_that_are_not_in_line_are_tried_again_with_growing_pauses_and_not_at_every_tick(
    bot: Bot, stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.wiring.members.AGAIN", (0.05, 0.2))
    membership = Stubborn()
    monkeypatch.setattr(bot._members, "_membership", membership)
    await stage.make_rooms()  # nothing is wished for: it is the trouble alone that is tried again
    bot.sync.ready.set()
    keeping = asyncio.create_task(bot._keep_members())
    try:
        began = asyncio.get_running_loop().time()
        ticks = await look_around(bot, lambda: membership.tries >= 6)
        took = asyncio.get_running_loop().time() - began
        assert took > 0.05 + 0.1 + 0.2 * 3 - 0.05
        assert ticks > 12
        membership.in_line = True
        await look_around(bot, lambda: membership.tries >= 7)
        tries = membership.tries
        for _ in range(50):
            await bot._look_around()
            await asyncio.sleep(0.005)
        assert membership.tries == tries, "all is well: only the timer and member events ask again"
    finally:
        keeping.cancel()
        await asyncio.gather(keeping, return_exceptions=True)


async def test_a_homeserver_that_is_away_or_busy_at_the_start_is_waited_for(monkeypatch: pytest.MonkeyPatch) -> None:
    troubles: list[Exception] = [HomeserverDownError("away"), HomeserverBusyError(0.01), HomeserverBusyError(0.01)]

    async def confirm(*_: object) -> None:
        if troubles:
            raise troubles.pop(0)

    monkeypatch.setattr("bot.wiring.running.AWAY", 0.01)
    monkeypatch.setattr("bot.wiring.running.confirm", confirm)
    monkeypatch.setattr("bot.wiring.running.identity_file", lambda _: None)
    nothing = cast("Any", None)
    await asyncio.wait_for(confirm_identity(nothing, nothing, nothing, asyncio.Event()), 10)
    assert troubles == []


async def test_who_is_new_on_the_list_is_welcomed_asked_about_and_compared_at_the_next_tick(
    bot: Bot, stage: Stage
) -> None:
    await bot._look_around()
    await stage.read()
    async with stage.database.work() as work:
        here = await work.people.directory()
        twin = replace(here.people[0], user_id="@nieuw:regiekamer.test")
        await work.people.replace(replace(here, people=(*here.people, twin)))
        await work.commit()
    await bot._look_around()
    assert {type(each.value) for each in await stage.read()} == {LooksAlike, Welcome, WorksHere}
    await bot._look_around()
    await bot._look_at_people()
    assert await stage.read() == []


async def test_a_name_that_somebody_shows_is_looked_at_when_it_is_another_one(bot: Bot, stage: Stage) -> None:
    await bot._look_around()
    await stage.read()
    for _ in range(2):
        await bot._named([(BAS, "Anna de Vries")])
    assert [type(each.value) for each in await stage.read()] == [LooksAlike]


async def test_a_version_of_the_protocol_comes_in_force_by_the_clock(bot: Bot, stage: Stage) -> None:
    async with stage.database.work() as work:
        for text in ("een", "twee"):
            await publish(work, stage.speaker, text, stage.now, 7)
        await work.commit()
    stage.now += timedelta(days=8)
    await bot.looks.watch_protocol()
    async with stage.database.work() as work:
        assert (await work.people.directory()).protocol == 2


async def test_every_start_publishes_the_protocol_when_it_changed_and_only_then(bot: Bot, stage: Stage) -> None:
    stop = asyncio.Event()
    stop.set()
    for text, versions in (("Houd geheim.", 1), ("Houd  geheim.", 1), ("Houd alles geheim.", 2)):
        cast("Any", bot)._settings.protocol = lambda text=text: text
        await asyncio.wait_for(bot.run(stop), 10)
        async with stage.database.work() as work:
            assert len(await work.standings.protocols()) == versions
            assert (await work.people.directory()).protocol == 1


async def test_whoever_comes_is_asked_for_their_devices_anew(bot: Bot, stage: Stage) -> None:
    """What was shown before they came may lack the signature that lets them read, and nobody tells of it twice."""
    devices = cast("Any", bot)._devices
    devices._fresh = {ANNA, BAS}
    came = Changes(frozenset({ANNA}), frozenset(), rotate=False)
    await bot._moved(await stage.room_id(Place.CASE, stage.code), came, "found")
    assert not devices.are_fresh([ANNA])
    assert devices.are_fresh([BAS])


async def test_a_consent_that_ended_while_the_bot_was_down_is_over_before_anything_is_heard(
    bot: Bot, stage: Stage
) -> None:
    async with stage.database.work() as work:
        until = local_day(stage.now)
        await work.cases.record_consent(stage.code, Recorded("politie", Answer.YES, stage.now, BAS, until=until))
        await work.cases.add_member(stage.code, Member(CARLA, "politie"))
        await work.commit()
    stage.now += timedelta(days=1)
    stop = asyncio.Event()
    stop.set()  # no tick, no sync: only what comes before them
    await asyncio.wait_for(bot.run(stop), 10)
    async with stage.database.work() as work:
        assert CARLA not in {member.user_id for member in await work.cases.roster(stage.code)}


async def test_a_consent_that_ended_is_over_before_the_next_thing_is_sent(bot: Bot, stage: Stage) -> None:
    """A machine that slept past midnight may wake up with something to say before the tick of consents comes."""
    async with stage.database.work() as work:
        until = local_day(stage.now)
        await work.cases.record_consent(stage.code, Recorded("politie", Answer.YES, stage.now, BAS, until=until))
        await work.cases.add_member(stage.code, Member(CARLA, "politie"))
        await work.commit()
    seen: list[set[str]] = []

    class Delivery:
        async def all(self) -> None:
            async with stage.database.work() as work:
                seen.append({member.user_id for member in await work.cases.roster(stage.code)})

    stage.now += timedelta(days=1)
    bot.sync.ready.set()
    cast("Any", bot)._nudge.set()
    sending = asyncio.create_task(bot._keep_delivering(cast("Any", Delivery())))
    async with asyncio.timeout(10):
        while not seen:
            await asyncio.sleep(0)
    sending.cancel()
    assert CARLA not in seen[0]
