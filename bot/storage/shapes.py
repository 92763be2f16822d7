"""How what is sealed is written down: every field by name, nothing by accident."""

import json
from datetime import UTC, datetime, time
from typing import Any

from bot.domain.case import Answer, Area, Consent, Contribution, Intake
from bot.domain.contact import Contact, Opening
from bot.domain.people import UserId
from bot.domain.trust import Pin, SeenDevice, TrustState
from bot.ports import Message


def pack_text(text: str) -> bytes:
    """Write a text down; half a surrogate pair, which JSON can bring, survives."""
    return text.encode("utf-8", "surrogatepass")


def unpack_text(packed: bytes) -> str:
    """Read what `pack_text` wrote."""
    return packed.decode("utf-8", "surrogatepass")


def pack_message(message: Message) -> bytes:
    """Write a message down."""
    return _pack(
        {
            "plain": message.plain,
            "html": message.html,
            "rings": message.rings,
            "mentions": list(message.mentions),
        }
    )


def unpack_message(packed: bytes) -> Message:
    """Read what `pack_message` wrote."""
    data = _unpack(packed)
    return Message(data["plain"], data["html"], rings=data["rings"], mentions=tuple(data["mentions"]))


def pack_intake(intake: Intake) -> bytes:
    """Write an intake down."""
    return _pack(
        {
            "region": intake.region,
            "source": intake.source,
            "reporter": intake.reporter,
            "victim": intake.victim,
            "kind": intake.kind,
            "reported_at": intake.reported_at.astimezone(UTC).isoformat(),
            "reference": intake.reference,
            "relation": intake.relation,
            "concerns": intake.concerns,
            "minor": intake.minor,
            "age": intake.age,
            "decided_by": intake.decided_by,
            "online": intake.online,
            "when": intake.when,
            "last_time": intake.last_time,
            "safety_now": intake.safety_now,
            "children": intake.children,
            "needs": [[area.value, text] for area, text in intake.needs],
            "wishes": intake.wishes,
            "involved": intake.involved,
            "contact": intake.contact,
            "consents": [[consent.organisation, consent.answer.value] for consent in intake.consents],
            "contributions": [[c.organisation, c.text] for c in intake.contributions],
            "proposed_coordinator": intake.proposed_coordinator,
            "informant_may_be_suspects_family": intake.informant_may_be_suspects_family,
            "case_kind": intake.case_kind,
        }
    )


def unpack_intake(packed: bytes) -> Intake:
    """Read what `pack_intake` wrote."""
    data = _unpack(packed)
    return Intake(
        region=data["region"],
        source=data["source"],
        reporter=data["reporter"],
        victim=data["victim"],
        kind=data["kind"],
        reported_at=datetime.fromisoformat(data["reported_at"]),
        reference=data["reference"],
        relation=data["relation"],
        concerns=data["concerns"],
        minor=data["minor"],
        age=data.get("age"),  # an intake of before there was such a field has none
        decided_by=data["decided_by"],
        online=data["online"],
        when=data["when"],
        last_time=data["last_time"],
        safety_now=data["safety_now"],
        children=data["children"],
        needs=tuple((Area(area), text) for area, text in data["needs"]),
        wishes=data["wishes"],
        involved=data["involved"],
        contact=data["contact"],
        consents=tuple(Consent(organisation, Answer(answer)) for organisation, answer in data["consents"]),
        contributions=tuple(Contribution(organisation, text) for organisation, text in data["contributions"]),
        proposed_coordinator=data["proposed_coordinator"],
        informant_may_be_suspects_family=data["informant_may_be_suspects_family"],
        case_kind=data.get("case_kind", ""),  # intakes of before it was asked do not have it
    )


def pack_pin(pin: Pin) -> bytes:
    """Write a remembered identity down; whose it is stands in the seal."""
    return _pack(
        {
            "master": pin.master,
            "standing": pin.standing.value,
            "shown": pin.shown,
            "devices": [[device.id, device.ed25519, device.vouches] for device in pin.devices],
            "since": None if pin.since is None else pin.since.astimezone(UTC).isoformat(),
        }
    )


def unpack_pin(user_id: UserId, packed: bytes) -> Pin:
    """Read what `pack_pin` wrote."""
    data = _unpack(packed)
    return Pin(
        user_id,
        data["master"],
        TrustState(data["standing"]),
        data["shown"],
        tuple(SeenDevice(id_, ed25519, vouches) for id_, ed25519, vouches in data["devices"]),
        None if data["since"] is None else datetime.fromisoformat(data["since"]),
    )


def pack_contact(contact: Contact) -> dict[str, object]:
    """Write down how an organisation is reached, as JSON; what is not filled in is left out."""
    packed: dict[str, object] = {
        "phone": contact.phone,
        "hours": [[o.weekday, o.since.isoformat(), o.until.isoformat()] for o in contact.hours],
        "always": contact.always,
        "crisis_phone": contact.crisis_phone,
        "limits": contact.limits,
    }
    return {key: value for key, value in packed.items() if value}


def unpack_contact(packed: dict[str, Any]) -> Contact:
    """Read what `pack_contact` wrote."""
    hours = packed.get("hours", [])
    return Contact(
        phone=packed.get("phone", ""),
        hours=tuple(Opening(day, time.fromisoformat(since), time.fromisoformat(until)) for day, since, until in hours),
        always=packed.get("always", False),
        crisis_phone=packed.get("crisis_phone", ""),
        limits=packed.get("limits", ""),
    )


def _pack(data: dict[str, object]) -> bytes:
    return json.dumps(data, separators=(",", ":")).encode("ascii")


def _unpack(packed: bytes) -> Any:
    return json.loads(packed)
