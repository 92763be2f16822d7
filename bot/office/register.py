"""`regiekamer adresboek`, `leden` and `rooster`: files are imports, shown first when they take something away.

Nobody is taken off the register by leaving them out of a file.
"""

from collections.abc import Awaitable, Callable, Collection
from pathlib import Path

from bot.domain.people import Directory, Person, Role, UserId
from bot.domain.refusals import Refusal
from bot.domain.standing import MACHINE
from bot.forms.duty_csv import read_duties
from bot.forms.people_csv import read_people
from bot.forms.problems import FormError, Problem
from bot.matrix.login import open_wire
from bot.matrix.wire import path as api_path
from bot.office.common import Agree, OfficeError, Say
from bot.office.listing import directory_of, said
from bot.office.loading import read_directory, read_file
from bot.ports import HomeserverError, HomeserverRefusedError, Work
from bot.settings import Settings, SettingsError
from bot.usecases import rota
from bot.usecases.handover import By, Desk
from bot.usecases.open_case import ensure_rooms
from bot.usecases.register import Plan, confirm_first_admins, make, plan_file, plan_people
from bot.wiring import House, now, open_house

NOT_DONE = "Er is nog niets veranderd. Klopt dit? Geef dezelfde opdracht met --doe."
EMPTY = "Het adresboek is nog leeg. Voer eerst `regiekamer adresboek` uit."

Replan = Callable[[Work], Awaitable[Plan]]


async def load_directory(settings: Settings, say: Say, *, apply: bool = False, agree: Agree | None = None) -> bool:
    """Import the directory file. At once when it takes nothing away; otherwise shown first. Tell whether it was done.

    Raises `FormError` with every problem; then nothing was loaded.
    """
    file = read_directory(settings)
    listed = {p.user_id for p in file.people}
    async with open_house(settings) as house:
        plan = await _planned(house, lambda work: plan_file(work, file, now()))
        first = not (await directory_of(house)).regions
        if plan.changes.asks_first and not _may(plan, say, apply=apply, agree=agree):
            return False
        here, admins = await _make(house, plan, lambda work: plan_file(work, file, now()), listed)
    say(
        f"Het adresboek is geladen: {len(here.regions)} regio's, {len(here.organisations)} organisaties, "
        f"{len(here.people)} mensen."
    )
    if not first:
        say(said(plan.made()) if plan.changes else "Er is niets veranderd.")
    await _tell(settings, plan, here, admins, say)
    return True


async def import_people(
    settings: Settings, file: Path, say: Say, *, apply: bool = False, agree: Agree | None = None
) -> bool:
    """Import a list of people (CSV). Shown first, unless it changes nothing. Tell whether it was done.

    Raises `FormError` with every problem; then nothing was loaded.
    """
    data = read_file(file, "leden")
    async with open_house(settings) as house:
        people = read_people(data, await _filled(house))
        listed = {p.user_id for p in people}
        plan = await _planned(house, lambda work: plan_people(work, people, now()))
        if plan.changes and not _may(plan, say, apply=apply, agree=agree):
            return False
        here, admins = await _make(house, plan, lambda work: plan_people(work, people, now()), listed)
    count = "1 persoon" if len(people) == 1 else f"{len(people)} mensen"
    say(f"De ledenlijst is ingevoerd: {count}." if plan.changes else "Er is niets veranderd.")
    await _tell(settings, plan, here, admins, say)
    return True


async def import_rota(
    settings: Settings, file: Path, say: Say, *, apply: bool = False, agree: Agree | None = None
) -> bool:
    """Import a rota (CSV): per region and organisation in it, its lines replace those there are. Shown first.

    Raises `FormError` with every problem; then nothing was loaded.
    """
    data = read_file(file, "rooster")
    async with open_house(settings) as house:
        duties = read_duties(data, await _filled(house))
        async with house.database.work() as work:
            plan = await rota.plan_rota(work, duties)
        if not plan.added and not plan.dropped:
            say("Er is niets veranderd.")
            return True
        say(f"Rooster: {plan.added} regels erbij, {plan.dropped} regels eraf. Voor:")
        for region, organisation, lines in plan.lines:
            say(f"- {region} {organisation}: straks {len(lines)} regels")
        if not _agreed(say, apply=apply, agree=agree):
            return False
        async with house.database.work() as work:
            if await rota.plan_rota(work, duties) != plan:
                raise OfficeError("Het rooster is intussen veranderd. Er is niets gedaan; kijk opnieuw.")
            await rota.make_rota(work, plan, By(MACHINE, MACHINE, now()))
            await work.commit()
    say("Het rooster is ingevoerd.")
    return True


