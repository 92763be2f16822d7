"""Why the bot says no: one frozen value per reason, rendered by `bot.texts` in the reader's language.

A refusal never carries what was typed, only the name of the field and one example, so that it may be
logged and audited by its class name alone.
"""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class Refusal:
    """Base of all refusals: bad input or no right. Nothing was changed."""


class Refused(Exception):  # noqa: N818 - reads as a sentence where it is raised: raise Refused(DateInPast(...))
    """Carries a refusal up to the dispatcher, which undoes the command and tells the sender."""

    def __init__(self, refusal: Refusal) -> None:
        super().__init__(type(refusal).__name__)
        self.refusal = refusal


@dataclass(frozen=True)
class UnknownCommand(Refusal):
    """No such command; `near` is the closest one this person may use here, or empty."""

    near: str


@dataclass(frozen=True)
class TooManyCommands(Refusal):
    """One message held more commands than are run at once; the last `left` were not run."""

    maximum: int
    left: int


@dataclass(frozen=True)
class NotAllowed(Refusal):
    """The person lacks the right for this command."""

    command: str


@dataclass(frozen=True)
class WrongPlace(Refusal):
    """The command exists but belongs in another kind of room (`place` is a `Place` value)."""

    command: str
    place: str


@dataclass(frozen=True)
class MissingField(Refusal):
    """A command lacks a field."""

    field: str
    example: str


@dataclass(frozen=True)
class TooShort(Refusal):
    """A text is shorter than `minimum` characters."""

    field: str
    minimum: int
    example: str


@dataclass(frozen=True)
class TooLong(Refusal):
    """A text is longer than `maximum` characters."""

    field: str
    maximum: int


@dataclass(frozen=True)
class NotUnderstood(Refusal):
    """A field has a form that cannot be read."""

    field: str
    example: str


@dataclass(frozen=True)
class DateNotUnderstood(Refusal):
    """What stands where a date belongs is not one."""

    field: str


@dataclass(frozen=True)
class NoSuchDate(Refusal):
    """It has the form of a date, but the calendar does not have it (31 February)."""

    field: str


@dataclass(frozen=True)
class DateInPast(Refusal):
    """The date lies before today."""

    field: str
    given: date


@dataclass(frozen=True)
class DayGoneBy(Refusal):
    """Words for days that are over, and not for one of them: `vorige week`."""

    field: str


@dataclass(frozen=True)
class DateTooFar(Refusal):
    """The date lies more than two years ahead: almost always a slip of the finger."""

    field: str
    given: date


@dataclass(frozen=True)
class DateAmbiguous(Refusal):
    """Some people mean the one day by these words, others the other."""

    field: str
    first: date
    other: date


@dataclass(frozen=True)
class DayMissing(Refusal):
    """A week or a month stands there, and not which day of it."""

    field: str


@dataclass(frozen=True)
class WeekdayMismatch(Refusal):
    """The weekday that was typed with a date is not that date's."""

    field: str
    given: date


@dataclass(frozen=True)
class UnknownPerson(Refusal):
    """Nobody of that name or id is in the directory."""

    field: str


@dataclass(frozen=True)
class SeveralPeople(Refusal):
    """The name fits several people in this room, or organisations; `names` lists them, comma separated."""

    field: str
    names: str


@dataclass(frozen=True)
class NotInThisCase(Refusal):
    """The person or organisation exists, but has no consent in this case (R13)."""

    field: str


@dataclass(frozen=True)
class MayNotCoordinate(Refusal):
    """A regiehouder comes from an organisation with that right: CSG, VT or SHN (R10)."""

    organisations: str


@dataclass(frozen=True)
class AlreadyCoordinator(Refusal):
    """This person is the regiehouder of this case already."""


@dataclass(frozen=True)
class UnknownAction(Refusal):
    """There is no action with this number in this case."""

    number: str


@dataclass(frozen=True)
class ActionIsDone(Refusal):
    """The action was reported done before."""

    number: str


@dataclass(frozen=True)
class NoMeeting(Refusal):
    """No MDT is running in this region."""


@dataclass(frozen=True)
class MeetingRunsAlready(Refusal):
    """An MDT is running in this region already."""


@dataclass(frozen=True)
class NotThisCasesTurn(Refusal):
    """Decisions are taken while the case is the MDT's current item (R6)."""


@dataclass(frozen=True)
class NothingToDiscuss(Refusal):
    """The agenda is empty, so there is no meeting to open."""


@dataclass(frozen=True)
class UnknownArea(Refusal):
    """Not one of the four areas."""


@dataclass(frozen=True)
class UnknownTopic(Refusal):
    """`!help` was asked about something that is not a command here."""


@dataclass(frozen=True)
class NotInDirectory(Refusal):
    """No such person in the directory."""

    field: str


@dataclass(frozen=True)
class NoIdentityShown(Refusal):
    """The homeserver shows no sound identity of this person, so there is nothing to compare."""


@dataclass(frozen=True)
class CodeDoesNotFit(Refusal):
    """What was typed does not end any of this person's fingerprints."""


@dataclass(frozen=True)
class NoLostRoom(Refusal):
    """There is no lost room by this code, or none at all."""
