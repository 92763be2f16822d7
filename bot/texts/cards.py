"""The case on one phone screen (R3). Case room only: this is where content stands."""

from collections.abc import Iterator

from bot.domain.calendar import local_day
from bot.domain.case import MANY_ORGANISATIONS, ActionState, Answer, Area, Decision, is_earlier, parties
from bot.domain.casenotes import FAMILY, NoteKind, latest, unweighed
from bot.domain.clock import met
from bot.domain.contributions import under_way, who_contribute
from bot.domain.corrections import Correction, about_area, last_correction
from bot.domain.people import UserId
from bot.domain.regie import Kind
from bot.texts.agenda_by_hand import by_hand
from bot.texts.contributions import bullet
from bot.texts.document import GAP, Line, Lines, Style, Text, joined, own, typed
from bot.texts.speech import Speech
from bot.usecases.results import Card

MOST_CHANGES = 3
MOST_LATE = 8
"""Labels of late actions that are named; the others are counted."""

_PARTIES = {
    Answer.YES: "card-yes",
    Answer.GROUND: "card-ground",
    Answer.NO: "card-no",
    Answer.ANONYMOUS: "card-anonymous",
    Answer.WITHDRAWN: "card-withdrawn",
}


def card(value: Card, say: Speech) -> Lines:
    """Write the card: first safety and whose turn it is, then what the victim wants, the story, and who does what."""
    file = value.file
    age = say.span(value.now - file.case.reported_at)
    return [
        say.title("card-title", code=file.case.code, age=age),
        *_warnings(value, say),
        *_safety(value, say),
        GAP,
        *_changes(value, say),
        _coordinator(value, say),
        *_authority(value, say),
        _actions(value, say),
        _agenda(value, say),
        *_later(value, say),
        *_deadline(value, say),
        *_breach(value, say),
        *_life(value, say),
        GAP,
        *_wanted(value, say),
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


def outcome(decision: Decision, say: Speech) -> Text:
    """Write an outcome: the typed text, or n.v.t. with the reason there is."""
    if not decision.not_applicable:
        return typed(decision.text) + (own(" ") + say.text("decided-alone") if decision.alone else ())
    return say.text("not-applicable-because", reason=decision.text) if decision.text else say.text("not-applicable")


def corrected(correction: Correction | None, names: dict[UserId, str], say: Speech) -> Text:
    """Write behind a text who put it right and when; empty when nobody did."""
    if correction is None:
        return ()
    by, moment = say.name(correction.by, names), say.moment(correction.at)
    return own(" ") + say.text("corrected-by", by=by, moment=moment)


def _warnings(value: Card, say: Speech) -> Iterator[Line]:
    if value.file.intake.informant_may_be_suspects_family:
        yield Line(say.text("card-informant"), Style.LOUD)
    count = len(parties(value.file.consents, who_contribute(value.file.contributed), value.organisations))
    if count > MANY_ORGANISATIONS:
        yield Line(say.text("card-many", count=count), Style.LOUD)


def _safety(value: Card, say: Speech) -> Iterator[Line]:
    intake = value.file.intake
    contact = _noted(value, say, NoteKind.CONTACT) or typed(intake.contact) or say.text("card-contact-unknown")
    yield say.field("card-contact", contact, Style.LOUD)
    if intake.safety_now:
        yield say.field("card-safety-now", typed(intake.safety_now))
    children = _noted(value, say, NoteKind.CHILDREN) or typed(intake.children) or say.text("card-unknown")
    yield say.field("card-children", children)


def _changes(value: Card, say: Speech) -> Iterator[Line]:
    """Show the changes that the MDT has not weighed yet, newest first."""
    changes = unweighed(value.file.notes, value.file.decisions)
    for change in changes[:MOST_CHANGES]:
        day = say.short_day(local_day(change.at), value.today)
        by = say.name(change.by, value.names)
        yield say.field("card-change", say.text("card-change-text", text=change.text, day=day, by=by))
    if len(changes) > MOST_CHANGES:
        yield say.line("card-change-more", count=len(changes) - MOST_CHANGES)
    if changes:
        yield GAP


def _wanted(value: Card, say: Speech) -> Iterator[Line]:
    """Show what the victim wants. Reporting to the police is nobody else's choice: only what was noted of it (R12)."""
    wishes = _noted(value, say, NoteKind.WISHES) or typed(value.file.intake.wishes) or say.text("card-unknown")
    yield say.field("card-wishes", wishes)
    yield say.field("card-reporting", _noted(value, say, NoteKind.REPORT) or say.text("card-reporting-unknown"))
    heard = latest(value.file.notes, *FAMILY)
    text = say.text("card-heard-unknown")
    if heard is not None:
        text = say.text(
            "card-heard-yes" if heard.kind is NoteKind.HEARD else "card-heard-no",
            text=heard.text,
            day=say.short_day(local_day(heard.at), value.today),
            by=say.name(heard.by, value.names),
        )
    yield say.field("card-heard", text)


def _noted(value: Card, say: Speech, kind: NoteKind) -> Text:
    """Write what was noted last, who did and when; empty when nothing was."""
    note = latest(value.file.notes, kind)
    if note is None:
        return ()
    day = say.short_day(local_day(note.at), value.today)
    return say.text("card-noted", text=note.text, day=day, by=say.name(note.by, value.names))


def _agenda(value: Card, say: Speech) -> Line:
    """Tell when the MDT comes to the case, or why it does not."""
    file, upcoming = value.file, value.upcoming
    if file.case.closed_at is not None:
        text = say.text("card-closed", moment=say.moment(file.case.closed_at, value.today))
    elif not file.on_agenda and upcoming is None:
        text = say.text("card-agenda-off" if file.open_areas else "card-agenda-done")
    elif upcoming is None:
        text = say.text("card-agenda-on")
    elif upcoming.running:
        text = say.text("card-agenda-now")
    else:
        text = say.text("card-agenda-when", moment=say.moment(upcoming.moment, value.today))
    return say.field("card-mdt", text)


def _later(value: Card, say: Speech) -> Iterator[Line]:
    """Show why the MDT held the case over, what people arranged by hand, and when it looks at the case again."""
    hold, review = value.file.hold, value.file.review
    if hold is not None and value.file.on_agenda:
        day, by = say.short_day(local_day(hold.at), value.today), say.name(hold.by, value.names)
        yield say.field("card-held", say.text("card-change-text", text=hold.reason, day=day, by=by))
    if value.file.case.closed_at is None:
        yield from (by_hand(note, value.names, value.today, say) for note in value.file.by_hand.all)
    if review is not None and value.file.case.closed_at is None:
        yield say.field("card-review", say.short_day(review, value.today))


def asked_for(name: str, say: Speech) -> Text:
    """Write who is asked to be regiehouder and did not answer yet; empty when nobody is."""
    return say.text("card-coordinator-asked", name=name) if name else ()


def _coordinator(value: Card, say: Speech) -> Line:
    coordinator, proposed = value.file.case.coordinator, value.file.intake.proposed_coordinator
    request = value.file.asked
    asked = request is not None and request.kind is not Kind.CONFIRM
    name = value.names.get(request.asked, request.asked) if request is not None and asked else ""
    if coordinator is not None:
        text = say.name(coordinator, value.names)
        if request is not None and not asked:
            text = say.text("card-coordinator-unconfirmed", name=text)
        elif name:
            text = say.text("card-coordinator-both", current=text, asked=asked_for(name, say))
    elif name:
        text = asked_for(name, say)
    elif proposed:
        text = say.text("card-coordinator-proposed", proposed=proposed)
    else:
        text = say.text("card-coordinator-none")
    return say.field("card-coordinator", text)


def _authority(value: Card, say: Speech) -> Iterator[Line]:
    """Tell that the regiehouder may decide alone, and what was decided so and still stands (R27)."""
    file = value.file
    if file.authority and file.case.coordinator is not None:
        name = say.name(file.case.coordinator, value.names)
        yield say.field("card-authority", say.text("card-authority-may", name=name))
    for user in dict.fromkeys(decision.decided_by for decision in file.decisions if decision.alone):
        areas = [decision.area for decision in file.decisions if decision.alone and decision.decided_by == user]
        text = say.text("card-authority-used", name=say.name(user, value.names), areas=say.areas(areas))
        yield say.field("card-authority", text)


def _deadline(value: Card, say: Speech) -> Iterator[Line]:
    """Tell how the 24 hours stand, while that still matters."""
    file, case = value.file, value.file.case
    if case.closed_at is not None or not (file.open_areas or file.on_agenda):
        return
    moment, weighed_at = say.moment(case.deadline, value.today), value.clock.weighed_at
    if weighed_at is not None and met(case.deadline, weighed_at):
        text = say.text("card-clock-met", moment=say.moment(weighed_at, value.today))
    elif case.deadline < value.now:
        text = say.text("card-clock-passed", moment=moment)
    else:
        text = say.text("card-clock-left", moment=moment, left=say.span(case.deadline - value.now))
    yield say.field("card-clock", text)


def _breach(value: Card, say: Speech) -> Iterator[Line]:
    if value.clock.breach is not None:
        reason = typed(value.clock.breach.reason) or say.text("card-breach-no-reason")
        yield say.field("card-breach", reason)


def _life(value: Card, say: Speech) -> Iterator[Line]:
    """Write on one line when the case was closed and reopened, and why; that it is closed now stands above."""
    found = []
    for chapter in value.chapters:
        text = say.text(f"card-life-{chapter.turn.value}", moment=say.moment(chapter.at, value.today))
        why = own(" (") + typed(chapter.reason) + own(")") if chapter.reason else ()
        found.append(text + why)
    if len(found) > 1:
        yield say.field("card-life", joined(found, ", "))


def _actions(value: Card, say: Speech) -> Line:
    still_open = [action for action in value.file.actions if action.state is ActionState.OPEN]
    if not still_open:
        return say.field("card-actions", say.text("card-actions-none"))
    late = [action.label for action in still_open if action.is_late(value.today)]
    if not late:
        return say.field("card-actions", say.text("card-actions-open", open=len(still_open)))
    labels = own(", ".join(late[:MOST_LATE]))
    if len(late) > MOST_LATE:
        labels = say.text("card-actions-more", labels=labels, count=len(late) - MOST_LATE)
    return say.field("card-actions", say.text("card-actions-late", open=len(still_open), late=labels))


def _story(value: Card, say: Speech) -> Iterator[Line]:
    intake = value.file.intake
    reporter = typed(intake.reporter)
    if intake.relation:
        reporter = say.text("card-relation", reporter=reporter, relation=intake.relation)
    moment = say.moment(intake.reported_at, value.today)
    yield say.field("card-report", say.text("card-report-text", moment=moment, source=intake.source, reporter=reporter))
    victim = [typed(intake.victim)]
    if intake.age is not None:
        victim.append(say.text("card-age", age=intake.age))
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
    }
    yield from (say.field(key, typed(text)) for key, text in recorded.items() if text)
    if intake.involved:
        yield say.field("card-involved", typed(intake.involved))


