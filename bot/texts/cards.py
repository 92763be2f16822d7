"""The case on one phone screen (R3). Case room only: this is where content stands."""

from collections.abc import Iterator

from bot.domain.case import MANY_ORGANISATIONS, ActionState, Answer, Area, Decision, open_areas
from bot.domain.clock import met
from bot.texts.document import GAP, Line, Lines, Style, Text, joined, own, typed
from bot.texts.speech import Speech
from bot.usecases.results import Card, ItemHere

_PARTIES = {
    Answer.YES: "card-yes",
    Answer.GROUND: "card-ground",
    Answer.NO: "card-no",
    Answer.ANONYMOUS: "card-anonymous",
    Answer.WITHDRAWN: "card-withdrawn",
}


def card(value: Card, say: Speech) -> Lines:
    """Write the card: first what is about safety and whose turn it is, then the story, then who does what."""
    file = value.file
    age = say.span(value.now - file.case.reported_at)
    return [
        say.title("card-title", code=file.case.code, age=age),
        *_warnings(value, say),
        _contact(value, say),
        GAP,
        _coordinator(value, say),
        _deadline(value, say),
        *_breach(value, say),
        _actions(value, say),
        GAP,
        *_story(value, say),
        GAP,
        say.title("card-areas"),
        *(_area(area, value, say) for area in Area),
        *_undecided(value, say),
        *_parties(value, say),
        *_contributions(value, say),
        GAP,
        say.line("card-emergency"),
    ]


def item_here(value: ItemHere, say: Speech) -> Lines:
    """Write the card of the case that is being weighed, under what is still needed."""
    code = value.card.file.case.code
    opening = [say.title("item-here", code=code)]
    if value.open_areas:
        opening += [say.line("open-areas", areas=say.areas(value.open_areas)), say.line("item-here-how")]
    else:
        opening.append(say.line("all-decided"))
    return [*opening, GAP, *card(value.card, say)]


def outcome(decision: Decision, say: Speech) -> Text:
    """Write an outcome: the typed text, or n.v.t."""
    return say.text("not-applicable") if decision.not_applicable else typed(decision.text)


def _warnings(value: Card, say: Speech) -> Iterator[Line]:
    if value.file.intake.informant_may_be_suspects_family:
        yield Line(say.text("card-informant"), Style.LOUD)
    parties = {_organisation(c.organisation, value) for c in value.file.consents if c.grants}
    parties |= {_organisation(c.organisation, value) for c in value.file.intake.contributions}
    if len(parties) > MANY_ORGANISATIONS:
        yield Line(say.text("card-many", count=len(parties)), Style.LOUD)


def _contact(value: Card, say: Speech) -> Line:
    contact = value.file.intake.contact
    return say.field("card-contact", typed(contact) or say.text("card-contact-unknown"), Style.LOUD)


def _coordinator(value: Card, say: Speech) -> Line:
    coordinator, proposed = value.file.case.coordinator, value.file.intake.proposed_coordinator
    if coordinator is not None:
        text = say.name(coordinator, value.names)
    elif proposed:
        text = say.text("card-coordinator-proposed", proposed=proposed)
    else:
        text = say.text("card-coordinator-none")
    return say.field("card-coordinator", text)


def _deadline(value: Card, say: Speech) -> Line:
    case, now = value.file.case, value.now
    if case.closed_at is not None:
        return say.field("card-mdt", say.text("card-closed", moment=say.moment(case.closed_at, value.today)))
    if not open_areas(value.file.decisions) and not value.file.on_agenda:
        return say.field("card-mdt", say.text("card-mdt-done"))
    weighed_at = value.clock.weighed_at
    if weighed_at is not None and met(case.deadline, weighed_at):
        key = "card-mdt-met-back" if value.file.on_agenda else "card-mdt-met"
        return say.field("card-mdt", say.text(key, moment=say.moment(weighed_at, value.today)))
    moment = say.moment(case.deadline, value.today)
    if case.deadline < now:
        text = say.text("card-mdt-passed", moment=moment)
    else:
        text = say.text("card-mdt-left", moment=moment, left=say.span(case.deadline - now))
    if not value.file.on_agenda:
        text = joined([text, say.text("card-mdt-off-agenda")], " ")
    return say.field("card-mdt", text)


