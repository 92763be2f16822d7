"""One comparison of pictures with one device, as a machine without input or output (e2ee rule 22).

Events go in, events to send come out. nio's own is broken (wrong commitment and MAC labels): this one is written to the
specification on vodozemac's `Sas`. Nothing a device sends makes it raise: what does not fit cancels, or is ignored.

Spec: Client-Server API, "Key verification framework", "Short Authentication String (SAS) verification",
"MAC calculation", "SAS HKDF calculation".
"""

import hashlib
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from canonicaljson import encode_canonical_json
from vodozemac import Curve25519PublicKey, EstablishedSas, Sas

from bot.domain.verification import LASTS, How
from bot.matrix.identity import unpadded
from bot.matrix.malformed import MALFORMED, tamed
from bot.matrix.sas_parts import Json, Party, Step, ToSend

METHOD = "m.sas.v1"
AGREEMENT = "curve25519-hkdf-sha256"
HASH = "sha256"
MAC = "hkdf-hmac-sha256.v2"
STRINGS = ["decimal", "emoji"]
PICTURES = "emoji"
LONGEST = 1000
"""Characters in any one value: longer is no verification."""

CODES = {
    "m.user": How.CANCELLED,
    "m.timeout": How.TIMEOUT,
    "m.mismatched_sas": How.MISMATCH,
    "m.key_mismatch": How.WRONG_KEY,
    "m.mismatched_commitment": How.WRONG_KEY,
}


