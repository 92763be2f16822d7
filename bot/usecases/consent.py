"""Consent in a case: what the record says, and a yes, which is shown first and done by its code (R13)."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from bot.domain.calendar import local_day
from bot.domain.case import Answer, Area, CaseCode, Consent, Intake, Member, too_many
from bot.domain.consent import Decider, Recorded
from bot.domain.consent_plan import Yes, granted, may_say_yes, plan_yes
from bot.domain.contributions import all_contributed, who_contribute
from bot.domain.leaving import Facts
from bot.domain.minors import doubt_about
from bot.domain.people import Directory
from bot.domain.refusals import Refused
from bot.domain.refusals_closing import CaseIsClosed
from bot.domain.refusals_consent import (
    AnswerStandsAlready,
    CoordinatingSaysYes,
    DeciderNeeded,
    NobodyWorksThere,
    OnlyCoordinatorSaysYes,
)
from bot.ports import AuditEntry, Work
from bot.usecases.acting import Acting
from bot.usecases.handover import facts_of, rota_of
from bot.usecases.results_consent import (
    ConsentHistory,
    ConsentLine,
    ConsentOverview,
    YesAhead,
    YesRecorded,
    YouMayJoin,
)
from bot.usecases.trust import BOT

VERB = "toestemming"


@dataclass(frozen=True)
class Terms:
    """What stands behind a yes: for which areas (none: all), who decided, and the last (Dutch) day it holds."""

    areas: tuple[Area, ...] = ()
    decided_by: Decider | None = None
    until: date | None = None


async def overview(acting: Acting) -> ConsentOverview:
    """Show each organisation's consent as it is now, with who decided it and when."""
    code, work = acting.subject, acting.work
    last = {entry.organisation: entry for entry in await work.cases.consent_history(code)}
    grounds = await _grounds(work, code)
    lines = [
        _line(last.get(consent.organisation), consent, acting.directory, grounds)
        for consent in await work.cases.consents(code)
    ]
    intake = await work.cases.intake(code)
    doubt = doubt_about(intake, [(x.organisation, x.answer, x.decided_by) for x in lines], acting.age_bands)
    family = intake.informant_may_be_suspects_family
    return ConsentOverview(code, tuple(lines), not await work.cases.roster(code), family, doubt)


async def history(acting: Acting, organisation: str) -> ConsentHistory:
    """Show what was said about one organisation, newest first.

    Why a consent was taken away is shown only while that organisation's people are not there to read it.
    """
    work, code = acting.work, acting.subject
    theirs = granted(await work.cases.consents(code), organisation)
    entries = [entry for entry in await work.cases.consent_history(code) if entry.organisation == organisation]
    grounds = await _grounds(work, code)
    lines = [_line(entry, entry.consent, acting.directory, grounds, reasons=not theirs) for entry in reversed(entries)]
    return ConsentHistory(code, name_of(organisation, acting.directory), tuple(lines))


async def say_yes(acting: Acting, organisation: str, terms: Terms, confirmed: str) -> YesAhead | YesRecorded:
    """Show who comes in after a yes, or record it as it was shown under the code `confirmed`. Raises `Refused`."""
    work, code, directory = acting.work, acting.subject, acting.directory
    facts = await facts_of(work, code)
    consent = Consent(organisation, Answer.YES, terms.areas, terms.until)
    record, rota = await work.cases.consent_history(code), await rota_of(work)
    plan = plan_yes(facts, record, consent, terms.decided_by, directory, rota, local_day(acting.now))
    intake = await work.cases.intake(code)
    _may_be_said(acting, facts, plan, intake)
    recorded = Recorded(
        organisation, Answer.YES, acting.now, acting.person.user_id, terms.decided_by, terms.areas, terms.until
    )
    line = record_line(recorded, directory)
    joins, waiting = _names(plan.joins, directory), _names(plan.waiting, directory)
    if plan.code != confirmed.upper():
        command = f"{typed_yes(line.organisation, terms)} bevestig {plan.code}"
        stays = granted(facts.consents, organisation)
        family = intake.informant_may_be_suspects_family
        doubt = doubt_about(intake, [(line.organisation, line.answer, line.decided_by)], acting.age_bands)
        added, steps = await work.contributions.of(code), await work.contributions.steps(code)
        contributions = who_contribute(all_contributed(intake, added, steps))
        many = too_many(facts.consents, consent, contributions, directory.organisations)
        others = set(rota.lines_of(facts.case.region, organisation)) - {*plan.joins, *facts.excluded}
        by_rota = not stays and bool(others)
        return YesAhead(code, line, joins, waiting, stays, family, command, bool(confirmed), doubt, many, by_rota)
    await let_in(acting, code, recorded, plan)
    return YesRecorded(code, line, joins, waiting, plan.joins)


