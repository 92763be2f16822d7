"""`regiekamer leden` and `rooster`: who there are, and who is on duty. Changes nothing."""

from bot.domain.calendar import local_day
from bot.domain.members import state_of
from bot.domain.people import Directory, Person, Role
from bot.forms.people_csv import write_people
from bot.office.common import OfficeError, Say
from bot.settings import Settings
from bot.texts.words import FluentWords
from bot.usecases import rota
from bot.wiring import House, now, open_house


async def export_people(settings: Settings, say: Say) -> None:
    """Write everybody as a list (CSV) that imports back without a change."""
    async with open_house(settings) as house:
        directory = await directory_of(house)
    say(write_people(directory.people).rstrip("\n"))


async def list_people(settings: Settings, organisation: str | None, say: Say) -> None:
    """Show everybody, or the people of one organisation, with roles and standing. Raises `OfficeError`."""
    async with open_house(settings) as house:
        directory = await directory_of(house)
    people = directory.people
    if organisation is not None:
        found = directory.organisation(organisation)
        if found is None:
            names = ", ".join(o.key for o in directory.organisations)
            raise OfficeError(f"--organisatie: deze ken ik niet. Kies uit: {names}.")
        people = tuple(p for p in people if p.organisation == found.key)
    rows = [("adres", "naam", "organisatie", "regio", "rollen", "stand"), *(_row(p, directory) for p in people)]
    widths = [max(len(row[column]) for row in rows) for column in range(len(rows[0]))]
    for row in rows:
        say("  ".join(f"{cell:<{width}}" for cell, width in zip(row, widths, strict=True)).rstrip())


async def show_rota(settings: Settings, say: Say) -> None:
    """Show who is on duty this week, per region and organisation."""
    async with open_house(settings) as house, house.database.work() as work:
        week = await rota.week(work, local_day(now()), None, None)
    say(said(week))


async def directory_of(house: House) -> Directory:
    """Give the register."""
    async with house.database.work() as work:
        return await work.people.directory()


def said(value: object) -> str:
    """Say a result or refusal in Dutch, without any formatting."""
    return FluentWords(now).render(value, "nl").plain


def _row(person: Person, directory: Directory) -> tuple[str, ...]:
    regions, roles = " ".join(sorted(person.regions)), " ".join(role for role in Role if role in person.roles)
    return person.user_id, person.name, person.organisation, regions, roles, state_of(person, directory).value
