"""The regiehouder: asked, briefed, accepted; and authority to decide. Names and reasons in the case's own room only."""

from collections.abc import Sequence

from bot.domain.case import CaseCode
from bot.texts.document import Line, Lines, Style, Text, joined, mention, own, typed
from bot.texts.speech import Speech
from bot.usecases.results_regie import (
    AuthorityGiven,
    AuthorityUsed,
    Caseload,
    CoordinatorAsked,
    HandoverAhead,
    HandoverAsked,
    MyRegie,
    RegieAccepted,
    RegieAcceptedThere,
    RegieAsked,
    RegieAskedHere,
    RegieAskedMany,
    RegieBriefing,
    RegiePassedOn,
    RegieRefused,
    RegieShown,
    RegieSilent,
    RequestBack,
)

MOST_OUTSIDE = 8
"""Parties outside the chat that are named in a briefing; of more, the others are counted."""


def coordinator_asked(value: CoordinatorAsked, say: Speech) -> Lines:
    """Say who is asked and by whom, and who has the role until there is an answer."""
    title = say.title("regie-asked-title", name=value.name, organisation=value.organisation, code=value.code)
    lines = [title]
    if value.away:
        lines.append(say.line("regie-asked-away", away=value.away, name=value.name))
    if value.replaced:
        lines.append(say.line("regie-asked-instead", replaced=value.replaced))
    if value.comes:
        lines.append(say.line("regie-comes", name=value.name))
    if value.with_actions:
        lines.append(say.line("regie-asked-actions"))
    lines.append(say.line("regie-asked-by", by=value.by))
    if value.current:
        return [*lines, say.line("regie-asked-until", name=value.current)]
    return [*lines, say.line("regie-asked-nobody")]


def briefing(value: RegieBriefing, say: Speech) -> Lines:
    """Say who follows what outside the chat, and how to answer."""
    lines = [say.title("regie-briefing", name=value.name)]
    for label, party, follows in value.outside[:MOST_OUTSIDE]:
        text = say.text("regie-briefing-follows", party=party, name=follows)
        key = "regie-briefing-follows-nobody"
        lines.append(Line(text if follows else say.text(key, party=party), Style.BULLET, own(label)))
    if len(value.outside) > MOST_OUTSIDE:
        lines.append(say.line("regie-briefing-more", count=len(value.outside) - MOST_OUTSIDE))
    return [*lines, say.line("regie-how")]


def asked_here(value: RegieAskedHere, say: Speech) -> Lines:
    """Ring in the room."""
    key = "regie-ring-here-again" if value.again else "regie-ring-here"
    return [say.title(key, code=value.code, user_id=mention(value.user_id)), say.line("regie-how")]


def asked(value: RegieAsked, say: Speech) -> Lines:
    """Ring in the direct chat: the code, and how to answer from there."""
    lines = [say.title("regie-ring-again" if value.again else "regie-ring", code=value.code)]
    if value.comes:
        lines.append(say.line("regie-ring-comes"))
    yes, no = say.command(f"regie aanvaard {value.code}"), say.command(f"regie weiger {value.code}: reden")
    return [*lines, say.line("regie-ring-how", yes=yes, no=no)]


def asked_many(value: RegieAskedMany, say: Speech) -> Lines:
    """Ring once for many cases."""
    return [
        say.title("regie-ring-many", count=len(value.codes)),
        Line(_codes(value.codes)),
        say.line("regie-ring-many-how"),
    ]


def accepted(value: RegieAccepted, say: Speech) -> Lines:
    """Say who is the regiehouder now, whom that replaces, and which actions went along."""
    text = say.text("coordinator-appointed", code=value.code, name=value.name, organisation=value.organisation)
    lines = [Line(text, Style.TITLE if value.replaced or value.labels else Style.PLAIN)]
    if value.replaced:
        lines.append(say.line("coordinator-replaced", replaced=value.replaced))
    if value.labels:
        labels = say.all_of([own(label) for label in value.labels])
        lines.append(say.line("gone-actions", labels=labels, count=len(value.labels), to=value.name))
    return lines


def accepted_there(value: RegieAcceptedThere, say: Speech) -> Lines:
    """Confirm in the direct chat."""
    lines = [say.title("regie-yours", codes=_codes(value.codes))] if value.codes else []
    if value.left:
        lines.append(say.line("regie-not-yours", codes=_codes(value.left)))
    return [*lines, say.line("regie-yours-how")]


def refused(value: RegieRefused, say: Speech) -> Lines:
    """Say who said no, and why."""
    return [
        say.title("regie-refused", name=value.name, code=value.code),
        say.field("regie-reason", typed(value.reason)),
        *_missing(value.coordinator_missing, say),
    ]


def request_back(value: RequestBack, say: Speech) -> Lines:
    """Say that the question is off."""
    return [say.title("request-back", name=value.name), *_missing(value.coordinator_missing, say)]


