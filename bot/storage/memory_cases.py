"""The in-memory fake: cases and what hangs from them."""
# ruff: noqa: D102 - the port says what each method is for

from collections.abc import Collection
from dataclasses import replace
from datetime import date, datetime

from bot.domain.case import Action, ActionState, Case, CaseCode, Consent, Intake, Member
from bot.domain.closing import Chapter, FollowUp
from bot.domain.consent import Ending, Recorded, from_intake
from bot.domain.figures import Task
from bot.domain.leaving import Facts
from bot.domain.people import UserId
from bot.domain.reminders import OpenAction
from bot.ports import AlreadyThereError, Fingerprints
from bot.storage.memory_closings import MemoryLives
from bot.storage.memory_moves import last_move
from bot.storage.memory_state import State, StoredCase


class MemoryCases:
    """Implements `bot.ports.Cases`."""

    def __init__(self, state: State) -> None:
        self._state = state
        self._lives = MemoryLives(state)

    async def add(self, case: Case, intake: Intake, fingerprints: Fingerprints, roster: tuple[Member, ...]) -> None:
        if case.code in self._state.cases or await self.known(fingerprints.identity):
            raise AlreadyThereError("cases is already there")
        if len({c.organisation for c in intake.consents}) < len(intake.consents):
            raise AlreadyThereError("consents is already there")
        if len({m.user_id for m in roster}) < len(roster):
            raise AlreadyThereError("roster is already there")
        record = from_intake(intake)
        self._state.cases[case.code] = StoredCase(case, intake, fingerprints, intake.consents, roster, record=record)
        self._state.changed()

    async def get(self, code: CaseCode) -> Case | None:
        stored = self._state.cases.get(code)
        return None if stored is None else stored.case

    async def known(self, identity: str) -> tuple[CaseCode, str] | None:
        stored = next((s for s in self._state.cases.values() if s.fingerprints.identity == identity), None)
        return None if stored is None else (stored.case.code, stored.fingerprints.content)

    async def open_in(self, region: str) -> tuple[Case, ...]:
        found = [s.case for s in self._state.cases.values() if s.case.region == region and s.case.closed_at is None]
        return tuple(sorted(found, key=lambda case: (case.reported_at, case.code)))

    async def intake(self, code: CaseCode) -> Intake:
        return self._state.cases[code].intake

    async def consents(self, code: CaseCode) -> tuple[Consent, ...]:
        return self._state.cases[code].consents if code in self._state.cases else ()

    async def record_consent(self, code: CaseCode, recorded: Recorded) -> int:
        stored = self._state.cases[code]
        record = (*stored.record, replace(recorded, number=len(stored.record) + 1))
        before = {consent.organisation: consent for consent in stored.consents}
        now = before | {recorded.organisation: recorded.consent}
        was = before.get(recorded.organisation)
        roster = stored.roster
        if was is None or not (was.grants and recorded.consent.grants):
            roster = tuple(member for member in roster if member.organisation != recorded.organisation)
        told = stored.told - {recorded.organisation}
        let_go = stored.let_go | {member.user_id for member in stored.roster if member not in roster}
        consents = tuple(now.values())
        changed = replace(stored, record=record, consents=consents, roster=roster, told=told, let_go=let_go)
        self._state.cases[code] = changed
        self._state.changed()
        return len(record)

    async def consent_history(self, code: CaseCode) -> tuple[Recorded, ...]:
        return self._state.cases[code].record if code in self._state.cases else ()

    async def explain_consent(self, code: CaseCode, number: int, reason: str) -> None:
        stored = self._state.cases[code]
        if not 1 <= number <= len(stored.record):
            raise KeyError((code, number))
        record = tuple(replace(each, reason=reason) if each.number == number else each for each in stored.record)
        self._state.cases[code] = replace(stored, record=record)

    async def facts(self, codes: Collection[CaseCode]) -> dict[CaseCode, Facts]:
        known = {code: self._state.cases[code] for code in sorted(codes) if code in self._state.cases}
        return {
            code: Facts(stored.case, (), stored.consents, await self.roster(code), stored.excluded)
            for code, stored in known.items()
        }

    async def limited_consents(self) -> tuple[Ending, ...]:
        found = [
            (consent.until, code, consent.organisation, Ending(code, consent, consent.organisation in stored.told))
            for code, stored in self._state.cases.items()
            for consent in stored.consents
            if consent.until is not None and consent.grants
        ]
        return tuple(ending for *_, ending in sorted(found, key=lambda each: each[:3]))

    async def end_told(self, code: CaseCode, organisation: str) -> None:
        stored = self._state.cases[code]
        if organisation not in {consent.organisation for consent in stored.consents}:
            raise KeyError((code, organisation))
        self._state.cases[code] = replace(stored, told=stored.told | {organisation})

    async def roster(self, code: CaseCode) -> tuple[Member, ...]:
        if code not in self._state.cases:
            return ()
        stored = self._state.cases[code]
        granting = {consent.organisation for consent in stored.consents if consent.grants}
        return tuple(m for m in stored.roster if m.user_id not in stored.excluded and m.organisation in granting)

    async def rosters(self) -> dict[CaseCode, tuple[Member, ...]]:
        found = {code: await self.roster(code) for code in self._state.cases}
        return {code: members for code, members in found.items() if members}

    async def with_guests(self) -> frozenset[CaseCode]:
        return frozenset(code for code, stored in self._state.cases.items() if any(m.guest for m in stored.roster))

    async def of_person(self, user_id: UserId) -> tuple[CaseCode, ...]:
        found = await self.rosters()
        return tuple(sorted(code for code, members in found.items() if user_id in {m.user_id for m in members}))

    async def add_member(self, code: CaseCode, member: Member) -> None:
        stored = self._state.cases[code]
        if member.user_id in stored.excluded:
            raise ValueError("excluded from the case")
        if not any(c.organisation == member.organisation and c.grants for c in stored.consents):
            raise ValueError("no consent for this organisation")
        others = tuple(each for each in stored.roster if each.user_id != member.user_id)
        let_go = stored.let_go - {member.user_id}
        self._state.cases[code] = replace(stored, roster=(*others, member), let_go=let_go)
        self._state.changed()

    async def remove_member(self, code: CaseCode, user_id: UserId) -> None:
        stored = self._state.cases.get(code)
        if stored is not None:
            left = tuple(member for member in stored.roster if member.user_id != user_id)
            gone = frozenset({user_id}) if left != stored.roster else frozenset()
            self._state.cases[code] = replace(stored, roster=left, let_go=stored.let_go | gone)
        self._state.changed()

    async def let_go(self, code: CaseCode) -> frozenset[UserId]:
        return self._state.cases[code].let_go if code in self._state.cases else frozenset()

    async def put_out(self, code: CaseCode, users: Collection[UserId]) -> None:
        stored = self._state.cases.get(code)
        if stored is not None:
            self._state.cases[code] = replace(stored, let_go=stored.let_go - set(users))

    async def exclude(self, code: CaseCode, user_id: UserId, by: UserId, at: datetime) -> None:
        del by, at
        stored = self._state.cases[code]
        if user_id in stored.excluded:
            raise AlreadyThereError("the exclusion is already there")
        self._state.cases[code] = replace(stored, excluded=stored.excluded | {user_id})
        await self.remove_member(code, user_id)

    async def excluded(self, code: CaseCode) -> frozenset[UserId]:
        return self._state.cases[code].excluded if code in self._state.cases else frozenset()

    async def set_coordinator(self, code: CaseCode, user_id: UserId | None) -> None:
        stored = self._state.cases[code]
        self._state.cases[code] = replace(stored, case=replace(stored.case, coordinator=user_id))

    async def want_card(self, code: CaseCode, moment: datetime) -> None:
        stored = self._state.cases[code]
        if stored.card_at is None or moment < stored.card_at:
            self._state.cases[code] = replace(stored, card_at=moment)

    async def cards_due(self, now: datetime, beyond: datetime | None = None) -> tuple[CaseCode, ...]:
        promised = [(s.card_at, code) for code, s in self._state.cases.items() if s.card_at is not None]
        return tuple(
            code for moment, code in sorted(promised) if moment <= now or (beyond is not None and moment > beyond)
        )

    async def card_posted(self, code: CaseCode) -> None:
        self._state.cases[code] = replace(self._state.cases[code], card_at=None)

    async def close(self, code: CaseCode, at: datetime, by: UserId) -> None:
        await self._lives.close(code, at, by)

    async def reopen(self, code: CaseCode, at: datetime, by: UserId, reason: str) -> None:
        await self._lives.reopen(code, at, by, reason)

    async def chapters(self, code: CaseCode) -> tuple[Chapter, ...]:
        return await self._lives.chapters(code)

    async def closed(self) -> frozenset[CaseCode]:
        return await self._lives.closed()


