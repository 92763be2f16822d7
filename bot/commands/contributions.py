"""`!inzet`: what organisations do in a case, read word by word."""

import re

from bot.commands.args import Args, Words, read_area, require_length
from bot.commands.parsing import split_at_colon
from bot.commands.table import Command, CommandTable
from bot.domain.case import Area
from bot.domain.contributions import Contributed, ForWhom, Progress
from bot.domain.names import begun_organisations
from bot.domain.people import Directory, Permission, Place
from bot.domain.refusals import MissingField, Refused, SeveralPeople, TooLong
from bot.domain.refusals_contributions import (
    ContributionWithoutArea,
    ForWhomNotUnderstood,
    ProgressNotUnderstood,
)
from bot.usecases import contributing
from bot.usecases.acting import Acting
from bot.usecases.results_contributions import ContributionAdded, ContributionChanged, ContributionList

EXAMPLE = "!inzet CSG hulp: traumascreening deze week"
MAX_NAME = 80

PROGRESS = {
    **{each.value: each for each in Progress if each is not Progress.TAKEN_BACK},
    "requested": Progress.REQUESTED,
    "promised": Progress.PROMISED,
    "started": Progress.STARTED,
    "loopt": Progress.STARTED,
    "begonnen": Progress.STARTED,
    "ended": Progress.ENDED,
    "stopped": Progress.ENDED,
    "afgerond": Progress.ENDED,
}
FOR_WHOM = {
    **{each.value: each for each in ForWhom},
    "victim": ForWhom.VICTIM,
    "verdachte": ForWhom.PERPETRATOR,
    "dader": ForWhom.PERPETRATOR,
    "perpetrator": ForWhom.PERPETRATOR,
    "suspect": ForWhom.PERPETRATOR,
    "familie": ForWhom.CIRCLE,
    "circle": ForWhom.CIRCLE,
    "family": ForWhom.CIRCLE,
}
_FOR = frozenset({"voor", "for"})
_ARTICLES = frozenset({"de", "het", "the"})
_NUMBER = re.compile(r"[iI](\d{1,6})[.,:]?")


def add_to(table: CommandTable) -> None:
    """Add this command to a table."""
    usage, work = "inzet organisatie gebied: tekst", Permission.WORK_ON_CASE
    table.add(Command("inzet", ("contribution",), work, frozenset({Place.CASE}), Words, inzet, usage, EXAMPLE))


async def inzet(args: Args, acting: Acting) -> ContributionAdded | ContributionChanged | ContributionList:
    """List what organisations do, add something, or record how far it is."""
    assert isinstance(args, Words)  # noqa: S101 - the table pairs this handler with this model
    first, _, behind = args.text.strip().partition(" ")
    if not first:
        return await contributing.contributions(acting)
    found = _NUMBER.fullmatch(first)
    if found is None:
        return await contributing.contribute(acting, read_contribution(args.text, acting.directory))
    progress = PROGRESS.get(behind.strip(" .:").casefold())
    if progress is None:
        raise Refused(ProgressNotUnderstood())
    return await contributing.come_to(acting, int(found[1]), progress)


def read_contribution(typed: str, directory: Directory) -> Contributed:
    """Read `[gestart] CSG hulp [voor pleger]: tekst`; the colon may be left out. Raises `Refused`."""
    head, text = split_at_colon(typed)
    words = head.split()
    progress = PROGRESS.get(words[0].casefold()) if words else None
    words = words[1:] if progress is not None else words
    places = [i for i, word in enumerate(words) if i and _area(word) is not None]
    if not words or not places:
        raise Refused(ContributionWithoutArea())
    at = places[-1] if text else places[0]  # without a colon, the text begins behind the first area
    for_whom, rest = _for_whom(words[at + 1 :])
    if text and rest:
        raise Refused(ForWhomNotUnderstood())
    text = text or " ".join(rest)
    if not text:
        raise Refused(MissingField("tekst", EXAMPLE))
    require_length("tekst", text, EXAMPLE)
    organisation, name = _owner(" ".join(words[:at]), directory)
    return Contributed(0, organisation, text, _area(words[at]), for_whom, name=name, progress=progress)


def _for_whom(words: list[str]) -> tuple[ForWhom, list[str]]:
    """Take `voor [de] pleger` off the front; without it, it is for the victim."""
    if not words or words[0].casefold() not in _FOR:
        return ForWhom.VICTIM, words
    behind = words[2:] if len(words) > 1 and words[1].casefold() in _ARTICLES else words[1:]
    found = FOR_WHOM.get(behind[0].casefold()) if behind else None
    if found is None:
        raise Refused(ForWhomNotUnderstood())
    return found, behind[1:]


def _owner(word: str, directory: Directory) -> tuple[str, str]:
    """Give the key of an organisation; of one that is not in the directory, the name as it was typed."""
    organisation = directory.organisation(word)
    begun = begun_organisations(word, directory.organisations) if organisation is None else [organisation]
    if len(begun) > 1:
        raise Refused(SeveralPeople("organisatie", ", ".join(sorted(each.name for each in begun))))
    if len(word) > MAX_NAME:
        raise Refused(TooLong("organisatie", MAX_NAME))
    return (begun[0].key, "") if begun else ("", word)


def _area(word: str) -> Area | None:
    try:
        return read_area(word)
    except Refused:
        return None