class Comparison:
    """The machine. `them` is known and signed by its owner before it begins; `we_asked` tells who sent the request.

    `reference` is what every event carries to say of which comparison it is; what is proved holds `transaction`.
    """

    def __init__(
        self, transaction: str, reference: Json, me: Party, them: Party, *, we_asked: bool, now: datetime
    ) -> None:
        self.transaction = transaction
        self._reference = reference
        self.me = me
        self.them = them
        self.we_asked = we_asked
        self.step = Step.REQUESTED
        self.how: How | None = None
        self.pictures: tuple[int, ...] = ()
        self.master_proved = False
        """Whether their MAC proved the master key, and not the device only."""
        self.told = False
        """Whether people were shown the pictures."""
        self._until = now + LASTS
        self._sas = Sas()
        self._public = self._sas.public_key.to_base64()
        self._established: EstablishedSas | None = None
        self._start: Json | None = None
        self._we_started = False
        self._commitment = ""
        self._their_key = ""
        self._we_agree = False
        self._they_agree = False

    # --- what people decide ---

    def ready(self) -> list[ToSend]:
        """Answer their request."""
        self.step = Step.READY
        return [self._event("ready", from_device=self.me.device_id, methods=[METHOD])]

    def agree(self) -> list[ToSend]:
        """Say that the pictures are the same. Does nothing unless they are being compared."""
        if self.step is not Step.COMPARING or self._we_agree:
            return []
        self._we_agree = True
        return [self._our_mac(), *self._end_when_both()]

    def cancel(self, code: str, how: How) -> list[ToSend]:
        """Break it off."""
        if self.step is Step.ENDED:
            return []
        self._end(how)
        return [self._event("cancel", code=code, reason=code)]

    def tick(self, now: datetime) -> list[ToSend]:
        """Break it off when it took too long."""
        return self.cancel("m.timeout", How.TIMEOUT) if now >= self._until else []

    @property
    def waits_for_us(self) -> bool:
        """Whether the other side has agreed and we have not."""
        return self._they_agree and not self._we_agree and self.step is Step.COMPARING

    # --- what they send ---

    def receive(self, type_: str, content: Mapping[str, Any]) -> list[ToSend]:
        """Take in an event of theirs; `type_` is without its prefix. Never raises for anything in it."""
        if self.step is Step.ENDED:
            return []
        try:
            with tamed():
                match type_:
                    case "ready":
                        return self._ready(content)
                    case "start":
                        return self._started(content)
                    case "accept":
                        return self._accepted(content)
                    case "key":
                        return self._key(content)
                    case "mac":
                        return self._mac(content)
                    case "cancel":
                        self._end(CODES.get(_text(content, "code"), How.CANCELLED))
        except MALFORMED:
            return self.cancel("m.invalid_message", How.CANCELLED)
        return []  # `done`, or what a later version adds

    def _ready(self, content: Mapping[str, Any]) -> list[ToSend]:
        if not self.we_asked or self.step is not Step.REQUESTED:
            return []  # told again
        if METHOD not in _list(content, "methods"):
            return self.cancel("m.unknown_method", How.CANCELLED)
        self.step = Step.STARTED
        self._we_started = True
        self._start = {
            **self._reference,
            "from_device": self.me.device_id,
            "method": METHOD,
            "key_agreement_protocols": [AGREEMENT],
            "hashes": [HASH],
            "message_authentication_codes": [MAC],
            "short_authentication_string": STRINGS,
        }
        return [ToSend("start", self._start)]

    def _started(self, content: Mapping[str, Any]) -> list[ToSend]:
        if self.step is Step.STARTED and self._we_started:
            # Both began at once: the one whose name comes first in order goes on (spec).
            ours, theirs = (self.me.user_id, self.me.device_id), (self.them.user_id, self.them.device_id)
            if ours < theirs:
                return []
            self._we_started = False
        elif self.step is not Step.READY:
            return []  # told again, or out of turn
        if _text(content, "method") != METHOD:
            return self.cancel("m.unknown_method", How.CANCELLED)
        offered = (
            (AGREEMENT, "key_agreement_protocols"),
            (HASH, "hashes"),
            (MAC, "message_authentication_codes"),
            (PICTURES, "short_authentication_string"),
        )
        if not all(wanted in _list(content, name) for wanted, name in offered):
            return self.cancel("m.unknown_method", How.CANCELLED)
        self._start = dict(content)
        self.step = Step.ACCEPTED
        accept = self._event(
            "accept",
            method=METHOD,
            key_agreement_protocol=AGREEMENT,
            hash=HASH,
            message_authentication_code=MAC,
            short_authentication_string=[s for s in STRINGS if s in _list(content, "short_authentication_string")],
            commitment=commitment(self._public, self._start),
        )
        return [accept]

    def _accepted(self, content: Mapping[str, Any]) -> list[ToSend]:
        if self.step is not Step.STARTED or not self._we_started:
            return []
        chosen = {
            "key_agreement_protocol": AGREEMENT,
            "hash": HASH,
            "message_authentication_code": MAC,
        }
        if any(_text(content, name) != wanted for name, wanted in chosen.items()) or PICTURES not in _list(
            content, "short_authentication_string"
        ):
            return self.cancel("m.unknown_method", How.CANCELLED)
        self._commitment = _text(content, "commitment")
        self.step = Step.ACCEPTED
        return [self._event("key", key=self._public)]

    def _key(self, content: Mapping[str, Any]) -> list[ToSend]:
        if self.step is not Step.ACCEPTED or self._start is None:
            return []
        self._their_key = _text(content, "key")
        if self._we_started and commitment(self._their_key, self._start) != self._commitment:
            return self.cancel("m.mismatched_commitment", How.WRONG_KEY)
        if self._their_key == self._public:  # our own, sent back
            return self.cancel("m.key_mismatch", How.WRONG_KEY)
        self._established = self._sas.diffie_hellman(Curve25519PublicKey.from_base64(self._their_key))
        self.pictures = tuple(self._established.bytes(self._pictures_info()).emoji_indices)
        self.step = Step.COMPARING
        return [] if self._we_started else [self._event("key", key=self._public)]

    def _mac(self, content: Mapping[str, Any]) -> list[ToSend]:
        if self.step is not Step.COMPARING or self._established is None or self._they_agree:
            return []
        macs, known = content.get("mac"), self.them.keys()
        if not isinstance(macs, dict) or not all(isinstance(key_id, str) for key_id in macs):
            return self.cancel("m.invalid_message", How.CANCELLED)
        ids = ",".join(sorted(macs))
        proved = [key_id for key_id in known if key_id in macs]
        try:
            self._established.verify_mac(ids, self._mac_info(self.them, self.me, "KEY_IDS"), _text(content, "keys"))
            for key_id in proved:
                info = self._mac_info(self.them, self.me, key_id)
                self._established.verify_mac(known[key_id], info, _text(macs, key_id))
        except MALFORMED:
            return self.cancel("m.key_mismatch", How.WRONG_KEY)
        if not proved:
            return self.cancel("m.key_mismatch", How.WRONG_KEY)
        self.master_proved = f"ed25519:{self.them.master}" in proved
        self._they_agree = True
        return self._end_when_both()

    # --- what we send ---

    def _our_mac(self) -> ToSend:
        assert self._established is not None  # noqa: S101 - pictures were compared
        keys = self.me.keys()
        macs = {
            key_id: self._established.calculate_mac(key, self._mac_info(self.me, self.them, key_id))
            for key_id, key in keys.items()
        }
        ids = self._established.calculate_mac(",".join(sorted(keys)), self._mac_info(self.me, self.them, "KEY_IDS"))
        return self._event("mac", mac=macs, keys=ids)

    def _end_when_both(self) -> list[ToSend]:
        if not (self._we_agree and self._they_agree):
            return []
        self._end(How.VERIFIED)
        return [self._event("done")]

    def _end(self, how: How) -> None:
        self.step, self.how = Step.ENDED, how

    def _event(self, type_: str, **content: object) -> ToSend:
        return ToSend(type_, {**self._reference, **content})

    def _pictures_info(self) -> str:
        ours = (self.me.user_id, self.me.device_id, self._public)
        theirs = (self.them.user_id, self.them.device_id, self._their_key)
        both = (*ours, *theirs) if self._we_started else (*theirs, *ours)
        return "|".join(("MATRIX_KEY_VERIFICATION_SAS", *both, self.transaction))

    def _mac_info(self, by: Party, to: Party, key_id: str) -> str:
        who = by.user_id + by.device_id + to.user_id + to.device_id
        return f"MATRIX_KEY_VERIFICATION_MAC{who}{self.transaction}{key_id}"


def commitment(public: str, start: Mapping[str, Any]) -> str:
    """Give what the accepting side promises about its key before it sees the other's."""
    return unpadded(hashlib.sha256(public.encode() + encode_canonical_json(dict(start))).digest())


def _text(content: Mapping[str, Any], key: str) -> str:
    value = content.get(key)
    if not isinstance(value, str) or len(value) > LONGEST:
        raise ValueError(key)
    return value


def _list(content: Mapping[str, Any], key: str) -> Sequence[object]:
    value = content.get(key)
    if not isinstance(value, list):
        raise ValueError(key)  # noqa: TRY004 - one error for whatever is malformed
    return value
