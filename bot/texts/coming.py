"""Who belongs and who may begin: for a newcomer, for colleagues who are asked, and for the administrators."""

from collections.abc import Iterable
from dataclasses import replace
from itertools import pairwise

from bot.domain.coming import Step
from bot.texts.document import GAP, Line, Lines, Style, Text, own, typed
from bot.texts.speech import Speech
from bot.texts.trust import fingerprints
from bot.usecases.notices import YouAreConfirmed
from bot.usecases.results_coming import (
    AdminsMustConfirm,
    ColleagueConfirmed,
    ColleagueOf,
    Colleagues,
    IsItThem,
    LooksAlike,
    Named,
    NobodyAnswered,
    NotOneOfUs,
    ProtocolAccepted,
    ProtocolAsked,
    ProtocolNews,
    ProtocolText,
    Vouched,
    WorksHere,
    YouCount,
)

ITEM = "- "
"""An item of a list in the text of a protocol; the line above the first is its heading."""


def colleagues(value: Colleagues, say: Speech) -> Lines:
    """List who waits for a colleague, and for what."""
    if not value.waiting:
        return say.lines("colleagues-none", organisation=value.organisation)
    lines = [
        Line(_steps(each.left, say, "waits"), Style.BULLET, label=_label(each.name, each.who)) for each in value.waiting
    ]
    title = say.title("colleagues", count=len(lines), organisation=value.organisation)
    return [title, *lines, say.line("colleagues-how")]


def colleague_of(value: ColleagueOf, say: Speech) -> Lines:
    """Show who this is, what to compare, what to type, and what to tell on the phone."""
    lines = [_who(value, say)]
    roles = say.all_of([say.text(f"role-{role.value}") for role in value.roles])
    lines += [Line(typed(value.who)), say.line("colleague-works", organisation=value.organisation, roles=roles)]
    asks = set(value.left) & {Step.COLLEAGUE, Step.IDENTITY}
    if Step.ADMINS in value.left:
        lines.append(say.line("colleague-admins"))
    elif asks:
        lines.append(say.line("colleague-call", name=value.name))
        if value.identity is not None:
            lines += [say.line("colleague-compare"), *fingerprints(value.identity, say), say.line("colleague-code")]
        elif Step.IDENTITY in value.left:
            lines.append(say.line("colleague-no-identity"))
        if value.identity is not None or Step.COLLEAGUE in value.left:
            code = " XXXX XXX" if value.identity is not None else ""
            lines.append(Line(usage=typed(f"!collega {value.who} bevestig{code}")))
        lines += [say.line("colleague-not-ours"), Line(usage=typed(f"!collega {value.who} klopt niet"))]
    return [*lines, *_tell(value.name, [s for s in value.left if s is not Step.IDENTITY or not value.identity], say)]


def colleague_confirmed(value: ColleagueConfirmed, say: Speech) -> Lines:
    """Say what was settled, and what the colleague may tell on the phone."""
    lines = []
    if value.works_here:
        lines.append(say.title("colleague-confirmed", name=value.name, organisation=value.organisation))
    if value.identity:
        lines.append(say.title("colleague-identity", name=value.name))
    return [*lines, *(_tell(value.name, value.left, say) or [say.line("colleague-ready", name=value.name)])]


def vouched(value: Vouched, say: Speech) -> Lines:
    """Say that it was noted, or that it was enough."""
    key = "vouched" if value.confirmed else "vouched-one-more"
    return say.lines(key, name=value.name, who=value.who, organisation=value.organisation)


def protocol_text(value: ProtocolText, say: Speech) -> Lines:
    """Show the protocol, and whether it was accepted. Its lists and their headings are shown as such."""
    first, *others = value.text.split("\n")
    lines = [Line(typed(first), Style.TITLE)]
    lines += [_protocol_line(line, after) for line, after in pairwise([*others, ""])]
    if value.accepted:
        return [*lines, GAP, say.line("protocol-text-accepted", version=str(value.version))]
    key = "protocol-text-open" if say.is_ahead(value.since) else "protocol-text-needed"
    return [*lines, GAP, *say.lines(key, version=str(value.version), since=say.moment(value.since))]


def protocol_asked(value: ProtocolAsked, say: Speech) -> Lines:
    """Ask to accept the protocol, and say by when, or that it is needed now."""
    key = "protocol-asked" if say.is_ahead(value.since) else "protocol-asked-now"
    return say.lines(key, version=str(value.version), since=say.moment(value.since))


def _protocol_line(line: str, after: str) -> Line:
    if line.startswith(ITEM):
        return Line(typed(line.removeprefix(ITEM)), Style.BULLET)
    return Line(typed(line), Style.LOUD if after.startswith(ITEM) else Style.PLAIN) if line else GAP


