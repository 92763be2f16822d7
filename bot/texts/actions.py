"""Actions and the people in a case room. The lists of the case room hold content; the others codes and dates."""

from collections.abc import Iterator, Sequence

from bot.domain.calendar import local_day
from bot.domain.case import Action, Owner
from bot.texts.action_steps import away
from bot.texts.document import Line, Lines, Style, Text, joined, mention, own, typed
from bot.texts.outcome import why_not_done
from bot.texts.speech import Speech
from bot.texts.when import by_when, marks, rhythm
from bot.usecases.notices import YourTurn
from bot.usecases.results import ActionAdded, ActionDone, ActionList, Who

MOST_SHOWN = 10
"""Open actions on one phone screen; of more, the others are counted."""

SATURDAY = 5


def action_added(value: ActionAdded, say: Speech) -> Lines:
    """Say back what was agreed, with the day, the time and the rhythm as they were understood."""
    action = value.action
    day = by_when(action.due, action.due_at, say, local_day(action.added_at))
    if action.rhythm is None:
        title = say.title("action-added", label=action.label, owner=value.owner, day=day)
    else:
        often = rhythm(action.rhythm, say)
        title = say.title("action-added-row", label=action.label, owner=value.owner, rhythm=often, day=day)
    lines = [title, Line(typed(action.text))]
    if action.area is not None:
        lines.append(say.field("action-area", say.area(action.area)))
    if action.due.weekday() >= SATURDAY and action.rhythm is None:
        lines.append(say.line("action-weekend"))
    if action.owner.outside:
        lines.append(say.line("action-outside-nobody" if value.coordinator_missing else "action-outside"))
    if value.away is not None:
        lines += away(value.away, say)
    return lines


def your_turn(value: YourTurn, say: Speech) -> Lines:
    """Ring for the owner: code, number, and by when."""
    due = by_when(value.due, value.due_at, say)
    return say.lines("your-turn", code=value.code, label=value.label, user_id=mention(value.user_id), due=due)


def action_done(value: ActionDone, say: Speech) -> Lines:
    """Say what is done, by whom, and how much is left."""
    title = say.title("action-done", label=value.action.label, by=value.by)
    return [title, Line(typed(value.action.text)), say.line("action-done-left", count=value.left)]


def action_list(value: ActionList, say: Speech) -> Lines:
    """Write open actions by owner; the use case put the late ones first, so whoever is late stands first too."""
    if not value.actions:
        lines = _none(value, say)
    else:
        late = sum(action.is_late(value.today) for action in value.actions)
        key = "action-list-late" if late else "action-list"
        lines = [say.title(key, code=value.code, count=len(value.actions), late=late)]
        shown = value.actions if value.whole else value.actions[:MOST_SHOWN]
        lines += _by_owner(shown, value, say)
        if len(shown) < len(value.actions):
            rest, command = len(value.actions) - len(shown), say.command("acties alles")
            lines.append(say.line("action-list-more", count=rest, command=command))
        lines.append(say.line("action-list-hint", command=say.command(f"klaar {shown[0].label}")))
    if value.of or value.late:
        return lines
    if value.done:
        lines.append(say.line("action-list-done", count=value.done))
    if value.dropped:
        lines.append(say.line("action-list-dropped", count=value.dropped))
    return lines


def _none(value: ActionList, say: Speech) -> list[Line]:
    if value.of:
        return say.lines("action-list-none-of", code=value.code, owner=value.of)
    return say.lines("action-list-none-late" if value.late else "action-list-empty", code=value.code)


def _groups(actions: Sequence[Action]) -> dict[Owner, list[Action]]:
    groups: dict[Owner, list[Action]] = {}
    for action in actions:
        groups.setdefault(action.owner, []).append(action)
    return groups


def _by_owner(actions: Sequence[Action], value: ActionList, say: Speech) -> Iterator[Line]:
    for owner, group in _groups(actions).items():
        name = value.owners.get(group[0].number, owner.organisation or owner.name)
        yield Line(label=typed(name) + own(":"))
        yield from (_listed(action, value, say) for action in group)


def who(value: Who, say: Speech) -> Lines:
    """Write who is in the room; the regiehouder stands first."""
    people = sorted(value.people, key=lambda person: person.user_id != value.coordinator)
    lines = [say.title("who", code=value.code, count=len(people))]
    for person in people:
        key = "who-guest" if person.user_id in value.guests else "who-person"
        key = "who-coordinator" if person.user_id == value.coordinator else key
        organisation = next((o.name for o in value.organisations if o.key == person.organisation), person.organisation)
        text = say.text(key, organisation=organisation)
        if label := value.grounds.get(person.organisation):
            text = joined([text, say.text("consent-ground", label=label)], ", ")
        lines.append(Line(text, Style.BULLET, typed(person.name)))
    if value.asked:
        lines.append(say.line("who-asked", name=value.asked))
    elif value.coordinator is None:
        lines.append(say.line("coordinator-missing"))
    return lines


def _listed(action: Action, value: ActionList, say: Speech) -> Line:
    day = by_when(action.due, action.due_at, say, value.today, short=True)
    text = _due(action.is_late(value.today), day, say) + own(": ") + typed(action.text) + marks(action, say)
    return Line(text + why_not_done(value.delays.get(action.number), say), Style.BULLET, own(action.label))


def _due(late: bool, day: Text, say: Speech) -> Text:
    return say.text("due-late", day=day) if late else day
