"""The register of people, the rota, and how organisations are reached."""

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from itertools import groupby

from bot.domain.calendar import ZONE, local_day
from bot.domain.contact import Opening, Reach
from bot.domain.members import State, state_of
from bot.domain.people import Person, Role
from bot.domain.register import PersonChange, Touched
from bot.domain.standing import ADMINS_NEEDED, MACHINE
from bot.texts.document import Line, Lines, Style, Text, joined, own, typed
from bot.texts.speech import Speech
from bot.usecases.results_people import (
    ChangesAhead,
    ChangesMade,
    ContactOf,
    Contacts,
    DutyAhead,
    DutySet,
    MemberOf,
    Members,
    MembersOf,
    RotaWeek,
)

STATES = {State.WAITING: "member-waiting", State.PROTOCOL: "member-protocol", State.IN: "member-in"}
NEARBY = timedelta(days=6)


def members(value: Members, say: Speech) -> Lines:
    """Count the people per organisation."""
    lines = [
        Line(
            say.text("members-count", count=o.people)
            + (own(", ") + say.text("members-waiting", count=o.waiting) if o.waiting else ()),
            Style.BULLET,
            label=typed(o.name) + own(":"),
        )
        for o in value.organisations
    ]
    total = sum(o.people for o in value.organisations)
    apart = say.line("members-apart", admins=value.admins, auditors=value.auditors)
    return [say.title("members", count=total), *lines, apart, say.line("members-how")]


def members_of(value: MembersOf, say: Speech) -> Lines:
    """List the people of an organisation, one line each."""
    lines = [
        Line(
            joined([_data(p, say), say.text(STATES[state_of(p, value.directory)])], ": "),
            Style.BULLET,
            label=typed(p.name),
        )
        for p in value.people
    ]
    return [say.title("members-of", name=value.organisation, count=len(lines)), *lines, say.line("members-of-how")]


def member_of(value: MemberOf, say: Speech) -> Lines:
    """Show one person."""
    person, state = value.person, state_of(value.person, value.directory)
    lines = [
        Line(joined([typed(person.name), say.text(STATES[state])], ": "), Style.TITLE),
        say.field("member-address", typed(person.user_id)),
        say.field("member-organisation", typed(value.organisation)),
    ]
    if person.regions:
        lines.append(say.field("member-regions", _all(person.regions, say)))
    lines += [say.field("member-roles", _roles(person.roles, say)), _confirmed(value, say)]
    if person.has(Role.PROFESSIONAL):
        accepted = person.standing.accepted
        lines.append(say.line("member-accepted", version=accepted) if accepted else say.line("member-accepted-none"))
        lines.append(say.line("member-cases", count=value.cases))
    return lines


def changes_ahead(value: ChangesAhead, say: Speech) -> Lines:
    """Show what will change, and how to have it done."""
    lines = [say.title("changes-ahead"), *(Line(t, Style.BULLET) for t in _changes(value, say))]
    if value.command:
        lines += [say.line("changes-ahead-how"), Line(usage=typed(value.command))]
    return lines


def changes_made(value: ChangesMade, say: Speech) -> Lines:
    """Report what was changed."""
    texts = _changes(value, say)
    if len(texts) == 1:
        lines = [Line(texts[0], Style.TITLE)]
    else:
        lines = [say.title("changes-made"), *(Line(text, Style.BULLET) for text in texts)]
    if any(t.change.before is None or t.change.moved for t in value.people):
        lines.append(say.line("changes-made-confirm"))
    return lines


def rota_week(value: RotaWeek, say: Speech) -> Lines:
    """Show who is on duty this week; days that are the same go together."""
    if not value.lines:
        return say.lines("rota-week-empty")
    lines = []
    for region, organisation, days in value.lines:
        parts = []
        for users, group in groupby(enumerate(days), key=lambda each: each[1]):
            numbers = [number for number, _ in group]
            if users:
                who = _in_turn(tuple(value.names.get(user, user) for user in users), say)
                parts.append(_days(numbers, say) + own(" ") + who)
        lines.append(Line(joined(parts, "; "), Style.BULLET, label=typed(f"{region} {organisation}:")))
    return [say.title("rota-week", day=say.day(value.since)), *lines, say.line("rota-week-how")]


