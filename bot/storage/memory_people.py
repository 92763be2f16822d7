"""The in-memory fake: people."""
# ruff: noqa: D102 - the port says what each method is for

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime

from bot.domain.duty import Absence, Duty
from bot.domain.people import Directory, Person, Standing, UserId
from bot.domain.questions import Question
from bot.domain.standing import PrivacyProtocol, Record, standing_of, through
from bot.ports import AlreadyThereError
from bot.storage.memory_state import State


class MemoryPeople:
    """Implements `bot.ports.People`."""

    def __init__(self, state: State) -> None:
        self._state = state

    async def directory(self) -> Directory:
        records = self._state.standings
        return replace(
            self._state.directory,
            people=tuple(
                replace(p, standing=standing_of(p, records.get(p.user_id))) for p in self._state.directory.people
            ),
            protocol=max((p.version for p in self._state.protocols.values() if p.in_force), default=0),
        )

    async def stamp(self) -> str:
        return str(self._state.stamp) if self._state.stamp else ""

    async def replace(self, directory: Directory) -> None:
        here = self._state.directory
        languages = {person.user_id: person.language for person in (*here.people, *here.former)}
        for keys in (
            [region.code for region in directory.regions],
            [organisation.key for organisation in directory.organisations],
            [person.user_id for person in directory.people],
        ):
            if len(set(keys)) < len(keys):
                raise AlreadyThereError("somebody is already there")
        self._state.directory = Directory(
            directory.regions,
            directory.organisations,
            tuple(
                replace(p, language=languages.get(p.user_id, p.language), standing=Standing()) for p in directory.people
            ),
            former=tuple(p for p in here.former if directory.person(p.user_id) is None),
        )
        for kept in [*self._state.standings.values()]:
            self._state.standings[kept.user_id] = through(kept, directory.person(kept.user_id))
        self._state.changed()

    async def leave(self, user_id: UserId, at: datetime) -> None:
        del at
        here = self._state.directory
        person = here.person(user_id)
        if person is None:
            raise KeyError(user_id)
        self._state.directory = replace(
            here, people=tuple(p for p in here.people if p != person), former=(*here.former, person)
        )
        kept = self._state.standings.get(user_id)
        if kept is not None:
            self._state.standings[user_id] = replace(kept, vouched_by=(), confirmed_at=None)
        self._state.changed()

    async def set_language(self, user_id: UserId, language: str) -> None:
        here = self._state.directory
        if here.person(user_id) is None:
            raise KeyError(user_id)

        def speaking(person: Person) -> Person:
            return replace(person, language=language) if person.user_id == user_id else person

        self._state.directory = replace(here, people=tuple(map(speaking, here.people)))
        self._state.changed()


class MemoryStandings:
    """Implements `bot.ports.Standings`."""

    def __init__(self, state: State) -> None:
        self._state = state

    async def get(self, user_id: UserId) -> Record | None:
        return self._state.standings.get(user_id)

    async def save(self, record: Record) -> None:
        self._state.standings[record.user_id] = record
        self._state.changed()

    async def protocols(self) -> tuple[PrivacyProtocol, ...]:
        return tuple(self._state.protocols[version] for version in sorted(self._state.protocols))

    async def publish(self, protocol: PrivacyProtocol) -> None:
        if protocol.version in self._state.protocols:
            raise AlreadyThereError("the version is already there")
        self._state.protocols[protocol.version] = protocol
        self._state.changed()

    async def enforce(self, version: int) -> None:
        self._state.protocols[version] = replace(self._state.protocols[version], in_force=True)
        self._state.changed()


class MemoryDuties:
    """Implements `bot.ports.Duties`."""

    def __init__(self, state: State) -> None:
        self._state = state

    async def all(self) -> tuple[Duty, ...]:
        return tuple(sorted(self._state.duties, key=_place))

    async def replace(self, region: str, organisation: str, duties_: Iterable[Duty]) -> None:
        new = list(duties_)
        if any((duty.region, duty.organisation) != (region, organisation) for duty in new):
            raise ValueError("a duty of another region or organisation")
        if len({_place(duty) for duty in new}) < len(new):
            raise AlreadyThereError("a duty is already there")
        others = [d for d in self._state.duties if (d.region, d.organisation) != (region, organisation)]
        self._state.duties = [*others, *new]

    async def drop(self, user_id: UserId) -> None:
        self._state.duties = [duty for duty in self._state.duties if duty.user_id != user_id]


class MemoryAbsences:
    """Implements `bot.ports.Absences`."""

    def __init__(self, state: State) -> None:
        self._state = state

    async def all(self) -> tuple[Absence, ...]:
        return tuple(sorted(self._state.absences, key=lambda each: (each.user_id, each.first)))

    async def replace(self, user_id: UserId, absences_: Iterable[Absence]) -> None:
        new = list(absences_)
        if any(each.user_id != user_id for each in new):
            raise ValueError("an absence of somebody else")
        if len({each.first for each in new}) < len(new):
            raise AlreadyThereError("an absence is already there")
        self._state.absences = [*(each for each in self._state.absences if each.user_id != user_id), *new]

    async def drop(self, user_id: UserId) -> None:
        self._state.absences = [
            replace(each, deputy=None) if each.deputy == user_id else each
            for each in self._state.absences
            if each.user_id != user_id
        ]


class MemoryQuestions:
    """Implements `bot.ports.Questions`."""

    def __init__(self, state: State) -> None:
        self._state = state

    async def all(self) -> tuple[Question, ...]:
        return tuple(self._state.questions[user_id] for user_id in sorted(self._state.questions))

    async def save(self, question: Question) -> None:
        self._state.questions[question.user_id] = question

    async def drop(self, user_id: UserId) -> None:
        self._state.questions.pop(user_id, None)


def _place(duty: Duty) -> tuple[str, str, str, int]:
    moment = str(duty.weekday) if duty.day is None else duty.day.isoformat()
    return duty.region, duty.organisation, moment, duty.turn
