"""The directory in SQL."""
# ruff: noqa: D102 - the port says what each method is for

from sqlalchemy import delete, select, update

from bot.domain.people import Directory, Organisation, Person, Region, Role, UserId
from bot.storage.tables import organisations, people, regions
from bot.storage.transaction import Transaction


class SqlPeople:
    """Implements `bot.ports.People`. Everybody stands in the order of the directory file."""

    def __init__(self, transaction: Transaction) -> None:
        self._transaction = transaction

    async def directory(self) -> Directory:
        return Directory(
            regions=tuple(
                Region(row.code, row.name, row.mdt_at)
                for row in await self._transaction.all(select(regions).order_by(regions.c.position))
            ),
            organisations=tuple(
                Organisation(row.key, row.name, row.mdt, row.coordinates, tuple(row.aliases))
                for row in await self._transaction.all(select(organisations).order_by(organisations.c.position))
            ),
            people=tuple(
                Person(
                    user_id=row.user_id,
                    name=row.name,
                    organisation=row.organisation,
                    regions=frozenset(row.regions),
                    roles=frozenset(map(Role, row.roles)),
                    language=row.language,
                )
                for row in await self._transaction.all(select(people).order_by(people.c.position))
            ),
        )

    async def replace(self, directory: Directory) -> None:
        known = await self._transaction.all(select(people.c.user_id, people.c.language))
        languages = {row.user_id: row.language for row in known}
        async with self._transaction.attempt():
            for table in (regions, organisations, people):
                await self._transaction.remove(delete(table))
            await self._transaction.insert(
                regions,
                *(
                    {"code": r.code, "position": position, "name": r.name, "mdt_at": r.mdt_at}
                    for position, r in enumerate(directory.regions)
                ),
            )
            await self._transaction.insert(
                organisations,
                *(
                    {
                        "key": o.key,
                        "position": position,
                        "name": o.name,
                        "mdt": o.mdt,
                        "coordinates": o.coordinates,
                        "aliases": list(o.aliases),
                    }
                    for position, o in enumerate(directory.organisations)
                ),
            )
            await self._transaction.insert(
                people,
                *(
                    {
                        "user_id": p.user_id,
                        "position": position,
                        "name": p.name,
                        "organisation": p.organisation,
                        "regions": sorted(p.regions),
                        "roles": sorted(role.value for role in p.roles),
                        "language": languages.get(p.user_id, p.language),
                    }
                    for position, p in enumerate(directory.people)
                ),
            )

    async def set_language(self, user_id: UserId, language: str) -> None:
        statement = update(people).where(people.c.user_id == user_id).values(language=language)
        await self._transaction.change_one(statement, user_id)
