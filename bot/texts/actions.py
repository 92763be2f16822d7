"""Actions and the people in a case room. The lists of the case room hold content; the others codes and dates."""

from bot.domain.calendar import local_day
from bot.domain.case import Action
from bot.texts.document import Line, Lines, Style, Text, joined, own, typed
from bot.texts.outcome import why_not_done
from bot.texts.speech import Speech
from bot.usecases.results import ActionAdded, ActionDone, ActionList, MyActions, Who


def action_added(value: ActionAdded, say: Speech) -> Lines:
    """Say back what was agreed, with the day as it was understood."""
    action = value.action
    day = say.day(action.due, local_day(action.added_at))
    return [say.title("action-added", label=action.label, owner=value.owner, day=day), Line(typed(action.text))]


def action_done(value: ActionDone, say: Speech) -> Lines:
    """Say what is done, by whom, and how much is left."""
    title = say.title("action-done", label=value.action.label, by=value.by)
    return [title, Line(typed(value.action.text)), say.line("action-done-left", count=value.left)]


def action_list(value: ActionList, say: Speech) -> Lines:
    """Write the open actions; the use case put the late ones first."""
    if not value.actions:
        lines = say.lines("action-list-empty", code=value.code)
    else:
        late = sum(action.is_late(value.today) for action in value.actions)
        key = "action-list-late" if late else "action-list"
        lines = [say.title(key, code=value.code, count=len(value.actions), late=late)]
        lines += [_listed(action, value, say) for action in value.actions]
        lines.append(say.line("action-list-hint", command=say.command(f"klaar {value.actions[0].label}")))
    if value.done:
        lines.append(say.line("action-list-done", count=value.done))
    if value.dropped:
        lines.append(say.line("action-list-dropped", count=value.dropped))
    return lines


def my_actions(value: MyActions, say: Speech) -> Lines:
    """Write one's own actions over all cases: codes, numbers and days."""
    if not value.actions:
        return say.lines("my-actions-empty")
    late = sum(due < value.today for _, _, due in value.actions)
    key = "my-actions-late" if late else "my-actions"
    lines = [say.title(key, count=len(value.actions), late=late)]
    for code, label, due in value.actions:
        lines.append(
            Line(_due(due < value.today, say.short_day(due, value.today), say), Style.BULLET, own(f"{code} {label}"))
        )
    return [*lines, say.line("my-actions-hint")]


def who(value: Who, say: Speech) -> Lines:
    """Write who is in the room; the regiehouder stands first."""
    people = sorted(value.people, key=lambda person: person.user_id != value.coordinator)
    lines = [say.title("who", code=value.code, count=len(people))]
    for person in people:
        key = "who-guest" if person.user_id in value.guests else "who-person"
        key = "who-coordinator" if person.user_id == value.coordinator else key
        organisation = next((o.name for o in value.organisations if o.key == person.organisation), person.organisation)
        text = say.text(key, organisation=organisation)
        lines.append(Line(text, Style.BULLET, typed(person.name)))
    if value.asked:
        lines.append(say.line("who-asked", name=value.asked))
    elif value.coordinator is None:
        lines.append(say.line("coordinator-missing"))
    return lines


def _listed(action: Action, value: ActionList, say: Speech) -> Line:
    day = _due(action.is_late(value.today), say.short_day(action.due, value.today), say)
    owner = typed(value.owners.get(action.number, action.owner.organisation))
    text = joined([joined([day, owner], ", "), typed(action.text)], ": ")
    text += why_not_done(value.delays.get(action.number), say)
    return Line(text, Style.BULLET, own(action.label))


def _due(late: bool, day: Text, say: Speech) -> Text:
    return say.text("due-late", day=day) if late else day
