"""Inzet: who does what for whom, and how far it is. Case room only."""

from bot.domain.contributions import Contributed, ForWhom, Progress
from bot.texts.document import Line, Lines, Style, Text, joined, own, typed
from bot.texts.speech import Speech
from bot.usecases.results_contributions import ContributionAdded, ContributionChanged, ContributionList


def contribution_added(value: ContributionAdded, say: Speech) -> Lines:
    """Say back what was recorded, and how to tell how it goes on."""
    return [*_said("contribution-added", value, say), _how(value.contributed, say)]


def contribution_changed(value: ContributionChanged, say: Speech) -> Lines:
    """Say back how far it is now."""
    return _said("contribution-changed", value, say)


def contribution_list(value: ContributionList, say: Speech) -> Lines:
    """Write everything by number, so that those that ended are there as well."""
    if not value.contributed:
        return say.lines("contribution-list-empty", code=value.code)
    lines = [say.title("contribution-list", code=value.code)]
    lines += [bullet(each, value.owners[each.number], say) for each in value.contributed]
    going_on = [each for each in value.contributed if each.progress is not Progress.TAKEN_BACK]
    return [*lines, _how(going_on[-1], say)] if going_on else lines


def bullet(contributed: Contributed, owner: str, say: Speech) -> Line:
    """Write a contribution on one line."""
    about = facts(contributed, say)
    text = typed(contributed.text) + (own(" (") + about + own(")") if about else ())
    return Line(text, Style.BULLET, label=own(f"{contributed.label} ") + typed(owner) + own(":"))


def facts(contributed: Contributed, say: Speech) -> Text:
    """Write the area, for whom it is unless that is the victim, and how far it is: what is known of it."""
    found = [say.area(contributed.area)] if contributed.area is not None else []
    if contributed.for_whom is not ForWhom.VICTIM:
        found.append(say.text(f"contribution-for-{contributed.for_whom.value}"))
    if contributed.progress is not None:
        found.append(say.text(f"contribution-{contributed.progress.value}"))
    return joined(found, ", ")


def _said(key: str, value: ContributionAdded | ContributionChanged, say: Speech) -> Lines:
    contributed = value.contributed
    title = say.title(key, label=contributed.label, owner=value.owner, facts=facts(contributed, say))
    return [title, Line(typed(contributed.text))]


def _how(contributed: Contributed, say: Speech) -> Line:
    following = {Progress.REQUESTED: Progress.PROMISED, Progress.STARTED: Progress.ENDED}
    progress = following.get(contributed.progress or Progress.PROMISED, Progress.STARTED)
    return say.line("contribution-how", command=say.command(f"inzet {contributed.label} {progress.value}"))