def _breach(value: Card, say: Speech) -> Iterator[Line]:
    if value.clock.breach is not None:
        reason = typed(value.clock.breach.reason) or say.text("card-breach-no-reason")
        yield say.field("card-breach", reason)


def _actions(value: Card, say: Speech) -> Line:
    still_open = [action for action in value.file.actions if action.state is ActionState.OPEN]
    if not still_open:
        return say.field("card-actions", say.text("card-actions-none"))
    late = sum(action.is_late(value.today) for action in still_open)
    key = "card-actions-late" if late else "card-actions-open"
    return say.field("card-actions", say.text(key, open=len(still_open), late=late))


def _story(value: Card, say: Speech) -> Iterator[Line]:
    intake = value.file.intake
    reporter = typed(intake.reporter)
    if intake.relation:
        reporter = say.text("card-relation", reporter=reporter, relation=intake.relation)
    moment = say.moment(intake.reported_at, value.today)
    yield say.field("card-report", say.text("card-report-text", moment=moment, source=intake.source, reporter=reporter))
    victim = [typed(intake.victim)]
    if intake.minor is not None:
        victim.append(say.text("card-minor" if intake.minor else "card-adult"))
    yield say.field("card-victim", joined([text for text in victim if text], ", "))
    kind = [typed(intake.case_kind), typed(intake.kind)]
    if intake.online is not None:
        kind.append(say.text("card-online" if intake.online else "card-offline"))
    yield say.field("card-kind", joined([text for text in kind if text], ", "))
    recorded = {
        "card-when": intake.when,
        "card-last-time": intake.last_time,
        "card-concerns": intake.concerns,
        "card-safety-now": intake.safety_now,
    }
    yield from (say.field(key, typed(text)) for key, text in recorded.items() if text)
    yield say.field("card-children", typed(intake.children) or say.text("card-unknown"))
    yield say.field("card-wishes", typed(intake.wishes) or say.text("card-unknown"))
    if intake.involved:
        yield say.field("card-involved", typed(intake.involved))


def _area(area: Area, value: Card, say: Speech) -> Line:
    needs = [typed(need) for about, need in value.file.intake.needs if about is area and need]
    decided = [decision for decision in value.file.decisions if decision.area is area]
    text = joined(needs, "; ") or say.text("card-unknown")
    if decided:
        text = say.text("card-area-decided", need=text, outcome=outcome(decided[-1], say))
    return Line(text, Style.BULLET, label=say.area_title(area) + own(":"))


def _undecided(value: Card, say: Speech) -> Iterator[Line]:
    areas = open_areas(value.file.decisions)
    yield say.line("open-areas", areas=say.areas(areas)) if areas else say.line("all-decided")
    yield GAP


def _parties(value: Card, say: Speech) -> Iterator[Line]:
    for answer, key in _PARTIES.items():
        names = [_party(c.organisation, value) for c in value.file.consents if c.answer is answer]
        if names:
            yield say.field(key, joined(names, ", "))
        elif answer is Answer.YES:
            yield say.field(key, say.text("card-nobody"))
    if value.file.intake.decided_by:
        yield say.field("card-decided-by", typed(value.file.intake.decided_by))


def _party(key: str, value: Card) -> Text:
    """Name a party, with the legal ground it takes part by, if that is why."""
    name, label = typed(_organisation(key, value)), value.grounds.get(key, "")
    return name + own(f" ({label})") if label else name


def _contributions(value: Card, say: Speech) -> Iterator[Line]:
    contributions = value.file.intake.contributions
    if contributions:
        yield GAP
        yield say.title("card-contributions")
    for contribution in contributions:
        label = typed(_organisation(contribution.organisation, value)) + own(":")
        yield Line(typed(contribution.text), Style.BULLET, label=label)


def _organisation(word: str, value: Card) -> str:
    """Give an organisation's name in the directory; one outside the partnership is called what the intake calls it."""
    return next((o.name for o in value.organisations if o.is_called(word)), word)