def duty_set(value: DutySet, say: Speech) -> Lines:
    """Say back who is on duty when."""
    where, day = f"{value.organisation} {value.region}", _duty_day(value, say)
    if value.people:
        lines = [say.title("duty-set", where=where, day=day, who=_in_turn(value.people, say))]
    else:
        lines = [say.title("duty-set-nobody", where=where, day=day)]
    if value.replaced:
        lines.append(say.line("duty-replaced", names=_in_turn(value.replaced, say)))
    return lines


def duty_ahead(value: DutyAhead, say: Speech) -> Lines:
    """Show that nobody will be on duty."""
    where, day = f"{value.organisation} {value.region}", _duty_day(value, say)
    return [
        say.title("duty-ahead", where=where, day=day),
        say.line("duty-replaced", names=_in_turn(value.replaced, say)),
        say.line("changes-ahead-how"),
        Line(usage=typed(value.command)),
    ]


def contacts(value: Contacts, say: Speech) -> Lines:
    """List how every organisation is reached, one line each."""
    lines = [
        Line(
            joined([t for t in (typed(r.contact.phone), _open(r, value.now, say)) if t], ", "),
            Style.BULLET,
            label=typed(r.name) + own(":"),
        )
        for r in value.organisations
    ]
    return [say.title("contacts"), *lines, say.line("contacts-how"), say.line("card-emergency")]


def contact_of(value: ContactOf, say: Speech) -> Lines:
    """Tell how one organisation is reached."""
    reach, contact = value.reach, value.reach.contact
    lines = [Line(joined([typed(reach.name), _open(reach, value.now, say)], ": "), Style.TITLE)]
    if contact.phone:
        lines.append(say.field("contact-phone", typed(contact.phone)))
    if contact.hours and not contact.always:
        lines.append(say.field("contact-hours", _hours(contact.hours, say)))
    if contact.crisis_phone:
        lines.append(say.field("contact-crisis", typed(contact.crisis_phone)))
    if contact.limits:
        lines.append(say.field("contact-limits", typed(contact.limits)))
    if not (contact.phone or contact.crisis_phone):
        lines.append(say.line("contact-none"))
    return [*lines, say.line("card-emergency")]


def _data(person: Person, say: Speech) -> Text:
    """Write somebody's address, regions and roles."""
    regions = " ".join(sorted(person.regions))
    parts = [typed(person.user_id), *([typed(regions)] if regions else []), _roles(person.roles, say)]
    return own("(") + joined(parts, ", ") + own(")")


def _roles(roles: frozenset[Role], say: Speech) -> Text:
    return joined([say.text(f"role-{role.value}") for role in Role if role in roles], ", ")


def _all(words: frozenset[str], say: Speech) -> Text:
    return say.all_of([typed(word) for word in sorted(words)])


def _confirmed(value: MemberOf, say: Speech) -> Line:
    if MACHINE in value.vouched_by:
        return say.line("member-by-machine")
    names = say.all_of([typed(name) for name in value.vouched_by])
    if value.person.confirmed:
        return say.line("member-confirmed", names=names)
    if not value.vouched_by:
        return say.line("member-unconfirmed")
    return say.line("member-half-confirmed", names=names, needed=ADMINS_NEEDED)


def _changes(value: ChangesAhead | ChangesMade, say: Speech) -> list[Text]:
    return [
        *(say.text("change-region-new" if r.new else "change-region", key=r.key) for r in value.regions),
        *(
            say.text("change-organisation-new" if o.new else "change-organisation", key=o.key)
            for o in value.organisations
        ),
        *(line for touched in value.people for line in (_person(touched, say), *_follows(touched, say))),
    ]


