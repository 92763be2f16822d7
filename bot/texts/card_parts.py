"""The lines of a card that both the whole one and the short one have. Case room only: this is where content stands."""

from collections.abc import Iterator

from bot.domain.calendar import local_day
from bot.domain.case import MANY_ORGANISATIONS, Action, ActionState, Decision, parties
from bot.domain.casenotes import FAMILY, NoteKind, latest, unweighed
from bot.domain.clock import met
from bot.domain.contributions import who_contribute
from bot.domain.corrections import Correction
from bot.domain.outcome import last_delay
from bot.domain.people import UserId
from bot.domain.regie import Kind
from bot.texts.agenda_by_hand import by_hand
from bot.texts.document import Line, Style, Text, joined, own, typed
from bot.texts.outcome import why_not_done
from bot.texts.speech import Speech
from bot.texts.when import by_when
from bot.usecases.results import Card

MOST_CHANGES = 3
MOST_ACTIONS = 8
"""Open actions that the whole card lists; the others are counted."""

CUT = 48
"""Signs of what was typed that are shown where it is shown short: with its label two rows on a phone."""

CUT_WISHES = 90


def outcome(decision: Decision, say: Speech, *, brief: bool = False) -> Text:
    """Write an outcome: the typed text, or n.v.t. with the reason there is."""
    words = short(decision.text) if brief else decision.text
    if not decision.not_applicable:
        return typed(words) + (own(" ") + say.text("decided-alone") if decision.alone else ())
    return say.text("not-applicable-because", reason=words) if words else say.text("not-applicable")


def corrected(correction: Correction | None, names: dict[UserId, str], say: Speech) -> Text:
    """Write behind a text who put it right and when; empty when nobody did."""
    if correction is None:
        return ()
    by, moment = say.name(correction.by, names), say.moment(correction.at)
    return own(" ") + say.text("corrected-by", by=by, moment=moment)


def short(text: str, most: int = CUT) -> str:
    """Cut what was typed between two words, on one line, and show that it was cut."""
    flat = " ".join(text.split())
    if len(flat) <= most:
        return flat
    kept = flat[:most].rpartition(" ")[0] or flat[:most]
    return f"{kept.rstrip('.,:;')} …"


def warnings(value: Card, say: Speech) -> Iterator[Line]:
    """Warn of a doubtful informant, and of many organisations (R29)."""
    if value.file.intake.informant_may_be_suspects_family:
        yield Line(say.text("card-informant"), Style.LOUD)
    count = len(parties(value.file.consents, who_contribute(value.file.contributed), value.organisations))
    if count > MANY_ORGANISATIONS:
        yield Line(say.text("card-many", count=count), Style.LOUD)


def safety(value: Card, say: Speech, *, brief: bool = False) -> Iterator[Line]:
    """Show what nobody may miss: how to reach the victim, how safe they and their children are. Never cut."""
    intake = value.file.intake
    contact = noted(value, say, NoteKind.CONTACT, brief=brief) or typed(intake.contact)
    yield say.field("card-contact", contact or say.text("card-contact-unknown"), Style.LOUD)
    at_report = say.text("card-safety-at-report", text=intake.safety_now) if intake.safety_now else ()
    now = noted(value, say, NoteKind.SAFETY, brief=brief) or at_report
    yield say.field("card-safety-now", now or say.text("card-unknown"))
    children = noted(value, say, NoteKind.CHILDREN, brief=brief) or typed(intake.children)
    yield say.field("card-children", children or say.text("card-unknown"))


def changes(value: Card, say: Speech, most: int = MOST_CHANGES) -> Iterator[Line]:
    """Show the changes that the MDT has not weighed yet, newest first."""
    found = unweighed(value.file.notes, value.file.decisions)
    for change in found[:most]:
        day = say.short_day(local_day(change.at), value.today)
        by = say.name(change.by, value.names)
        yield say.field("card-change", say.text("card-change-text", text=change.text, day=day, by=by))
    if len(found) > most:
        command = say.command(f"casus geschiedenis {NoteKind.CHANGE.value}")
        yield say.line("card-change-more", count=len(found) - most, command=command)


