"""What organisations do in a case is recorded in its room, and how far it is (R7). Anybody in the case may say it."""

from dataclasses import replace

from bot.domain.contributions import Contributed, Progress, Step, all_contributed
from bot.domain.refusals import Refused
from bot.domain.refusals_contributions import ContributionIsThere, UnknownContribution
from bot.domain.undo import What
from bot.usecases.acting import Acting
from bot.usecases.consent import name_of
from bot.usecases.remember import remember
from bot.usecases.results_contributions import ContributionAdded, ContributionChanged, ContributionList


async def contribute(acting: Acting, meant: Contributed) -> ContributionAdded:
    """Add a contribution: `meant` has no number yet. Without progress it is promised when it is one's own, else asked.

    One outside the directory is called as it was typed.
    """
    work, code, by = acting.work, acting.subject, acting.person
    own = meant.organisation == by.organisation
    progress = meant.progress or (Progress.PROMISED if own else Progress.REQUESTED)
    number = len(await _all(acting)) + 1
    added = replace(meant, number=number, by=by.user_id, at=acting.now, progress=progress)
    await work.contributions.add(code, added)
    await work.contributions.step(code, Step(number, progress, by.user_id, acting.now))
    await remember(acting, What.CONTRIBUTION, (number,))
    return ContributionAdded(added, name_of(added.word, acting.directory))


async def come_to(acting: Acting, number: int, progress: Progress) -> ContributionChanged:
    """Record how far a contribution is. Raises `Refused`: `UnknownContribution`, `ContributionIsThere`."""
    work, code = acting.work, acting.subject
    found = next((each for each in await _all(acting) if each.number == number), None)
    if found is None:
        raise Refused(UnknownContribution(f"I{number}"))
    if found.progress is Progress.TAKEN_BACK:
        raise Refused(UnknownContribution(found.label))
    if found.progress is progress:
        raise Refused(ContributionIsThere(found.label))
    await work.contributions.step(code, Step(number, progress, acting.person.user_id, acting.now))
    await remember(acting, What.PROGRESS, (number, len(await work.contributions.steps(code))))
    return ContributionChanged(replace(found, progress=progress), name_of(found.word, acting.directory))


async def contributions(acting: Acting) -> ContributionList:
    """List every contribution of the case, also those that ended."""
    found = await _all(acting)
    return ContributionList(acting.subject, found, {c.number: name_of(c.word, acting.directory) for c in found})


async def _all(acting: Acting) -> tuple[Contributed, ...]:
    work, code = acting.work, acting.subject
    added, steps = await work.contributions.of(code), await work.contributions.steps(code)
    return all_contributed(await work.cases.intake(code), added, steps)
