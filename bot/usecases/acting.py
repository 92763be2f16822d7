"""Somebody does something: what every command's use case needs to know about it."""

from dataclasses import dataclass, field
from datetime import datetime, time
from typing import TYPE_CHECKING

from bot.domain.calendar import IsHoliday, Workdays, no_holidays
from bot.domain.clock import Watch
from bot.domain.ground import GroundList
from bot.domain.minors import AGE_BANDS, AgeBand
from bot.domain.people import Directory, Person
from bot.domain.rooms import Room
from bot.domain.trust import TrustMode
from bot.ports import Work
from bot.usecases.speak import Speaker

if TYPE_CHECKING:  # it acts on an `Acting` itself
    from bot.usecases.verifying import Verification


@dataclass(frozen=True)
class Acting:
    """Who acts where and when, within which unit of work. `now` is aware; `subject` is the case or region code."""

    work: Work
    speaker: Speaker
    directory: Directory
    person: Person
    room: Room
    now: datetime
    reminder_times: tuple[time, ...]
    mode: TrustMode = TrustMode.CONFIRMED
    is_holiday: IsHoliday = no_holidays
    verification: "Verification | None" = None
    watch: Watch = field(default=Watch())
    age_bands: tuple[AgeBand, ...] = AGE_BANDS
    typed_in: Room | None = None
    """The direct chat in which it was typed, when `room` is the room of the case that it is about."""

    @property
    def days(self) -> Workdays:
        """On which days people work."""
        return Workdays(self.watch.weekdays, self.is_holiday)

    grounds: GroundList = field(default=GroundList())

    @property
    def here(self) -> Room:
        """The room in which it was typed."""
        return self.typed_in or self.room

    @property
    def subject(self) -> str:
        """The code of the case or region whose room this is."""
        return self.room.subject
