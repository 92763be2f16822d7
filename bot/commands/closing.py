"""Commands of a case's end and return: `!casus sluit` and `!casus heropen`."""

import re
from datetime import date

from bot.commands.args import CONFIRM, Args, Words, require_length, words_of
from bot.commands.codes import take_case
from bot.commands.table import Command, CommandTable
from bot.domain.calendar import local_day
from bot.domain.dates import due_date
from bot.domain.people import Permission, Place
from bot.domain.refusals import MissingField, NotUnderstood, Refused
from bot.domain.refusals_closing import CloseInItsRoom, ClosingNotUnderstood
from bot.usecases import closing, reopening
from bot.usecases.acting import Acting
from bot.usecases.results_closing import (
    CaseClosed,
    CaseReopened,
    ClosingAhead,
    ClosingBlocked,
    ReopenedThere,
)

CLOSE = "!casus sluit nazorg 25-5-2027 en 25-11-2027"
REOPEN = "!casus heropen DH-7K3M: de politie kreeg een nieuwe melding"

FOLLOW_UP = frozenset({"nazorg", "follow-up"})
WITHOUT = frozenset({"zonder nazorg", "without follow-up", "geen nazorg"})
_BETWEEN = re.compile(r"\s*(?:,|\ben\b|\band\b)\s*", re.IGNORECASE)


def add_to(table: CommandTable) -> None:
    """Add these commands to a table."""
    case, both, work = frozenset({Place.CASE}), frozenset({Place.CASE, Place.DIRECT}), Permission.WORK_ON_CASE
    usage = "casus sluit [nazorg datum en datum]"
    table.add(Command("casus sluit", ("case close",), work, case, Words, close, usage, CLOSE, after_closing))
    table.add(
        Command(
            "casus heropen",
            ("case reopen",),
            Permission.REOPEN,
            both,
            Words,
            reopen,
            "casus heropen code: reden",
            REOPEN,
            follow_up=after_reopening,
            when_closed=True,
        )
    )


async def close(args: Args, acting: Acting) -> ClosingBlocked | ClosingAhead | CaseClosed:
    """Show what closing does, or have it done."""
    text = words_of(args)
    code, text = take_case(text, acting)
    if code not in {None, acting.subject}:
        raise Refused(CloseInItsRoom())
    words, confirmed = _confirmed(text)
    return await closing.close(acting, _days(words, local_day(acting.now)), confirmed)


async def reopen(args: Args, acting: Acting) -> CaseReopened | ReopenedThere:
    """Open a closed case again; from the direct chat by its code."""
    text = words_of(args).removeprefix(":").strip()
    code, reason = take_case(text, acting)
    here = acting.room.place is Place.CASE
    if here and code is None:
        code = acting.subject
    elif not text:
        raise Refused(MissingField("code", REOPEN))
    elif code is None or (here and code != acting.subject):
        raise Refused(NotUnderstood("code", REOPEN))
    assert code is not None  # noqa: S101 - in the room it is the room's, elsewhere it was just looked at
    await reopening.require_closed(acting, code)
    if not reason:
        raise Refused(MissingField("reden", REOPEN))
    require_length("reden", reason, REOPEN)
    return await reopening.reopen(acting, code, reason)


async def after_closing(acting: Acting, answer: object) -> None:
    """Tell who was asked to be regiehouder, after the room heard that it is closed."""
    if isinstance(answer, CaseClosed):
        await closing.after_closing(acting, answer)


async def after_reopening(acting: Acting, answer: object) -> None:
    """Tell who can do something about a case without a regiehouder, after the room heard that it is open."""
    if isinstance(answer, CaseReopened | ReopenedThere):
        await reopening.after_reopening(acting, answer.code)


def _confirmed(text: str) -> tuple[str, str]:
    """Split off the code that confirms. Raises `Refused`."""
    words = text.split()
    at = next((i for i, word in enumerate(words) if word.casefold() in CONFIRM), len(words))
    code = words[at + 1 :]
    if at < len(words) and not code:
        raise Refused(MissingField("code", f"{CLOSE} bevestig 7K3MP"))
    if len(code) > 1:
        raise Refused(NotUnderstood("code", f"{CLOSE} bevestig 7K3MP"))
    return " ".join(words[:at]), "".join(code)


def _days(words: str, today: date) -> tuple[date, ...] | None:
    """Read the days of the follow-up: none, some, or None for those the bot proposes. Raises `Refused`."""
    if not words:
        return None
    if words.casefold() in WITHOUT:
        return ()
    first, _, rest = words.partition(" ")
    if first.casefold().rstrip(":") not in FOLLOW_UP:
        raise Refused(ClosingNotUnderstood())
    typed = [day for day in _BETWEEN.split(rest) if day]
    if not typed:
        raise Refused(MissingField("datum", CLOSE))
    return tuple(due_date(day, today) for day in typed)
