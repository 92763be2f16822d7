"""A nio client as people's phones are, and the identity its owner's devices share. For the demo and for the tests."""

import logging
from dataclasses import dataclass

from nio import AsyncClient, ToDeviceEvent

from bot.matrix.identity import Identity

log = logging.getLogger(__name__)


@dataclass
class Keyring:
    """A person's identity as all their devices share it."""

    identity: Identity | None = None

    def load(self) -> Identity | None:
        """Give the identity, or None."""
        return self.identity

    def store(self, identity: Identity) -> None:
        """Keep it."""
        self.identity = identity


class Phone(AsyncClient):  # type: ignore[misc]  # nio publishes no types
    """A nio client that skips a malformed to-device message; stock nio loses the rest of the batch with it."""

    def _handle_decrypt_to_device(self, to_device_event: ToDeviceEvent) -> ToDeviceEvent | None:
        try:
            return super()._handle_decrypt_to_device(to_device_event)
        except Exception as problem:  # noqa: BLE001 - anybody may send anything, and vodozemac has errors of its own
            log.warning("%s: skipped a to-device message: %s", self.user_id, type(problem).__name__)
            return None