def passed_on(value: RegiePassedOn, say: Speech) -> Lines:
    """Say to whom the question went."""
    lines = [say.title("regie-passed-on", name=value.name, deputy=value.deputy, code=value.code)]
    return [*lines, say.line("regie-comes", name=value.deputy)] if value.comes else lines


def silent(value: RegieSilent, say: Speech) -> Lines:
    """Say that nobody answered, and that the chair knows."""
    title = say.title("regie-silent-over" if value.over else "regie-silent", name=value.name, code=value.code)
    return [title, say.line("regie-silent-chair"), *_missing(value.coordinator_missing, say)]


def shown(value: RegieShown, say: Speech) -> Lines:
    """Say who it is and who is asked."""
    lines = []
    if value.name:
        lines.append(say.title("regie-is", code=value.code, name=value.name, organisation=value.organisation))
        if value.since is not None:
            lines.append(say.line("regie-since", moment=say.moment(value.since)))
        if value.confirms:
            lines.append(say.line("regie-unconfirmed", name=value.name))
    elif not value.asked:
        lines.append(say.title("regie-is-nobody", code=value.code))
    if value.asked and value.asked_at is not None:
        moment = say.moment(value.asked_at)
        lines.append(say.line("regie-is-asked", name=value.asked, moment=moment))
    if value.name:
        return [*lines, say.line("regie-authority" if value.authority else "regie-no-authority")]
    return lines if value.asked else [*lines, say.line("regie-choose")]


def my_regie(value: MyRegie, say: Speech) -> Lines:
    """List one's own cases and open questions."""
    key = "my-regie" if value.cases else "my-regie-empty"
    lines = [say.title(key, count=len(value.cases))]
    for code, since in value.cases:
        text = say.text("my-regie-since", moment=say.moment(since)) if since is not None else ()
        lines.append(Line(text, Style.BULLET, own(code)))
    if value.asked:
        lines.append(say.title("my-regie-asked", count=len(value.asked)))
        for code, at in value.asked:
            lines.append(Line(say.text("my-regie-since", moment=say.moment(at)), Style.BULLET, own(code)))
        lines.append(say.line("my-regie-answer", command=say.command(f"regie aanvaard {value.asked[0][0]}")))
    return lines


def caseload(value: Caseload, say: Speech) -> Lines:
    """Write counts: who, of which organisation, how many."""
    total = sum(load.count for load in value.loads)
    lines = [say.title("caseload", region=value.region, count=total)]
    for load in value.loads:
        text = say.text("caseload-line", organisation=load.organisation, count=load.count)
        lines.append(Line(text, Style.BULLET, typed(load.name)))
    if value.asked:
        lines.append(say.line("caseload-asked", count=value.asked))
    if value.without:
        lines.append(say.line("caseload-without", count=value.without))
    return lines


def handover_ahead(value: HandoverAhead, say: Speech) -> Lines:
    """Show what goes and what cannot, and how to have it done."""
    goes = [part.code for part in value.parts if part.possible]
    left = [part.code for part in value.parts if not part.possible]
    lines = [say.title("handover-ahead", name=value.name, count=len(goes))]
    if value.again:
        lines.append(say.line("leaving-changed"))
    if goes:
        lines.append(Line(_codes(goes)))
    if left:
        lines.append(say.line("handover-cannot", name=value.name, codes=_codes(left)))
    if not goes:
        return lines
    return [*lines, say.line("going-how"), Line(usage=typed(value.command))]


def handover_asked(value: HandoverAsked, say: Speech) -> Lines:
    """Confirm who was asked for what."""
    lines = [say.title("handover-asked", name=value.name, codes=_codes(value.codes))]
    if value.left:
        lines.append(say.line("handover-cannot", name=value.name, codes=_codes(value.left)))
    return [*lines, say.line("handover-until")]


def authority_given(value: AuthorityGiven, say: Speech) -> Lines:
    """Say who may decide alone, by whom and why."""
    return [
        say.title("authority-given", name=value.name, by=value.by),
        say.field("regie-reason", typed(value.reason)),
        say.line("authority-how"),
    ]


def authority_used(value: AuthorityUsed, say: Speech) -> Lines:
    """Say what was decided, and how."""
    lines = [say.title("authority-used", name=value.name, area=say.area(value.area)), Line(typed(value.text))]
    lines.append(say.line("authority-used-agenda", code=value.code))
    if value.open_areas:
        lines.append(say.line("open-areas", areas=say.areas(value.open_areas)))
    return lines


def _missing(missing: bool, say: Speech) -> Lines:
    return [say.line("coordinator-missing")] if missing else []


def _codes(codes: Sequence[CaseCode]) -> Text:
    return joined([own(code) for code in codes], ", ")
