"""The dispatcher, once for all commands: find, may this person do this here, parse, run, audit, answer, commit."""

import logging
import secrets
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import time

from bot.commands import (
    actions,
    admin,
    agenda,
    attendance,
    authority,
    case,
    casefile,
    clock,
    closing,
    colleagues,
    consent,
    contact,
    contributions,
    general,
    going,
    ground,
    habits,
    mdt,
    minutes,
    outcome,
    overview,
    regie,
    register,
    undo,
    verification,
    workers,
)
from bot.commands.args import Context
from bot.commands.parsing import MOST_COMMANDS, read_args, split_commands
from bot.commands.table import Command, CommandTable
from bot.domain.calendar import IsHoliday, local_day, no_holidays
from bot.domain.clock import Watch
from bot.domain.failures import describe
from bot.domain.ground import GroundList
from bot.domain.minors import AGE_BANDS, AgeBand
from bot.domain.people import Place
from bot.domain.refusals import NotAllowed, Refused, TooManyCommands, UnknownCommand, WrongPlace
from bot.domain.refusals_closing import CaseIsClosed
from bot.domain.trust import TrustMode
from bot.ports import AuditEntry, Clock, Incoming, OpenWork, StorageDownError, Work
from bot.usecases.acting import Acting
from bot.usecases.notices import Failure
from bot.usecases.remember import remember_fixed
from bot.usecases.results import IdentityConfirmed, TrustOf
from bot.usecases.results_coming import ColleagueConfirmed, ColleagueDenied, ColleagueOf, ProtocolAccepted, Vouched
from bot.usecases.results_going import LeavingAhead, LeftService
from bot.usecases.results_verifying import ComparisonAsked, ComparisonDecided
from bot.usecases.rosters import roster_of
from bot.usecases.speak import Speaker
from bot.usecases.undoing import INSTEAD
from bot.usecases.verifying import Verification

log = logging.getLogger(__name__)

ABOUT_SOMEBODY = (
    TrustOf,
    IdentityConfirmed,
    ColleagueOf,
    ColleagueConfirmed,
    ColleagueDenied,
    ComparisonAsked,
    ComparisonDecided,
    LeavingAhead,
    LeftService,
    Vouched,
)
"""Answers about one person (`who`): the audit trail names that person."""


def build_table() -> CommandTable:
    """Make the table of all commands."""
    table = CommandTable()
    for part in (
        casefile,
        case,
        actions,
        undo,
        mdt,
        clock,
        admin,
        register,
        colleagues,
        verification,
        going,
        general,
        overview,
        contact,
        consent,
        workers,
        closing,
        ground,
        outcome,
        contributions,
        habits,
        attendance,
        minutes,
        agenda,
        regie,
        authority,
    ):
        part.add_to(table)
    return table


@dataclass(frozen=True)
class Outcome:
    """How a command ended: what the audit trail says, and what is answered."""

    verb: str
    outcome: str
    answer: object
    command: Command | None = None