def wanted(value: Card, say: Speech, *, brief: bool = False) -> Iterator[Line]:
    """Show what the victim wants. Reporting to the police is nobody else's choice: only what was noted of it (R12)."""
    intake = value.file.intake.wishes
    wishes = noted(value, say, NoteKind.WISHES, CUT_WISHES, brief=brief)
    wishes = wishes or typed(short(intake, CUT_WISHES) if brief else intake)
    yield say.field("card-wishes", wishes or say.text("card-unknown"))
    reporting = noted(value, say, NoteKind.REPORT, CUT, brief=brief)
    yield say.field("card-reporting", reporting or say.text("card-reporting-unknown"))
    heard = latest(value.file.notes, *FAMILY)
    text = say.text("card-heard-unknown-brief" if brief else "card-heard-unknown")
    if heard is not None:
        text = say.text(
            "card-heard-yes" if heard.kind is NoteKind.HEARD else "card-heard-no",
            text=short(heard.text) if brief else heard.text,
            day=say.short_day(local_day(heard.at), value.today),
            by=say.name(heard.by, value.names),
        )
    yield say.field("card-heard", text)


def noted(value: Card, say: Speech, kind: NoteKind, most: int | None = None, *, brief: bool = False) -> Text:
    """Write what was noted last, who did and when; empty when nothing was. Where it is brief it is cut to `most`."""
    note = latest(value.file.notes, kind)
    if note is None:
        return ()
    day, by = say.short_day(local_day(note.at), value.today), say.name(note.by, value.names)
    text = short(note.text, most) if brief and most is not None else note.text
    return say.text("card-noted-brief" if brief else "card-noted", text=text, day=day, by=by)


def actions(
    value: Card, say: Speech, most: int = MOST_ACTIONS, *, brief: bool = False, but_late: bool = False
) -> Iterator[Line]:
    """Tell whose turn it is: how many actions are open, and the first of them, what is late in front.

    `but_late`: what is late stands above the card already.
    """
    still_open = sorted(
        (action for action in value.file.actions if action.state is ActionState.OPEN), key=lambda a: (a.due, a.number)
    )
    if not still_open:
        yield say.field("card-actions", say.text("card-actions-none"))
        return
    late = sum(action.is_late(value.today) for action in still_open)
    key = "card-actions-late" if late else "card-actions-open"
    yield say.field("card-actions", say.text(key, open=len(still_open), late=late))
    listed = still_open[late:] if but_late else still_open
    yield from (_action(action, value, say, brief=brief) for action in listed[:most])
    if len(listed) > most:
        yield say.line("card-actions-more", count=len(listed) - most, command=say.command("acties alles"))


def _action(action: Action, value: Card, say: Speech, *, brief: bool) -> Line:
    owner = action.owner
    party = organisation(owner.organisation, value) if owner.organisation else owner.name
    who = say.name(owner.user_id, value.names) if owner.user_id is not None else typed(party)
    day = by_when(action.due, action.due_at, say, value.today, short=True)
    day = say.text("due-late", day=day) if action.is_late(value.today) else day
    about = () if brief else why_not_done(last_delay(value.file.delays, action.number), say)
    text = typed(short(action.text) if brief else action.text) + about
    return Line(joined([joined([who, day], ", "), text], ": "), Style.BULLET, own(action.label))


def coordinator(value: Card, say: Speech) -> Line:
    """Name the regiehouder, and who is asked."""
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


def authority(value: Card, say: Speech) -> Iterator[Line]:
    """Tell that the regiehouder may decide alone, and what was decided so and still stands (R27)."""
    file = value.file
    if file.authority and file.case.coordinator is not None:
        name = say.name(file.case.coordinator, value.names)
        yield say.field("card-authority", say.text("card-authority-may", name=name))
    for user in dict.fromkeys(decision.decided_by for decision in file.decisions if decision.alone):
        areas = [decision.area for decision in file.decisions if decision.alone and decision.decided_by == user]
        text = say.text("card-authority-used", name=say.name(user, value.names), areas=say.areas(areas))
        yield say.field("card-authority", text)


def agenda(value: Card, say: Speech) -> Line:
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


def later(value: Card, say: Speech) -> Iterator[Line]:
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


def follow_ups(value: Card, say: Speech) -> Iterator[Line]:
    """Show when people look how it goes after closing (R32)."""
    if value.follow_ups:
        days = say.all_of([say.short_day(day, value.today) for day in value.follow_ups])
        yield say.field("closing-follow-up", days)


def deadline(value: Card, say: Speech) -> Iterator[Line]:
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


def breach(value: Card, say: Speech) -> Iterator[Line]:
    """Show why the MDT was later than 24 hours (R4)."""
    if value.clock.breach is not None:
        reason = typed(value.clock.breach.reason) or say.text("card-breach-no-reason")
        yield say.field("card-breach", reason)


def organisation(word: str, value: Card) -> str:
    """Give an organisation's name in the directory; one outside the partnership is called what the intake calls it."""
    return next((o.name for o in value.organisations if o.is_called(word)), word)