async def _filled(house: House) -> Directory:
    """Give a directory that has organisations and regions to check a list against. Raises `OfficeError`."""
    directory = await directory_of(house)
    if not directory.regions:
        raise OfficeError(EMPTY)
    return directory


async def _planned(house: House, plan: Replan) -> Plan:
    """Plan, in a unit of work of its own: nobody waits while somebody thinks. Raises `FormError`."""
    async with house.database.work() as work:
        found = await plan(work)
    if found.violations:
        raise FormError([Problem("", _sentence(refusal)) for refusal in found.violations])
    return found


async def _make(
    house: House, plan: Plan, again: Replan, listed: Collection[UserId]
) -> tuple[Directory, tuple[Person, ...]]:
    """Make what was shown, unless the register changed meanwhile; give it, and whom the machine confirmed."""
    async with house.database.work() as work:
        if (await again(work)).changes != plan.changes:
            raise OfficeError("Het adresboek is intussen veranderd. Er is niets gedaan; kijk opnieuw.")
        moment = now()
        times = house.settings.times.reminders
        await make(Desk(work, house.speaker, By(MACHINE, MACHINE, moment), times), plan)
        admins = await confirm_first_admins(work, listed, moment)
        await ensure_rooms(work, house.speaker, moment)  # there may be administrators only now
        here = await work.people.directory()
        await work.commit()
    return here, admins


def _may(plan: Plan, say: Say, *, apply: bool, agree: Agree | None) -> bool:
    """Show what will change, and tell whether it may be made."""
    say(said(plan.ahead()))
    if plan.changes.absent:
        say(_absent(plan))
    return _agreed(say, apply=apply, agree=agree)


def _agreed(say: Say, *, apply: bool, agree: Agree | None) -> bool:
    if not apply and agree is None:
        say(NOT_DONE)
        return False
    if apply or (agree is not None and agree("Doen? Typ ja: ")):
        return True
    say("Er is niets veranderd.")
    return False


async def _tell(settings: Settings, plan: Plan, here: Directory, admins: Collection[Person], say: Say) -> None:
    if plan.changes.absent and not plan.changes.asks_first:
        say(_absent(plan))
    if admins:
        say(f"Op deze machine bevestigd als beheerder: {', '.join(p.name for p in admins)}.")
    waiting = [p.name for p in here.people if p.has(Role.ADMIN) and not p.confirmed]
    if waiting:
        say(f"Wachten als beheerder op bevestiging door twee beheerders: {', '.join(waiting)}.")
    new = [change.after.user_id for change in plan.changes.people if change.before is None]
    if new:
        await _look_for_accounts(settings, new, say)


async def _look_for_accounts(settings: Settings, users: Collection[UserId], say: Say) -> None:
    """Name who has no account on the homeserver, when it can be asked; the running bot reports them too."""
    try:
        token = settings.secret(settings.secrets.access_token, "geheimen.toegang_bestand").get_secret_value()
        async with open_wire(settings.matrix.homeserver, token) as wire:
            for user_id in users:
                try:
                    await wire.get(api_path("profile", user_id))
                except HomeserverRefusedError:
                    say(f"LET OP: {user_id} bestaat niet op de Matrix-server.")
    except (HomeserverError, SettingsError):
        say("De Matrix-server was niet te vragen of iedereen een account heeft; `regiekamer check` doet dat later.")


def _absent(plan: Plan) -> str:
    count = plan.changes.absent
    who = "1 persoon staat" if count == 1 else f"{count} mensen staan"
    return f"{who} niet in dit bestand. Dat verandert niets: niemand verdwijnt door weglaten."


def _sentence(refusal: Refusal) -> str:
    return " ".join(said(refusal).splitlines())
