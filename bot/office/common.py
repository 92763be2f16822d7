"""What the administrator's commands share."""

from collections.abc import Callable

NO_ANSWER = "matrix.homeserver: de Matrix-server antwoordt niet. Klopt het adres, en draait hij?"
DEAD_LOGIN = "geheimen.toegang_bestand: de Matrix-server kent deze login niet meer."

PLACE = "machine"
"""Where it was done, in the audit trail."""

Say = Callable[[str], None]
Agree = Callable[[str], bool]
"""Asks whoever sits at the terminal; without a terminal there is nobody to ask."""


class OfficeError(Exception):
    """A command could not be carried out; the message is a Dutch sentence."""