async def let_in(acting: Acting, code: CaseCode, recorded: Recorded, plan: Yes) -> int:
    """Record an answer that lets an organisation take part, and put its people on the roster. Give its number."""
    cases, organisation = acting.work.cases, recorded.organisation
    number = await cases.record_consent(code, recorded)
    for user in (*plan.joins, *plan.waiting):
        await cases.add_member(code, Member(user, organisation))
    await cases.want_card(code, acting.now)
    await audit(acting, code, organisation, recorded.answer)
    return number


async def after_yes(acting: Acting, answer: YesRecorded) -> None:
    """Tell those who come in, after the room heard of it."""
    for user in answer.users:
        await acting.speaker.to_person(acting.work, user, YouMayJoin(answer.code, user), acting.now)


async def audit(acting: Acting, code: CaseCode, organisation: str, answer: Answer) -> None:
    """Put in the trail what was recorded of whom."""
    subject = f"{code} {organisation}"
    actor, place = acting.person.user_id, acting.room.place.value
    await acting.work.audit.add(AuditEntry(acting.now, actor, VERB, place, subject, answer.value))


async def party(work: Work, code: CaseCode, word: str, directory: Directory) -> str | None:
    """Give the key of an organisation of the directory or of the case, by one of its names."""
    found = directory.organisation(word)
    if found is not None:
        return found.key
    keys = (consent.organisation for consent in await work.cases.consents(code))
    return next((key for key in keys if key.casefold() == word.casefold()), None)


def name_of(organisation: str, directory: Directory) -> str:
    """Name an organisation; one that left the directory goes by its key."""
    found = directory.organisation(organisation)
    return found.name if found else organisation


def record_line(recorded: Recorded, directory: Directory) -> ConsentLine:
    """Give an answer in words, without its reason."""
    return _line(recorded, recorded.consent, directory, {})


def _may_be_said(acting: Acting, facts: Facts, plan: Yes, intake: Intake) -> None:
    """See that this yes can be recorded by this person. Raises `Refused`."""
    directory, name = acting.directory, name_of(plan.consent.organisation, acting.directory)
    if facts.case.closed_at is not None:
        raise Refused(CaseIsClosed())
    if not may_say_yes(facts, acting.person, directory):
        coordinator = facts.case.coordinator
        if coordinator is None:
            raise Refused(CoordinatingSaysYes())
        raise Refused(OnlyCoordinatorSaysYes(directory.name_of(coordinator)))
    if intake.minor and plan.decided_by is None:
        raise Refused(DeciderNeeded(name))
    if plan.consent in facts.consents:
        raise Refused(AnswerStandsAlready(name))
    if not (plan.joins or plan.waiting or granted(facts.consents, plan.consent.organisation)):
        raise Refused(NobodyWorksThere(name))


async def _grounds(work: Work, code: CaseCode) -> Mapping[int, str]:
    """Give what people call the legal grounds in the record, by their number in it."""
    return {ground.entry: ground.label for ground in await work.grounds.of(code) if ground.entry is not None}


def _line(
    entry: Recorded | None,
    consent: Consent,
    directory: Directory,
    grounds: Mapping[int, str],
    *,
    reasons: bool = False,
) -> ConsentLine:
    ran_out = entry is not None and entry.by == BOT
    by = directory.name_of(entry.by) if entry is not None and entry.by else ""
    reason = entry.reason if entry is not None else ""
    return ConsentLine(
        name_of(consent.organisation, directory),
        consent.answer,
        consent.areas,
        entry.decided_by if entry is not None else None,
        by,
        entry.at if entry is not None else None,
        consent.until,
        reason if reasons else "",
        bool(reason),
        ran_out,
        grounds.get(entry.number, "") if entry is not None else "",
    )


def _names(users: tuple[str, ...], directory: Directory) -> tuple[str, ...]:
    return tuple(directory.name_of(user) for user in users)


def typed_yes(what: str, terms: Terms) -> str:
    """Write the command once more, as it was understood; `what` is the organisation, or the code of the case."""
    words = [f"!{VERB}", what, Answer.YES.value, *(area.value for area in terms.areas)]
    words += ["door", terms.decided_by.value] if terms.decided_by else []
    words += ["tot", terms.until.isoformat()] if terms.until else []
    return " ".join(words)
