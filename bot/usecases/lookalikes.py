"""Names that look like a colleague's or the bot's are reported to the administrators, once per pair; nothing else."""

from collections.abc import Iterable, Mapping
from datetime import datetime

from bot.domain.lookalikes import LookAlike, likenesses, within
from bot.domain.people import Directory, UserId
from bot.ports import Work
from bot.usecases.results_coming import LooksAlike
from bot.usecases.speak import Speaker

NAME = "Regiekamer"
"""What the bot is called, besides its Matrix id."""


async def look_at_directory(work: Work, speaker: Speaker, bot: UserId, now: datetime) -> bool:
    """Report names in the directory that look like each other's or the bot's. Tells whether there was any news."""
    directory = await work.people.directory()
    return await _report(work, speaker, directory, within(_names(directory), {bot: NAME}), now)


async def look_at_names(
    work: Work, speaker: Speaker, shown: Iterable[tuple[UserId, str]], bot: UserId, now: datetime
) -> bool:
    """Report names that people gave themselves in their apps and that look like somebody else's."""
    directory = await work.people.directory()
    names = _names(directory)
    pairs = [pair for who, name in shown for pair in likenesses(who, name, names, {bot: NAME})]
    return await _report(work, speaker, directory, pairs, now)


def _names(directory: Directory) -> Mapping[UserId, str]:
    return {person.user_id: person.name for person in directory.people}


async def _report(
    work: Work, speaker: Speaker, directory: Directory, pairs: Iterable[LookAlike], now: datetime
) -> bool:
    if not directory.admins():
        return False  # nobody to tell yet: the next look finds it again
    new = [pair for pair in pairs if await work.events.first_time(f"alike {' '.join(sorted(_ids(pair)))}", now)]
    if new:
        await speaker.to_admins(work, LooksAlike(tuple(new)), now)
    return bool(new)


def _ids(pair: LookAlike) -> tuple[UserId, UserId]:
    return pair.who, pair.like
