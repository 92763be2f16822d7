"""A day with a MDT, a rota and a deputy, for the tests of attendance."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from bot.domain.case import Answer, CaseCode, Member
from bot.domain.consent import Recorded
from bot.domain.duty import Absence, Duty
from bot.domain.people import Person, Role, UserId
from bot.usecases.attendance import present_at
from bot.usecases.open_case import ensure_rooms
from bot.usecases.results_attendance import AbsentNoted, PresentNoted, TurnoutLine
from tests.commands.stage import (
    ANNA,
    BAS,
    DIRECTORY,
    Said,
    Stage,
    only,
)
from tests.enrolled import enrol

TUESDAY = date(2026, 11, 24)
COR, DEE = "@cor:regiekamer.test", "@dee:regiekamer.test"
PRO, DH = frozenset({Role.PROFESSIONAL}), frozenset({"DH"})
MORE = (Person(COR, "Cor de Wit", "csg", DH, PRO), Person(DEE, "Dee Klein", "politie", DH, PRO | {Role.DEPUTY_CHAIR}))
PERMANENT = ("Politie", "Veilig Thuis", "Centrum Seksueel Geweld", "Slachtofferhulp Nederland")


class Day(Stage):
    """A Tuesday, nine o'clock, with a MDT at ten. Bas has the duty for the CSG and Cor is the deputy; Anna for VT."""

    async def begin(self) -> "Day":
        await self.set_up()
        async with self.database.work() as work:
            await enrol(work, replace(DIRECTORY, people=(*DIRECTORY.people, *MORE)))
            await ensure_rooms(work, self.speaker, self.now)
            lines = [Duty("DH", "csg", user, weekday=1, turn=turn) for turn, user in enumerate((BAS, COR))]
            await work.duties.replace("DH", "csg", lines)
            await work.duties.replace("DH", "vt", [Duty("DH", "vt", ANNA, weekday=1)])
            await work.commit()
        await self.read()
        return self

    async def at_mdt(self, sender: UserId, text: str) -> PresentNoted | AbsentNoted:
        found = only(await self.in_mdt(text, sender))
        assert isinstance(found, PresentNoted | AbsentNoted), found
        return found

    async def there(self) -> dict[str, tuple[str, ...]]:
        """Give who is there by the list of the MDT room, by organisation."""
        async with self.database.work() as work:
            found = await present_at(work, "DH", TUESDAY)
        return {each.organisation: each.there + each.for_it for each in found if not each.missing}

    async def rows(self) -> int:
        async with self.database.work() as work:
            return len(await work.attendance.in_case("DH", TUESDAY, self.code))

    async def consents(self, organisation: str, user: UserId, code: CaseCode = "") -> None:
        async with self.database.work() as work:
            await work.cases.record_consent(code or self.code, Recorded(organisation, Answer.YES, self.now))
            await work.cases.add_member(code or self.code, Member(user, organisation))
            await work.commit()

    async def refuses(self, organisation: str, user: UserId) -> None:
        async with self.database.work() as work:
            await work.cases.record_consent(self.code, Recorded(organisation, Answer.NO, self.now))
            await work.cases.remove_member(self.code, user)
            await work.commit()

    async def away(self, user: UserId, day: date = TUESDAY) -> None:
        async with self.database.work() as work:
            await work.absences.replace(user, [Absence(user, day, day)])
            await work.commit()


def line_of(lines: Iterable[TurnoutLine], organisation: str) -> TurnoutLine:
    [found] = [line for line in lines if line.organisation == organisation]
    return found


def by_type(said: list[Said], wanted: type) -> list[Said]:
    return [each for each in said if isinstance(each.value, wanted)]