def protocol_accepted(value: ProtocolAccepted, say: Speech) -> Lines:
    """Thank, and say what is still to do."""
    return [say.title("protocol-accepted", version=str(value.version)), _left(value.left, say)]


def protocol_news(value: ProtocolNews, say: Speech) -> Lines:
    """Tell the administrators how many have not accepted a version."""
    key = "protocol-news-now" if value.in_force else "protocol-news"
    return say.lines(key, version=str(value.version), since=say.moment(value.since), waiting=value.waiting)


def you_count(value: YouCount, say: Speech) -> Lines:
    """Tell somebody that they belong, by whom, and what is still to do."""
    by = say.all_of([typed(name) for name in value.by])
    lines = say.lines(f"you-count-{value.kind.value}", organisation=value.organisation, by=by)
    return [*lines, _left(value.left, say)]


def you_are_confirmed(value: YouAreConfirmed, say: Speech) -> Lines:
    """Tell somebody that they can read along, and what is still to do."""
    return [*say.lines("you-are-confirmed-again" if value.again else "you-are-confirmed"), _left(value.left, say)]


def not_one_of_us(value: NotOneOfUs, say: Speech) -> Lines:
    """Raise the alarm: somebody is said not to work there."""
    key = "not-one-of-us-counted" if value.counted else "not-one-of-us"
    return say.lines(key, name=value.name, who=value.who, organisation=value.organisation, by=value.by)


def works_here(value: WorksHere, say: Speech) -> Lines:
    """Ask a colleague whether these people work there."""
    return _asked(("works-here", "works-here-several", "works-here-several-how"), value.people, say)


def is_it_them(value: IsItThem, say: Speech) -> Lines:
    """Ask a colleague to compare these people's identity."""
    return _asked(("is-it-them", "is-it-them-several", "is-it-them-several-how"), value.people, say)


def admins_must_confirm(value: AdminsMustConfirm, say: Speech) -> Lines:
    """List whom only administrators can let in."""
    return _list("admins-must-confirm", "admins-must-confirm-how", value.people, say)


def nobody_answered(value: NobodyAnswered, say: Speech) -> Lines:
    """List about whom colleagues were asked in vain."""
    return _list("nobody-answered", "nobody-answered-how", value.people, say)


def looks_alike(value: LooksAlike, say: Speech) -> Lines:
    """List which name looks like whose."""
    lines = []
    for pair in value.pairs:
        like = (
            say.text("looks-alike-person", name=pair.name, who=pair.like) if pair.like else say.text("looks-alike-me")
        )
        lines.append(Line(like, Style.BULLET, label=_label(pair.shown, pair.who)))
    return [say.title("looks-alike", count=len(lines)), *lines, say.line("looks-alike-how")]


def _asked(keys: tuple[str, str, str], people: tuple[Named, ...], say: Speech) -> Lines:
    one, several, how = keys
    if len(people) > 1:
        return _list(several, how, people, say)
    [(name, who)] = people
    return [*say.lines(one, name=name, who=who), Line(usage=typed(f"!collega {who}"))]


def _list(key: str, how: str, people: tuple[Named, ...], say: Speech) -> Lines:
    lines = [Line(typed(name) + own(" (") + typed(who) + own(")"), Style.BULLET) for name, who in people]
    return [say.title(key, count=len(lines)), *lines, *_plain(how, say)]


def _plain(key: str, say: Speech) -> list[Line]:
    return [replace(line, style=Style.PLAIN) for line in say.lines(key)]


def _who(value: ColleagueOf, say: Speech) -> Line:
    if value.changed:
        return say.title("colleague-changed", name=value.name)
    return say.title("colleague-waits" if value.left else "colleague-well", name=value.name)


def _tell(name: str, left: Iterable[Step], say: Speech) -> list[Line]:
    """Say what to tell on the phone: that a colleague is to confirm, both know by then."""
    steps = [step for step in left if step in {Step.PROTOCOL, Step.IDENTITY}]
    return [say.line("colleague-tell", name=name, steps=_steps(steps, say, "tell"))] if steps else []


def _left(left: Iterable[Step], say: Speech) -> Line:
    steps = tuple(left)
    return say.line("steps-left", steps=_steps(steps, say, "do")) if steps else say.line("steps-none")


def _steps(left: Iterable[Step], say: Speech, form: str) -> Text:
    return say.all_of([say.text(f"step-{form}-{step.value}") for step in left])


def _label(name: str, who: str) -> Text:
    return typed(name) + own(" (") + typed(who) + own("):")
