"""The in-memory fake: when something was last recorded of a case."""

from collections.abc import Iterator
from datetime import datetime

from bot.domain.case import CaseCode
from bot.domain.regie import RequestState
from bot.storage.memory_state import State


def last_move(state: State, code: CaseCode) -> datetime:
    """Give it, as `bot.ports.Overview.last_moves` tells."""
    return max(_moments(state, code))


def _moments(state: State, code: CaseCode) -> Iterator[datetime]:
    stored = state.stored(code)
    yield stored.case.opened_at
    if stored.case.reopened_at is not None:
        yield stored.case.reopened_at
    yield from (action.added_at for (case, _), action in state.actions.items() if case == code)
    yield from (step.at for step in state.action_steps.get(code, ()))
    yield from (given.decision.decided_at for case, given in state.decisions if case == code)
    yield from (each.at for each in state.contributions.get(code, ()) if each.at is not None)
    yield from (step.at for step in state.contribution_steps.get(code, ()))
    yield from (note.at for note in state.notes.get(code, ()))
    yield from (use.at for use in state.authority_uses.get(code, ()))
    yield from (entry.at for entry in stored.record if entry.consent.grants)
    for each in state.requests.get(code, ()):
        if each.state is RequestState.ACCEPTED and each.ended_at is not None:
            yield each.ended_at
