"""The list of legal grounds to choose from, and where it is shown (R18)."""

from bot.domain.ground import Ground, ListedGround, list_applies
from bot.domain.people import Region
from bot.domain.refusals import Refused
from bot.domain.refusals_ground import ShownAsAsked
from bot.ports import AuditEntry
from bot.usecases.acting import Acting
from bot.usecases.results_ground import GroundRegions, GroundRegionSet

VERB = "grondslagen"


async def options_for(acting: Acting, ground: Ground) -> tuple[tuple[tuple[ListedGround, str], ...], bool]:
    """List what the list has for a draft, each with the terms it is kept under; and whether the list is off here."""
    work, directory = acting.work, acting.directory
    if not list_applies(await work.cases.intake(acting.subject), await work.grounds.regions()):
        return (), True
    giver, receiver = directory.organisation(ground.giver), directory.organisation(ground.receiver)
    if giver is None or receiver is None:  # it left the directory meanwhile
        return (), False
    listed = acting.grounds.between(giver, receiver)
    return tuple((each, acting.grounds.terms(each)) for each in listed), False


async def regions(acting: Acting) -> GroundRegions:
    """Show where the list is shown for sexual violence too."""
    shown, listed = await acting.work.grounds.regions(), acting.grounds
    lines = tuple((region.code, region.code in shown) for region in acting.directory.regions)
    return GroundRegions(lines, listed.source, listed.as_of, len(listed.grounds))


async def show_in(acting: Acting, region: Region, *, shown: bool) -> GroundRegionSet:
    """Let the list be shown in a region for sexual violence too, or no longer. Raises `Refused`."""
    work, actor = acting.work, acting.person.user_id
    if (region.code in await work.grounds.regions()) is shown:
        raise Refused(ShownAsAsked(region.code))
    await work.grounds.show_in(region.code, actor, acting.now, shown=shown)
    outcome = "aan" if shown else "uit"
    await work.audit.add(AuditEntry(acting.now, actor, VERB, acting.room.place.value, region.code, outcome))
    return GroundRegionSet(region.code, shown)
