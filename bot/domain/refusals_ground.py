"""Why the bot says no about a legal ground. As in `bot.domain.refusals`, and never what was typed."""

from dataclasses import dataclass

from bot.domain.refusals import Refusal


@dataclass(frozen=True)
class StepNotUnderstood(Refusal):
    """What stands there is none of the steps."""


@dataclass(frozen=True)
class UnknownReceiver(Refusal):
    """No organisation of the directory goes by that name: of another nobody can come in."""


@dataclass(frozen=True)
class GiverIsYours(Refusal):
    """Somebody gives for their own organisation, `name`, and for no other."""

    name: str


@dataclass(frozen=True)
class ReceiverIsYours(Refusal):
    """The receiver is one's own organisation."""


@dataclass(frozen=True)
class HasAccessAlready(Refusal):
    """The receiver takes part already, by consent or by a ground."""

    name: str


@dataclass(frozen=True)
class UnknownGround(Refusal):
    """There is no ground with this number in this case."""


@dataclass(frozen=True)
class NoSuchLine(Refusal):
    """The list has no line with this number; it goes up to `last`, and 0 is: there is no list here."""

    label: str
    last: int


@dataclass(frozen=True)
class GiversDraft(Refusal):
    """Only the giver, `name`, changes its own draft."""

    label: str
    name: str


@dataclass(frozen=True)
class GroundIsDone(Refusal):
    """It was recorded: nothing of it changes any more."""

    label: str


@dataclass(frozen=True)
class DraftIsDropped(Refusal):
    """The draft was dropped."""

    label: str


@dataclass(frozen=True)
class DraftIsOld(Refusal):
    """The draft lay for longer than a week."""

    label: str


@dataclass(frozen=True)
class DraftWithoutGiver(Refusal):
    """The giver, `name`, lost consent after the draft began."""

    label: str
    name: str


@dataclass(frozen=True)
class DraftNotNeeded(Refusal):
    """The receiver, `name`, got access after the draft began."""

    label: str
    name: str


@dataclass(frozen=True)
class DraftIncomplete(Refusal):
    """The draft still misses a step."""

    label: str


@dataclass(frozen=True)
class WitnessFromElsewhere(Refusal):
    """The witness is of another organisation than the giver, `name`."""

    name: str


@dataclass(frozen=True)
class WitnessNeeded(Refusal):
    """The giver does not confirm it alone: no vital interest."""

    label: str


@dataclass(frozen=True)
class GiverConfirms(Refusal):
    """With a vital interest the giver, `name`, confirms; others look at it afterwards."""

    name: str


@dataclass(frozen=True)
class NothingToReview(Refusal):
    """Only a recorded vital interest is reviewed afterwards."""

    label: str


@dataclass(frozen=True)
class ReviewedAlready(Refusal):
    """It was reviewed; that is not written over."""

    label: str


@dataclass(frozen=True)
class ReviewFromElsewhere(Refusal):
    """Somebody of an organisation that neither gave nor received reviews it."""

    label: str


@dataclass(frozen=True)
class ShownAsAsked(Refusal):
    """The list is shown in this region already, or is not."""

    region: str
