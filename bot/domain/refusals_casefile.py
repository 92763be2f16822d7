"""Why the bot says no about the card of a case. As in `bot.domain.refusals`, and never what was typed."""

from dataclasses import dataclass

from bot.domain.refusals import Refusal


@dataclass(frozen=True)
class UnknownCaseWord(Refusal):
    """Behind `!casus` stands no known word; `near` is the closest command, or empty. `words` are those there are."""

    near: str
    words: tuple[str, ...]


@dataclass(frozen=True)
class NothingEarlier(Refusal):
    """There is no earlier outcome that could stay as it is."""


@dataclass(frozen=True)
class OtherCaseHere(Refusal):
    """The code is of another case than the one this room is about."""

    code: str


@dataclass(frozen=True)
class UnknownNoteKind(Refusal):
    """Nothing is noted under this word; `words` are those there are."""

    words: tuple[str, ...]