def _person(touched: Touched, say: Speech) -> Text:
    change, after = touched.change, touched.change.after
    if change.before is None:
        key = "change-returned" if change.returned else "change-new"
        return say.text(key, name=after.name, organisation=after.organisation, data=_data(after, say))
    parts = [*_told(change, say)]
    if touched.cases:
        parts.append(say.text("change-cases", count=touched.cases))
    if touched.coordinates:
        parts.append(say.text("change-coordinates", count=touched.coordinates))
    return typed(change.before.name) + own(": ") + joined(parts, "; ")


def _told(change: PersonChange, say: Speech) -> Iterator[Text]:
    if change.renamed:
        yield say.text("change-renamed", name=change.after.name)
    if change.moved and change.before is not None:
        yield say.text("change-moved", before=change.before.organisation, after=change.after.organisation)
    for regions, key in ((change.regions_won, "change-regions-won"), (change.regions_lost, "change-regions-lost")):
        if regions:
            yield say.text(key, regions=_all(regions, say))
    for roles, key in ((change.roles_won, "change-roles-won"), (change.roles_lost, "change-roles-lost")):
        if roles:
            yield say.text(key, roles=_roles(roles, say))


def _follows(touched: Touched, say: Speech) -> Iterator[Text]:
    """Say who becomes regiehouder where the person stays and may not be it any more, and who comes into cases."""
    name = typed(touched.change.after.name)
    for part in touched.regie:
        to = typed(part.coordinator) if part.coordinator else say.text("change-regie-nobody")
        yield say.text("change-regie", name=name, code=part.code, to=to)
    if touched.comes:
        yield say.text("going-comes", names=say.all_of([typed(each) for each in touched.comes]))


def _in_turn(names: Sequence[str], say: Speech) -> Text:
    first, *deputies = [typed(name) for name in names]
    return say.text("rota-deputies", first=first, deputies=joined(deputies, ", ")) if deputies else first


def _duty_day(value: DutySet | DutyAhead, say: Speech) -> Text:
    if value.day is not None:
        return say.day(value.day)
    return say.text("rota-weekly", day=say.weekday(value.weekday or 0))


def _days(numbers: Sequence[int], say: Speech) -> Text:
    """Write `ma` or `ma-wo`; the numbers follow each other."""
    ends = dict.fromkeys((numbers[0], numbers[-1]))
    return joined([say.weekday(number, short=True) for number in ends], "-")


def _hours(hours: Sequence[Opening], say: Speech) -> Text:
    parts = []
    for (since, until), group in groupby(hours, key=lambda o: (o.since, o.until)):
        numbers = [opening.weekday for opening in group]
        rows = [[n for _, n in row] for _, row in groupby(enumerate(numbers), key=lambda each: each[1] - each[0])]
        end = f"{until:%H:%M}".replace("00:00", "24:00")
        parts += [_days(row, say) + own(f" {since:%H:%M}-{end}") for row in rows]
    return joined(parts, ", ")


def _open(reach: Reach, now: datetime, say: Speech) -> Text:
    if reach.contact.always:
        return say.text("contact-always")
    if reach.closes is not None:
        return say.text("contact-open", time=_until(reach.closes, now, say))
    if reach.opens is not None:
        return say.text("contact-closed", time=_from(reach.opens, now, say))
    return say.text("contact-unknown")


def _until(moment: datetime, now: datetime, say: Speech) -> Text:
    local = moment.astimezone(ZONE)
    if local_day(moment - timedelta(microseconds=1)) == local_day(now):
        return own(f"{local:%H:%M}".replace("00:00", "24:00"))
    return say.moment(moment)


def _from(moment: datetime, now: datetime, say: Speech) -> Text:
    local = moment.astimezone(ZONE)
    ahead = local_day(moment) - local_day(now)
    if not ahead:
        return own(f"{local:%H:%M}")
    return say.weekday(local.weekday()) + own(f" {local:%H:%M}") if ahead <= NEARBY else say.moment(moment)
