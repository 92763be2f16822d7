"""Inzet: what organisations do in a case, inside the partnership or outside, for whom, and how far it is (R7)."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import datetime
from enum import StrEnum

from bot.domain.case import Area, Contribution, Intake
from bot.domain.people import UserId


class ForWhom(StrEnum):
    """For whom it is; the values are what people type."""

    VICTIM = "slachtoffer"
    PERPETRATOR = "pleger"
    CIRCLE = "omgeving"


class Progress(StrEnum):
    """How far it is; the values are what people type."""

    REQUESTED = "gevraagd"
    PROMISED = "toegezegd"
    STARTED = "gestart"
    ENDED = "gestopt"
    TAKEN_BACK = "teruggenomen"
    """Recorded by mistake; nobody types this (`bot.domain.undo`)."""


@dataclass(frozen=True)
class Step:
    """A contribution, by its number in the case, came this far; None: nobody said how far it is, after all.

    `of` is the step that was taken back by this one, counted from 1 in its case; 0 for what is said anew.
    """

    number: int
    progress: Progress | None
    by: UserId
    at: datetime
    of: int = 0


@dataclass(frozen=True)
class Contributed:
    """One contribution; `number` counts within its case (`I2`), and the intake's are the first.

    `organisation` is a key of the directory, or empty: then `name` was typed. `text` and `name` are sealed. The intake
    says nothing of the area (None). `progress` is None until somebody says how far it is.
    """

    number: int
    organisation: str
    text: str = field(repr=False)
    area: Area | None = None
    for_whom: ForWhom = ForWhom.VICTIM
    by: UserId = ""
    at: datetime | None = None
    name: str = field(default="", repr=False)
    progress: Progress | None = None

    @property
    def label(self) -> str:
        """What people call it: `I2`."""
        return f"I{self.number}"

    @property
    def word(self) -> str:
        """The key of its organisation, or what one outside the directory was called."""
        return self.organisation or self.name


def all_contributed(intake: Intake, added: Iterable[Contributed], steps: Iterable[Step]) -> tuple[Contributed, ...]:
    """List what stood in the intake and what was added since, by number, each as far as it is now."""
    first = (Contributed(number, c.organisation, c.text) for number, c in enumerate(intake.contributions, 1))
    progress = {step.number: step.progress for step in steps}
    return tuple(replace(each, progress=progress.get(each.number)) for each in (*first, *added))


def standing_steps(steps: Iterable[Step]) -> tuple[tuple[int, Step], ...]:
    """List the steps of a case that were not taken back, without those that took back; each with its place, from 1."""
    all_ = tuple(enumerate(steps, 1))
    gone = {step.of for _, step in all_}
    return tuple((place, step) for place, step in all_ if not step.of and place not in gone)


def under_way(contributed: Iterable[Contributed]) -> tuple[Contributed, ...]:
    """List what did not end and was not taken back: first by area, and what has none last."""
    order = [*Area, None]
    found = [each for each in contributed if each.progress not in {Progress.ENDED, Progress.TAKEN_BACK}]
    return tuple(sorted(found, key=lambda each: (order.index(each.area), each.number)))


def who_contribute(contributed: Iterable[Contributed]) -> tuple[Contribution, ...]:
    """List them by organisation, for counting how many work on a case (R29)."""
    return tuple(Contribution(each.word, each.text) for each in under_way(contributed))
