"""Logging in with a fixed device, and looking whether the login of the settings still works."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass

from nio import AsyncClient
from peewee import PeeweeException  # what nio keeps its store with

from bot.domain.people import UserId
from bot.matrix.crypto import Crypto, build_client
from bot.matrix.errors import IdentityError
from bot.matrix.wire import CLIENT, Json, Wire
from bot.ports import HomeserverDownError

NO_STORE = (
    "De eigen sleutels van de bot (de map crypto) zijn niet te lezen of te schrijven. Is de schijf vol, alleen te "
    "lezen of kapot? Is crypto.db zelf beschadigd, zet de map dan opzij en voer `regiekamer setup --herstel` uit."
)
WRONG_KEY = (
    "geheimen.crypto_sleutel_bestand: de map crypto is met een andere sleutel verzegeld. Zet de sleutel terug die "
    "erbij hoort. Er is niets veranderd."
)


class CryptoStoreError(IdentityError):
    """The crypto store cannot be read or written; the message is a Dutch sentence with what to do."""


@dataclass(frozen=True)
class Account:
    """Who the homeserver says we are."""

    user_id: UserId
    device_id: str


@asynccontextmanager
async def open_wire(homeserver: str, token: str = "") -> AsyncIterator[Wire]:
    """Open a connection without a crypto store; with a token it speaks as the bot."""
    client = AsyncClient(homeserver)
    client.access_token = token
    try:
        yield Wire(client)
    finally:
        await client.close()


@asynccontextmanager
async def open_session(
    homeserver: str, account: Account, token: str, *, folder: str, pickle_key: str
) -> AsyncIterator[tuple[Wire, Crypto]]:
    """Open the bot's own session: its connection, and its keys from the crypto store in `folder`.

    Raises `CryptoStoreError` when the store cannot be read, and at its end when it could not be written meanwhile.
    """
    client = build_client(homeserver, account.user_id, account.device_id, folder, pickle_key)
    try:
        try:
            client.restore_login(account.user_id, account.device_id, token)
        except ValueError:  # vodozemac's, for another key
            raise CryptoStoreError(WRONG_KEY) from None
        yield Wire(client), Crypto(client)
    except PeeweeException:
        raise CryptoStoreError(NO_STORE) from None
    finally:
        await client.close()
        if client.store is not None:
            client.store.database.close()


async def log_in(wire: Wire, user_id: UserId, password: str, device_id: str) -> str:
    """Log in with a fixed device and give the access token. Raises `HomeserverError`."""
    answer = await wire.post(
        f"{CLIENT}/login",
        {
            **_by_password(user_id, password),
            "device_id": device_id,
            "initial_device_display_name": "Regiekamer",
        },
    )
    token = answer.get("access_token")
    if not isinstance(token, str):
        raise HomeserverDownError("a login without an access token")
    return token


async def who_am_i(wire: Wire) -> Account:
    """Ask whose token this is. Raises `HomeserverError`."""
    answer = await wire.get(f"{CLIENT}/account/whoami")
    return Account(str(answer.get("user_id")), str(answer.get("device_id")))


async def log_out(wire: Wire) -> None:
    """End this login and its device. Raises `HomeserverError`."""
    await wire.post(f"{CLIENT}/logout", {})


async def remove_other_devices(wire: Wire, us: Account, password: str) -> int:
    """Take all devices but this one off the account: a lost disk may be in wrong hands. Returns how many.

    Raises `HomeserverError`. The password goes along at once: Synapse needs no interactive session for it.
    """
    listed = (await wire.get(f"{CLIENT}/devices")).get("devices")
    if not isinstance(listed, list):
        raise HomeserverDownError("no list of devices")
    ids = [device.get("device_id") for device in listed if isinstance(device, dict)]
    others = [device_id for device_id in ids if isinstance(device_id, str) and device_id != us.device_id]
    if others:
        auth = _by_password(us.user_id, password)
        await wire.post(f"{CLIENT}/delete_devices", {"devices": others, "auth": auth})
    return len(others)


def _by_password(user_id: UserId, password: str) -> Json:
    return {"type": "m.login.password", "identifier": {"type": "m.id.user", "user": user_id}, "password": password}