def _area(area: Area, value: Card, say: Speech) -> Line:
    needs = [typed(need) for about, need in value.file.intake.needs if about is area and need]
    decided = [decision for decision in value.file.decisions if decision.area is area]
    text = joined(needs, "; ") or say.text("card-unknown")
    if decided:
        earlier = is_earlier(decided[-1], value.file.anew_since)
        key = "card-area-earlier" if earlier else "card-area-decided"
        stands = decided[-1]
        fixed = last_correction(value.file.corrections, about_area(area), stands.decided_at)
        text = say.text(key, need=text, outcome=outcome(stands, say)) + corrected(fixed, value.names, say)
    return Line(text, Style.BULLET, label=say.area_title(area) + own(":"))


def _undecided(value: Card, say: Speech) -> Iterator[Line]:
    areas = value.file.open_areas
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
    """Show what organisations do, area by area; what ended stands in `!inzet` only."""
    contributed = under_way(value.file.contributed)
    if contributed:
        yield GAP
        yield say.title("card-contributions")
    yield from (bullet(each, _organisation(each.word, value), say) for each in contributed)


def _organisation(word: str, value: Card) -> str:
    """Give an organisation's name in the directory; one outside the partnership is called what the intake calls it."""
    return next((o.name for o in value.organisations if o.is_called(word)), word)