class MemoryActions:
    """Implements `bot.ports.Actions`."""

    def __init__(self, state: State) -> None:
        self._state = state

    async def next_number(self, case: CaseCode) -> int:
        return max((action.number for action in await self.of(case)), default=0) + 1

    async def add(self, case: CaseCode, action: Action) -> None:
        if case not in self._state.cases:
            raise KeyError(case)
        if (case, action.number) in self._state.actions:
            raise AlreadyThereError("actions is already there")
        self._state.actions[case, action.number] = action

    async def get(self, case: CaseCode, number: int) -> Action | None:
        return self._state.actions.get((case, number))

    async def of(self, case: CaseCode) -> tuple[Action, ...]:
        return tuple(action for (code, _), action in sorted(self._state.actions.items(), key=_key) if code == case)

    async def save(self, case: CaseCode, action: Action) -> None:
        if (case, action.number) not in self._state.actions:
            raise KeyError((case, action.number))
        self._state.actions[case, action.number] = action

    async def correct(self, case: CaseCode, number: int, text: str) -> None:
        self._state.actions[case, number] = replace(self._state.actions[case, number], text=text)


class MemoryOverview:
    """Implements `bot.ports.Overview`."""

    def __init__(self, state: State) -> None:
        self._state = state

    async def open_actions(self) -> tuple[OpenAction, ...]:
        return tuple(
            OpenAction(
                code,
                number,
                action.due,
                action.owner.user_id,
                case.coordinator,
                action.due_at,
                action.owner.organisation,
                action.owner.outside,
            )
            for (code, number), action in sorted(self._state.actions.items(), key=_key)
            if (case := self._state.cases[code].case).closed_at is None and action.state is ActionState.OPEN
        )

    async def tasks(self, region: str) -> tuple[Task, ...]:
        found = [
            (action.added_at, key, action)
            for key, action in self._state.actions.items()
            if self._state.cases[key[0]].case.region == region and action.state is not ActionState.TAKEN_BACK
        ]
        return tuple(Task(a.added_at, a.due, a.state, a.done_at) for *_, a in sorted(found, key=lambda each: each[:2]))

    async def last_moves(self, region: str) -> dict[CaseCode, datetime]:
        here = [s.case for s in self._state.cases.values() if s.case.region == region and s.case.closed_at is None]
        return {case.code: last_move(self._state, case.code) for case in here}

    async def follow_ups(self, coordinator: UserId, since: date, until: date) -> tuple[FollowUp, ...]:
        found = []
        for each in self._state.follow_ups:
            case = self._state.stored(each.code).case
            if case.coordinator == coordinator and case.closed_at is not None and since <= each.day <= until:
                found.append(each)
        return tuple(sorted(found, key=lambda each: (each.day, each.code)))


def _key(stored: tuple[tuple[CaseCode, int], Action]) -> tuple[CaseCode, int]:
    return stored[0]
