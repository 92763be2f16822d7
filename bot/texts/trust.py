"""Whose identity counts: for the administrators' room, and for the owner of a refused device."""

from bot.domain.trust import Unable
from bot.texts.document import Line, Lines, Style, Text, joined, own, typed
from bot.texts.speech import Speech
from bot.usecases.notices import CannotRead, DeviceRefused, IdentitiesSeen, IdentityBlocked
from bot.usecases.results import TrustOf, TrustOverview


def trust_of(value: TrustOf, say: Speech) -> Lines:
    """Show what to compare."""
    lines = [say.title(f"trust-is-{value.standing.value}", name=value.name), say.line("trust-of-ask", name=value.name)]
    how = [*say.lines("trust-of-how"), Line(usage=typed(f"!vertrouw {value.who} bevestig XXXX XXX"))]
    return [*lines, *fingerprints(value, say), *how]


def fingerprints(value: TrustOf, say: Speech) -> list[Line]:
    """Show the keys of which any one may be compared."""
    lines = []
    for fingerprint in value.fingerprints:
        label = (
            say.text("trust-of-device", device=fingerprint.device) if fingerprint.device else say.text("trust-of-own")
        )
        lines += [Line(label=label + own(":")), Line(usage=own(fingerprint.shown))]
    return lines


def trust_overview(value: TrustOverview, say: Speech) -> Lines:
    """List who cannot read yet."""
    if not value.waiting:
        return say.lines("trust-overview-all", count=value.count)
    lines = [_waiting(line, say) for line in value.waiting]
    return [say.title("trust-overview", count=len(lines)), *lines, say.line("trust-overview-how")]


def cannot_read(value: CannotRead, say: Speech) -> Lines:
    """List who was written to and could not read it everywhere."""
    lines = [_waiting(line, say) for line in value.lines]
    return [say.title("cannot-read"), *lines, say.line("cannot-read-how")]


def device_refused(value: DeviceRefused, say: Speech) -> Lines:
    """Tell the owner which devices do not count, and what to do."""
    return say.lines("device-refused", count=len(value.devices), devices=_all(value.devices, say))


def identities_seen(value: IdentitiesSeen, say: Speech) -> Lines:
    """List whose identity was seen for the first time."""
    people = [Line(typed(name) + own(" (") + typed(user) + own(")"), Style.BULLET) for name, user in value.people]
    key = "identities-seen-confirm" if value.must_confirm else "identities-seen-first-use"
    return [say.title("identities-seen", count=len(people)), *people, say.line(key)]


def identity_blocked(value: IdentityBlocked, say: Speech) -> Lines:
    """Raise the alarm."""
    key = "identity-blocked-vanished" if value.vanished else "identity-blocked-changed"
    return say.lines(key, name=value.name, who=value.who)


def _waiting(line: Unable, say: Speech) -> Line:
    if line.devices:
        why = say.text("why-devices", count=len(line.devices), devices=_all(line.devices, say))
    elif line.standing is None:
        why = say.text("why-none")
    else:
        why = say.text(f"why-{line.standing.value}")
    return Line(why, Style.BULLET, label=typed(line.name) + own(" (") + typed(line.user_id) + own("):"))


def _all(parts: tuple[str, ...], say: Speech) -> Text:
    return say.all_of([typed(part) for part in parts]) if parts else joined((), "")
