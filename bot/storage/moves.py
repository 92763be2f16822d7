"""When something was last recorded of cases, in SQL: one question over the tables of a case, moments only."""

from typing import Any

from sqlalchemy import Column, Select, func, select, union_all

from bot.domain.regie import RequestState
from bot.storage.consents import GRANTING
from bot.storage.tables import actions, cases
from bot.storage.tables_actions import action_steps
from bot.storage.tables_consent import consent_log
from bot.storage.tables_meeting import decisions
from bot.storage.tables_notes import case_notes
from bot.storage.tables_outcome import contribution_steps, contributions
from bot.storage.tables_regie import authority_uses, coordinator_requests

_MOMENTS: tuple[tuple[Column[Any], Column[Any]], ...] = (
    (actions.c.case_code, actions.c.added_at),
    (action_steps.c.case_code, action_steps.c.at),
    (decisions.c.case_code, decisions.c.decided_at),
    (contributions.c.case_code, contributions.c.at),
    (contribution_steps.c.case_code, contribution_steps.c.at),
    (case_notes.c.case_code, case_notes.c.at),
    (authority_uses.c.case_code, authority_uses.c.at),
)


def moves_in(region: str) -> Select[Any]:
    """Ask for the last moment in any table of each open case of a region, as `code` and `at`."""
    these = (cases.c.region == region, cases.c.closed_at.is_(None))
    codes = select(cases.c.code).where(*these)

    def last(code: Column[Any], at: Column[Any]) -> Select[Any]:
        return select(code.label("code"), func.max(at).label("at")).where(code.in_(codes)).group_by(code)

    given = consent_log.c.answer.in_(GRANTING)
    yes = coordinator_requests.c.state == RequestState.ACCEPTED.value
    found = union_all(
        select(cases.c.code.label("code"), cases.c.opened_at.label("at")).where(*these),
        select(cases.c.code, cases.c.reopened_at).where(*these, cases.c.reopened_at.is_not(None)),
        *(last(code, at) for code, at in _MOMENTS),
        last(consent_log.c.case_code, consent_log.c.at).where(given),
        last(coordinator_requests.c.case_code, coordinator_requests.c.ended_at).where(
            yes, coordinator_requests.c.ended_at.is_not(None)
        ),
    ).subquery()
    return select(found.c.code, func.max(found.c.at).label("at")).group_by(found.c.code)
