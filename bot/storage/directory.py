"""The directory in SQL."""
# ruff: noqa: D102 - the port says what each method is for

import uuid
from dataclasses import dataclass, field, replace
from datetime import datetime

from sqlalchemy import delete, func, select, update

from bot.domain.people import Directory, Organisation, Person, Region, Role, Standing, UserId
from bot.domain.standing import Record, standing_of, through
from bot.storage.shapes import pack_contact, unpack_contact
from bot.storage.standings import record
from bot.storage.tables import bookmarks
from bot.storage.tables_directory import organisations, people, protocols, regions, standings
from bot.storage.transaction import Transaction

STAMP = "directory"


@dataclass
class Remembered:
    """The directory as this process read it last, and the stamp it had in the database then.

    Every change makes a new stamp, also one that is undone later: equal stamps are equal directories.
    """

    stamp: str = ""
    directory: Directory = field(default_factory=Directory)


class SqlPeople:
    """Implements `bot.ports.People`. Everybody stands in the order of the directory file."""

    def __init__(self, transaction: Transaction, remembered: Remembered) -> None:
        self._transaction = transaction
        self._remembered = remembered
        self._stamp = ""  # as read in this unit of work
        transaction.on_undo.append(self._look_again)

    def _look_again(self) -> None:
        self._stamp = ""

    async def directory(self) -> Directory:
        stamp = await self.stamp()
        if not stamp:  # never loaded, or before there were stamps
            return await self._read()
        if stamp != self._remembered.stamp:
            directory = await self._read()
            self._remembered.stamp, self._remembered.directory = stamp, directory
        return self._remembered.directory

    async def stamp(self) -> str:
        if not self._stamp:
            row = await self._transaction.one(select(bookmarks.c.value).where(bookmarks.c.name == STAMP))
            self._stamp = "" if row is None else str(row.value)
        return self._stamp

    async def changed(self) -> None:
        """Note that somebody may be elsewhere from now on."""
        self._stamp = ""
        stamp = uuid.uuid4().hex
        if not await self._transaction.change(update(bookmarks).where(bookmarks.c.name == STAMP).values(value=stamp)):
            await self._transaction.insert(bookmarks, {"name": STAMP, "value": stamp})

    async def _read(self) -> Directory:
        in_force = select(func.max(protocols.c.version).label("version")).where(protocols.c.in_force)
        version = await self._transaction.one(in_force)
        records = {row.user_id: record(row) for row in await self._transaction.all(select(standings))}
        rows = await self._transaction.all(select(people).order_by(people.c.position, people.c.user_id))
        everybody = [
            (
                row.left_at,
                _with_standing(
                    Person(
                        user_id=row.user_id,
                        name=row.name,
                        organisation=row.organisation,
                        regions=frozenset(row.regions),
                        roles=frozenset(map(Role, row.roles)),
                        language=row.language,
                    ),
                    records.get(row.user_id),
                ),
            )
            for row in rows
        ]
        return Directory(
            regions=tuple(
                Region(row.code, row.name, row.mdt_at)
                for row in await self._transaction.all(select(regions).order_by(regions.c.position))
            ),
            organisations=tuple(
                Organisation(
                    row.key, row.name, row.mdt, row.coordinates, tuple(row.aliases), unpack_contact(row.contact)
                )
                for row in await self._transaction.all(select(organisations).order_by(organisations.c.position))
            ),
            people=tuple(person for left_at, person in everybody if left_at is None),
            protocol=(version and version.version) or 0,
            former=tuple(replace(person, standing=Standing()) for left_at, person in everybody if left_at is not None),
        )

    async def replace(self, directory: Directory) -> None:
        known = await self._transaction.all(select(people.c.user_id, people.c.language))
        languages = {row.user_id: row.language for row in known}
        async with self._transaction.attempt():
            await self.changed()
            for table in (regions, organisations):
                await self._transaction.remove(delete(table))
            here = people.c.left_at.is_(None) | people.c.user_id.in_([p.user_id for p in directory.people])
            await self._transaction.remove(delete(people).where(here))
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
                        "contact": pack_contact(o.contact),
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

            for row in await self._transaction.all(select(standings)):
                kept = record(row)
                if through(kept, directory.person(kept.user_id)) != kept:
                    await self._unsay(kept.user_id)

    async def _unsay(self, user_id: UserId) -> None:
        unsaid = update(standings).where(standings.c.user_id == user_id).values(vouched_by=[], confirmed_at=None)
        await self._transaction.change(unsaid)

    async def leave(self, user_id: UserId, at: datetime) -> None:
        here = update(people).where(people.c.user_id == user_id, people.c.left_at.is_(None))
        await self._transaction.change_one(here.values(left_at=at), user_id)
        await self._unsay(user_id)
        await self.changed()

    async def set_language(self, user_id: UserId, language: str) -> None:
        statement = update(people).where(people.c.user_id == user_id).values(language=language)
        await self._transaction.change_one(statement, user_id)
        await self.changed()


def _with_standing(person: Person, kept: Record | None) -> Person:
    return replace(person, standing=standing_of(person, kept))
