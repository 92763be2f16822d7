"""After the last consent ended nobody is left to record a yes in the room; who knew the case can, from the direct chat.

Only for their own organisation, which may supply the regiehouder, and only themselves: the others come as always, from
the room, where people see who will come (docs/decisions/0032).
"""

from bot.domain.case import Answer, CaseCode, Consent, may_coordinate
from bot.domain.caseworkers import may_work
from bot.domain.consent import Recorded
from bot.domain.consent_plan import Yes
from bot.domain.people import Place
from bot.domain.refusals import Refused
from bot.domain.refusals_consent import DeciderNeeded
from bot.domain.regie import Kind, RequestState
from bot.usecases.acting import Acting
from bot.usecases.consent import Terms, let_in, name_of, record_line, typed_yes
from bot.usecases.handover import is_empty
from bot.usecases.results_consent import BackAhead, BackThere, YesRecorded


async def may_come_back(acting: Acting, code: CaseCode) -> bool:
    """Whether the asker may bring a case back in which nobody takes part: its regiehouder, or who recorded consent."""
    work, me, directory = acting.work, acting.person, acting.directory
    case = await work.cases.get(code)
    if case is None or not await is_empty(work, code):
        return False
    excluded = await work.cases.excluded(code)
    if not (may_coordinate(me, directory) and may_work(me, me.organisation, case.region, directory, excluded)):
        return False
    asked = [each for each in await work.regie.of(code) if each.asked == me.user_id]
    led = any(each.state is RequestState.ACCEPTED or each.kind is Kind.CONFIRM for each in asked)
    return led or any(entry.by == me.user_id for entry in await work.cases.consent_history(code))


async def come_back(acting: Acting, code: CaseCode, terms: Terms, confirmed: str) -> BackAhead | BackThere:
    """Show what a yes for one's own organisation does, or do it as it was shown. Raises `Refused`."""
    work, me = acting.work, acting.person
    organisation = me.organisation
    intake, record = await work.cases.intake(code), await work.cases.consent_history(code)
    if intake.minor and terms.decided_by is None:
        raise Refused(DeciderNeeded(name_of(organisation, acting.directory)))
    consent = Consent(organisation, Answer.YES, terms.areas, terms.until)
    after = max((entry.number for entry in record if entry.organisation == organisation), default=0)
    plan = Yes(consent, terms.decided_by, (me.user_id,), (), after)
    if plan.code != confirmed.upper():
        return BackAhead(code, f"{typed_yes(code, terms)} bevestig {plan.code}", bool(confirmed))
    recorded = Recorded(organisation, Answer.YES, acting.now, me.user_id, terms.decided_by, terms.areas, terms.until)
    await let_in(acting, code, recorded, plan)
    room = await acting.speaker.room_for(work, Place.CASE, code)
    line = record_line(recorded, acting.directory)
    await acting.speaker.in_room(work, room, YesRecorded(code, line, (me.name,), (), plan.joins), acting.now)
    return BackThere(code)
