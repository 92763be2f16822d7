"""The bot's session on the homeserver, for the few commands that speak as the bot."""

from contextlib import AbstractAsyncContextManager

from bot.matrix.crypto import Crypto
from bot.matrix.identity import IdentityFile
from bot.matrix.login import Account, open_session
from bot.matrix.wire import Wire
from bot.settings import Settings
from bot.storage.dialects import make_private_folder


def open_bot(settings: Settings) -> AbstractAsyncContextManager[tuple[Wire, Crypto]]:
    """Open the bot's session on the homeserver. Raises `SettingsError`."""
    secrets_ = settings.secrets
    make_private_folder(settings.crypto_folder)
    return open_session(
        settings.matrix.homeserver,
        Account(settings.matrix.user, settings.device_id),
        settings.secret(secrets_.access_token, "geheimen.toegang_bestand").get_secret_value(),
        folder=str(settings.crypto_folder),
        pickle_key=settings.secret(secrets_.crypto_key, "geheimen.crypto_sleutel_bestand").get_secret_value(),
    )


def identity_file(settings: Settings) -> IdentityFile:
    """Give the place of the bot's identity. Raises `SettingsError`."""
    key = settings.secret(settings.secrets.crypto_key, "geheimen.crypto_sleutel_bestand").get_secret_value()
    return IdentityFile(settings.crypto_folder, key, settings.matrix.user)
