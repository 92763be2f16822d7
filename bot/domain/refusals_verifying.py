"""Why the bot says no to who compares pictures."""

from dataclasses import dataclass

from bot.domain.refusals import Refusal


@dataclass(frozen=True)
class NothingToCompare(Refusal):
    """No pictures of this person are shown here."""


@dataclass(frozen=True)
class NotYourOwn(Refusal):
    """Who is not confirmed cannot prove themselves by their own word."""
