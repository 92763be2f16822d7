"""What people do in the quarter: seeded chance, typed as they would. Everything typed about a case holds a mark."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import Any

from bot.domain.case import Answer, Area, CaseCode, Consent, Intake
from bot.domain.people import Place, UserId
from bot.usecases.results import ActionAdded
from bot.usecases.results_consent import ConsentTaken, OrganisationGone
from bot.usecases.results_going import LeavingAhead, LeftService, WithdrawAhead, Withdrawn
from bot.usecases.results_meeting import AllDiscussed, ItemUp, MeetingStarted
from tests.quarter.heard import AMSTERDAM
from tests.quarter.people import (
    ABSENCES,
    ADMIN,
    HABITS,
    ON_CALL,
    PERMANENT,
    SUPPLY,
    office_day,
    user,
    works,
)
from tests.quarter.world import Open, Photo, World

CHAIRS = {"DH": ("carla", "sem"), "OB": ("joost", "jet")}
MOST_ITEMS = 40


@dataclass(frozen=True)
class Deed:
    """Something that is done. `waits`: typed all the same while the bot is down, and read when it is back."""

    do: Callable[[], Awaitable[None]]
    waits: bool = False


@dataclass
class Ledger:
    """What was agreed, and what happened to it, by the answers that people got."""

    agreed: set[tuple[CaseCode, int]] = field(default_factory=set)
    ended: set[tuple[CaseCode, int]] = field(default_factory=set)
    marks: dict[str, CaseCode] = field(default_factory=dict)
    did: dict[str, int] = field(default_factory=dict)

    def count(self, what: str) -> None:
        self.did[what] = self.did.get(what, 0) + 1


def moment(day: date, hour: int, minute: int = 0) -> datetime:
    return datetime.combine(day, time(hour, minute), AMSTERDAM)


class Script:
    """Decides who does what when. `cases`: how many come in, between the first day and a week before the last."""

    def __init__(self, world: World, first: date, last: date, cases: int) -> None:
        self.world = world
        self.random = world.random
        self.first, self.last = first, last
        self.ledger = Ledger()
        self._patience: dict[tuple[CaseCode, int], int] = {}
        span = max((last - first).days - 6, 1)
        self._intakes: dict[date, list[tuple[int, int]]] = {}
        for number in range(cases):
            day = first + timedelta(days=number * span // cases)
            hour = self.random.choice([9, 11, 13, 14, 16, 17, 21])
            self._intakes.setdefault(day, []).append((hour, number))

    def deeds(self, day: date) -> list[tuple[datetime, Deed]]:
        """Give what is done on a day, in order. Nothing between eight and a quarter to ten: then the bot speaks."""
        found: list[tuple[datetime, Deed]] = []

        def at(hour: int, minute: int, do: Callable[[], Awaitable[None]]) -> None:
            found.append((moment(day, hour, minute), Deed(do, waits=True)))

        if day == self.first:
            at(7, 5, self._habits)
        for hour, number in self._intakes.get(day, ()):
            at(hour, 50, self._intake(number))
        for away in ABSENCES:
            if away.first - timedelta(days=3) == day:
                at(16, 40, self._types(user(away.name), away.text))
        if office_day(day):
            found += self._usual(day)
        for special, deed in (
            (date(2026, 10, 20), self._steps_back),
            (date(2026, 11, 17), self._organisation_goes),
            (date(2026, 12, 1), self._leaves_service),
        ):
            if special == day:
                at(13, 20, deed)
        return sorted(found, key=lambda each: each[0])

    def _usual(self, day: date) -> list[tuple[datetime, Deed]]:
        """Give what is done on a working day: the MDTs on most, answers, and the work itself."""
        meetings = [(region, hour) for region, hour in (("DH", 10), ("OB", 11)) if self.random.random() < 0.9]
        return [
            *((moment(day, hour), Deed(self._meeting(region))) for region, hour in meetings),
            *((moment(day, hour, 45), Deed(self._answers, waits=True)) for hour in (11, 14, 16)),
            *((moment(day, *clock), Deed(self._working, waits=True)) for clock in ((12, 40), (15, 20))),
        ]

    # --- typing ---

    def _mark(self, code: CaseCode) -> str:
        mark = self.world.mark()
        self.ledger.marks[mark] = code
        return mark

    async def _case(self, who: UserId, code: CaseCode, text: str) -> list[object]:
        answers = await self.world.say(who, Place.CASE, code, text)
        for value in answers:
            if isinstance(value, ActionAdded):
                self.ledger.agreed.add((code, value.action.number))
        return answers

    def _types(self, who: UserId, text: str) -> Callable[[], Awaitable[None]]:
        async def deed() -> None:
            if who in (await self.world.photo()).people:
                await self.world.say(who, Place.DIRECT, who, text)

        return deed

    async def _habits(self) -> None:
        for name, text in HABITS:
            await self.world.say(user(name), Place.DIRECT, user(name), text)

    # --- cases ---

    def _intake(self, number: int) -> Callable[[], Awaitable[None]]:
        async def deed() -> None:
            region = "DH" if number % 5 < 3 else "OB"
            refused = self.random.choice(PERMANENT) if number % 6 == 5 else ""
            parties = [p for p in PERMANENT if p != refused] + [p for p in ON_CALL if self.random.random() < 0.3]
            kind = "stalking" if number % 10 == 3 else ""
            marks = [self.world.mark() for _ in range(4)]
            intake = Intake(
                region, "politie", f"melder {marks[0]}", f"slachtoffer {marks[1]}", f"wat er is {marks[2]}",
                self.world.now - timedelta(hours=self.random.choice([1, 2, 6])), str(number), wishes=f"wil {marks[3]}",
                consents=tuple(Consent(p, Answer.YES) for p in parties), case_kind=kind,
            )  # fmt: skip
            code = await self.world.open_case(intake)
            self.ledger.marks |= dict.fromkeys(marks, code)
            self.ledger.count("intake")

        return deed

    def _there(self, photo: Photo, who: UserId) -> bool:
        return who in photo.people and who not in photo.away and works(who, self.world.today)

    def _members(self, photo: Photo, code: CaseCode) -> list[UserId]:
        return sorted(who for who in photo.rosters[code] if self._there(photo, who))

    def _meeting(self, region: str) -> Callable[[], Awaitable[None]]:
        async def deed() -> None:
            world, photo = self.world, await self.world.photo()
            chair = next((user(n) for n in CHAIRS[region] if self._there(photo, user(n))), None)
            if chair is None:
                return
            started = await world.say(chair, Place.MDT, region, "!mdt start")
            if not any(isinstance(value, MeetingStarted) for value in started):
                return
            self.ledger.count("meeting")
            for number in range(MOST_ITEMS):
                world.now += timedelta(minutes=1)
                moved = await world.say(chair, Place.MDT, region, "!volgende")
                if any(isinstance(value, AllDiscussed) for value in moved):
                    break
                up = [value.code for value in moved if isinstance(value, ItemUp)]
                assert up, moved
                await self._weigh(up[0])
                if number % 4 == 0:
                    await world.look()
            await world.say(chair, Place.MDT, region, "!mdt sluit")

        return deed

    async def _weigh(self, code: CaseCode) -> None:
        photo, chance = await self.world.photo(), self.random.random
        members = self._members(photo, code)
        if not members:
            return
        keepers = [m for m in members if photo.rosters[code][m] in SUPPLY]
        lines = [f"!besluit {area.value}: {self._mark(code)}" for area in Area]
        await self._case(self.random.choice(members), code, "\n".join(lines))
        if code in photo.uncovered and keepers:
            asked = self.random.choice(keepers)
            by = asked if chance() < 0.4 else self.random.choice(members)
            await self._case(by, code, f"!regie {asked}")
        new = not any(action.case == code for action in photo.actions)
        for _ in range(self.random.choice([1, 2]) if new else int(chance() < 0.25)):
            await self._agree(photo, code, members)
        if chance() < 0.06:
            await self._case(members[0], code, f"!aanhouden: {self._mark(code)}")

    def _day(self) -> str:
        day = self.world.today + timedelta(days=self.random.choice([1, 1, 2, 3, 4, 6, 8]))
        while not office_day(day):
            day += timedelta(days=1)
        return f"{day.day}-{day.month}"

    async def _agree(self, photo: Photo, code: CaseCode, members: list[UserId]) -> None:
        owner = self.random.choice(sorted(photo.rosters[code]))
        if self.random.random() < 0.15:
            owner = photo.rosters[code][owner]
        text = f"!actie {owner} {self._day()}: iets doen {self._mark(code)}"
        await self._case(self.random.choice(members), code, text)

    # --- what is done about it ---

    async def _answers(self) -> None:
        async with self.world.database.work() as work:
            open_ = await work.regie.open()
        photo = await self.world.photo()
        for code, request in open_:
            if not self._there(photo, request.asked):
                continue
            chance, who = self.random.random(), request.asked
            if chance < 0.45:
                await self._case(who, code, "!regie aanvaard")
                self.ledger.count("yes")
            elif chance < 0.6:
                await self.world.say(who, Place.DIRECT, who, f"!regie weiger {code}: {self._mark(code)}")
                self.ledger.count("no")

    async def _working(self) -> None:
        photo = await self.world.photo()
        for action in photo.actions:
            owner = action.owner.user_id
            roster = photo.rosters[action.case]
            who = [owner] if owner else sorted(u for u, party in roster.items() if party == action.owner.organisation)
            if not who or who[0] not in roster or not self._there(photo, who[0]):
                continue
            await self._one(photo, action, who[0])

    async def _one(self, photo: Photo, action: Open, who: UserId) -> None:
        key, today, chance = (action.case, action.number), self.world.today, self.random.random()
        patience = self._patience.setdefault(key, self.random.choice([-1, 0, 0, 0, 1, 2, 3, 5, 7, 9, 14]))
        label, code = f"A{action.number}", action.case
        if (today - action.due).days >= patience:
            await self._end(who, code, label, chance)
        elif today == action.due and chance < 0.15:
            await self._case(who, code, f"!uitstel {label} {self._day()}: {self._mark(code)}")
            self.ledger.count("postponed")
        elif chance < 0.04:
            other = self.random.choice(self._members(photo, code))
            await self._case(who, code, f"!overdragen {label} {other}: {self._mark(code)}")
            self.ledger.count("handed")
        elif chance > 0.95:
            when = self.random.choice(["2u", "morgen"])
            await self.world.say(who, Place.DIRECT, who, f"!later {code} {label} {when}")
            self.ledger.count("snoozed")

    async def _end(self, who: UserId, code: CaseCode, label: str, chance: float) -> None:
        if chance < 0.08:
            await self._case(who, code, f"!vervalt {label}: {self._mark(code)}")
        elif chance < 0.3:
            await self.world.say(who, Place.DIRECT, who, f"!klaar {code} {label}")
        elif chance < 0.36:
            await self._case(who, code, f"!klaar {label}")
            await self._case(who, code, "!ongedaan")
            self.ledger.count("taken back")
            return
        else:
            await self._case(who, code, f"!klaar {label}")
        self.ledger.ended.add((code, int(label[1:])))
        self.ledger.count("done")

    # --- what happens once ---

    async def _steps_back(self) -> None:
        """Somebody withdraws from a case they know the victim of."""
        photo = await self.world.photo()
        code = next(c for c, who in sorted(photo.coordinators.items()) if who is not None and self._there(photo, who))
        who = photo.coordinators[code]
        assert who is not None
        await self._confirmed(who, Place.DIRECT, who, f"!terugtrekken {code}", WithdrawAhead, Withdrawn)

    async def _organisation_goes(self) -> None:
        """The victim takes back the consent for an organisation; a party that stays records it."""
        photo = await self.world.photo()
        owned = {(a.case, a.owner.organisation) for a in photo.actions}
        code, party = next((c, p) for c, p in sorted(owned) if p in SUPPLY and self._members(photo, c))
        who = next(u for u in self._members(photo, code) if photo.rosters[code][u] != party)
        said = await self._case(who, code, f"!toestemming {party} ingetrokken")
        assert any(isinstance(value, ConsentTaken | OrganisationGone) for value in said), said
        self.ledger.count("organisation gone")

    async def _leaves_service(self) -> None:
        """An administrator lets somebody go."""
        await self._confirmed(ADMIN.user_id, Place.ADMIN, "", f"!uitdienst {user('cora')}", LeavingAhead, LeftService)

    async def _confirmed(self, who: UserId, place: Place, subject: str, text: str, ahead: type, done: type) -> None:
        said = await self.world.say(who, place, subject, text)
        shown: Any = next((value for value in said if isinstance(value, ahead)), None)
        assert shown is not None, said
        said = await self.world.say(who, place, subject, shown.command)
        assert any(isinstance(value, done) for value in said), said
        self.ledger.count(done.__name__)