class Dispatcher:
    """Acts on messages. One message is one unit of work, however many commands it holds."""

    def __init__(
        self,
        open_work: OpenWork,
        speaker: Speaker,
        clock: Clock,
        reminder_times: Sequence[time],
        table: CommandTable,
        mode: TrustMode = TrustMode.CONFIRMED,
        is_holiday: IsHoliday = no_holidays,
        verification: Verification | None = None,
        watch: Watch | None = None,
        age_bands: tuple[AgeBand, ...] = AGE_BANDS,
        grounds: GroundList | None = None,
    ) -> None:
        self._open_work = open_work
        self._speaker = speaker
        self._clock = clock
        self._reminder_times = tuple(reminder_times)
        self._table = table
        self._mode = mode
        self._is_holiday = is_holiday
        self._verification = verification
        self._watch = watch or Watch()
        self._age_bands = age_bands
        self._grounds = grounds or GroundList()

    async def handle(self, incoming: Incoming) -> None:
        """Act on one message. Nothing a person types makes this raise; a failure is answered with a reference.

        Raises `StorageDownError`: nothing of the message was kept, no answer could be either, and it comes again.
        """
        try:
            async with self._open_work() as work:
                await self._handle(work, incoming)
                await work.commit()
        except StorageDownError:
            raise
        except Exception as error:  # noqa: BLE001 - whatever it is, the sender must hear it and the bot must go on
            await self._fail(incoming, error)

    async def _handle(self, work: Work, incoming: Incoming) -> None:
        acting = await self._acting(work, incoming)
        if acting is None:
            return
        if not await work.events.first_time(incoming.event_id, acting.now, incoming.ratchet):
            log.info("event %s was handled before, or repeats one that was", incoming.event_id)
            return
        commands = split_commands(incoming.text)
        if not commands and acting.room.place is Place.DIRECT:
            commands = ["help"]  # in one's own chat, anything typed deserves an answer
        for typed in commands[:MOST_COMMANDS]:
            if acting.person.user_id not in await roster_of(work, acting.room):
                break  # by the line before: who went has nothing more to say here
            acting = replace(acting, directory=await work.people.directory())  # the line before may have changed it
            ended = await self._one(acting, typed)
            await self._note(acting, ended)
            await self._speaker.in_room(work, acting.room, ended.answer, acting.now)
            # What shows and sets with one answer says whether it `changed` anything.
            if type(ended.answer).__name__ in INSTEAD and getattr(ended.answer, "changed", True):
                await remember_fixed(acting, ended.answer)
            if ended.command is not None and ended.command.follow_up is not None:
                await ended.command.follow_up(acting, ended.answer)
        if len(commands) > MOST_COMMANDS:
            refusal = TooManyCommands(MOST_COMMANDS, len(commands) - MOST_COMMANDS)
            await self._note(acting, Outcome("?", type(refusal).__name__, refusal))
            await self._speaker.in_room(work, acting.room, refusal, acting.now)

    async def _acting(self, work: Work, incoming: Incoming) -> Acting | None:
        room = await work.rooms.by_id(incoming.room_id)
        if room is None or incoming.sender not in await roster_of(work, room):
            log.warning("ignored event %s: its sender is not on the room's roster", incoming.event_id)
            return None
        directory = await work.people.directory()
        person = directory.person(incoming.sender)
        if person is None:
            return None
        return Acting(
            work=work,
            speaker=self._speaker,
            directory=directory,
            person=person,
            room=room,
            now=self._clock(),
            reminder_times=self._reminder_times,
            mode=self._mode,
            is_holiday=self._is_holiday,
            verification=self._verification,
            watch=self._watch,
            age_bands=self._age_bands,
            grounds=self._grounds,
        )

    async def _one(self, acting: Acting, typed: str) -> Outcome:
        verb = "?"
        try:
            async with acting.work.attempt():
                command, rest = self._find(acting, typed)
                verb = command.name  # known before the right is asked: a denied command is audited by its name (R16)
                self._require_right(acting, command)
                roster = await roster_of(acting.work, acting.room)
                await self._require_open(acting, command)
                context = Context(local_day(acting.now), acting.directory, roster, acting.days)
                answer = await command.run(read_args(command, rest, context), acting)
        except Refused as refused:
            return Outcome(verb, type(refused.refusal).__name__, refused.refusal)
        return Outcome(verb, "ok", answer, command)

    def _find(self, acting: Acting, typed: str) -> tuple[Command, str]:
        """Find the command, and what is left of the text. Raises `Refused`."""
        found = self._table.find(typed, acting.room.place)
        if found is None:
            raise Refused(UnknownCommand(self._table.nearest(typed, self._allowed(acting))))
        return found

    def _require_right(self, acting: Acting, command: Command) -> None:
        """See that this person may use the command here. Raises `Refused`."""
        if acting.room.place not in command.where:
            raise Refused(WrongPlace(command.name, min(command.where, key=list(Place).index).value))
        if command not in self._allowed(acting):
            raise Refused(NotAllowed(command.name))

    async def _require_open(self, acting: Acting, command: Command) -> None:
        """See that nothing changes in a closed case: it may be typed just before the room is read-only.

        Raises `Refused`.
        """
        if acting.room.place is Place.CASE and not command.when_closed:
            here = await acting.work.cases.get(acting.subject)
            if here is not None and here.closed_at is not None:
                raise Refused(CaseIsClosed())

    def _allowed(self, acting: Acting) -> list[Command]:
        return self._table.allowed(acting.person, acting.room.place, general.region_of(acting))

    async def _note(self, acting: Acting, ended: Outcome) -> None:
        room = acting.room
        subject = "" if room.place is Place.DIRECT else room.subject
        if isinstance(ended.answer, ABOUT_SOMEBODY):
            subject = ended.answer.who
        elif isinstance(ended.answer, ProtocolAccepted):
            subject = f"protocol {ended.answer.version}"
        entry = AuditEntry(acting.now, acting.person.user_id, ended.verb, room.place.value, subject, ended.outcome)
        await acting.work.audit.add(entry)

    async def _fail(self, incoming: Incoming, error: Exception) -> None:
        reference = secrets.token_hex(3).upper()
        # Type and places only: the text of an exception may hold what was typed.
        log.error("reference %s: event %s failed: %s", reference, incoming.event_id, describe(error))
        try:
            async with self._open_work() as work:
                acting = await self._acting(work, incoming)
                if acting is None:
                    return
                if not await work.events.first_time(incoming.event_id, acting.now, incoming.ratchet):
                    return
                await self._note(acting, Outcome("?", "error", None))
                await self._speaker.in_room(work, acting.room, Failure(reference), acting.now)
                await work.commit()
        except Exception as second:
            # Storage itself is away. Stopping is right: the batch is not finished, so nothing of it is forgotten.
            log.critical("reference %s: could not even be answered: %s", reference, describe(second))
            raise
