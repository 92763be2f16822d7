"""Somebody else's phone that compares pictures: libolm's SAS, and the protocol written a second time.

Shares no code with the bot. Spec: Client-Server API, "Short Authentication String (SAS) verification".
"""

import base64
import hashlib
import json
from dataclasses import dataclass, field
from typing import Any

from olm.sas import Sas

Json = dict[str, Any]
OFFER: Json = {
    "method": "m.sas.v1",
    "key_agreement_protocols": ["curve25519-hkdf-sha256"],
    "hashes": ["sha256"],
    "message_authentication_codes": ["hkdf-hmac-sha256.v2"],
    "short_authentication_string": ["emoji", "decimal"],
}


@dataclass
class Phone:
    """One comparison, from the side of a phone. What it wants to say stands in `outbox`, as (type, content)."""

    user: str
    device: str
    ed25519: str
    master: str
    other: str
    other_device: str
    transaction: str
    outbox: list[tuple[str, Json]] = field(default_factory=list)
    pictures: tuple[int, ...] = ()
    agreed: bool = False
    proved: dict[str, bool] = field(default_factory=dict)
    """Which keys of the other side its MACs proved, or not; by key id, of `expected`."""
    expected: dict[str, str] = field(default_factory=dict)
    ended: str = ""
    in_room: bool = False
    """Whether it goes on in a chat: then an event is tied to its request by a relation."""

    @property
    def reference(self) -> Json:
        if self.in_room:
            return {"m.relates_to": {"rel_type": "m.reference", "event_id": self.transaction}}
        return {"transaction_id": self.transaction}

    def __post_init__(self) -> None:
        self.sas = Sas()
        self.start: Json = {}
        self.i_started = False
        self.promised = ""
        self.their_key = ""

    # --- doing ---

    def request(self) -> None:
        self._say("request", from_device=self.device, methods=["m.sas.v1"], timestamp=1_790_000_000_000)

    def begin(self, **changes: Any) -> None:
        self.i_started = True
        self.start = {"from_device": self.device, **self.reference, **OFFER, **changes}
        self.outbox.append(("start", self.start))

    def agree(self, *, with_master: bool = True, wrong: bool = False) -> None:
        keys = {f"ed25519:{self.device}": self.ed25519}
        if with_master:
            keys[f"ed25519:{self.master}"] = self.master
        macs = {id_: self._mac("x" if wrong else key, self._info(id_)) for id_, key in keys.items()}
        self._say("mac", mac=macs, keys=self._mac(",".join(sorted(keys)), self._info("KEY_IDS")))

    def cancel(self, code: str) -> None:
        self._say("cancel", code=code, reason="")

    # --- hearing ---

    def hears(self, type_: str, content: Json) -> None:
        assert self.reference.items() <= content.items()
        getattr(self, f"_on_{type_}")(content)

    def _on_request(self, content: Json) -> None:
        assert "m.sas.v1" in content["methods"]
        self._say("ready", from_device=self.device, methods=["m.sas.v1"])

    def _on_ready(self, content: Json) -> None:
        assert "m.sas.v1" in content["methods"]
        self.begin()

    def _on_start(self, content: Json) -> None:
        if self.i_started:
            if (self.user, self.device) < (self.other, self.other_device):
                return
            self.i_started = False
        self.start = content
        self._say(
            "accept",
            method="m.sas.v1",
            key_agreement_protocol="curve25519-hkdf-sha256",
            hash="sha256",
            message_authentication_code="hkdf-hmac-sha256.v2",
            short_authentication_string=["emoji"],
            commitment=_commitment(str(self.sas.pubkey), self.start),
        )

    def _on_accept(self, content: Json) -> None:
        self.promised = content["commitment"]
        self._say("key", key=self.sas.pubkey)

    def _on_key(self, content: Json) -> None:
        self.their_key = content["key"]
        if self.i_started:
            assert _commitment(self.their_key, self.start) == self.promised
        else:
            self._say("key", key=self.sas.pubkey)
        self.sas.set_their_pubkey(self.their_key)
        mine, theirs = (self.user, self.device, self.sas.pubkey), (self.other, self.other_device, self.their_key)
        both = [*mine, *theirs] if self.i_started else [*theirs, *mine]
        info = "|".join(["MATRIX_KEY_VERIFICATION_SAS", *both, self.transaction])
        bits = "".join(f"{byte:08b}" for byte in self.sas.generate_bytes(info, 6))
        self.pictures = tuple(int(bits[at : at + 6], 2) for at in range(0, 42, 6))

    def _on_mac(self, content: Json) -> None:
        ids = ",".join(sorted(content["mac"]))
        assert content["keys"] == self._mac(ids, self._info("KEY_IDS", theirs=True))
        self.proved = {
            id_: content["mac"].get(id_) == self._mac(key, self._info(id_, theirs=True))
            for id_, key in self.expected.items()
        }

    def _on_done(self, content: Json) -> None:
        del content
        self.ended = "done"
        self._say("done")

    def _on_cancel(self, content: Json) -> None:
        self.ended = content["code"]

    # --- working it out ---

    def _say(self, type_: str, **content: Any) -> None:
        self.outbox.append((type_, {**self.reference, **content}))

    def _info(self, key_id: str, *, theirs: bool = False) -> str:
        mine, other = self.user + self.device, self.other + self.other_device
        who = other + mine if theirs else mine + other
        return f"MATRIX_KEY_VERIFICATION_MAC{who}{self.transaction}{key_id}"

    def _mac(self, message: str, info: str) -> str:
        return str(self.sas.calculate_mac_fixed_base64(message, info))


def _commitment(public: str, start: Json) -> str:
    canonical = json.dumps(start, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()
    return base64.b64encode(hashlib.sha256(public.encode() + canonical).digest()).decode().rstrip("=")
