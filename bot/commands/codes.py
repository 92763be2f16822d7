"""The code of a case in front of what is typed about it, or alone: one way of reading it for all commands."""

from bot.domain.case import CaseCode
from bot.domain.codes import read_code, take_code
from bot.domain.people import Directory, Place
from bot.usecases.acting import Acting


def take_case(text: str, acting: Acting) -> tuple[CaseCode | None, str]:
    """Read the code in front of a text; give it, or None, and what stands behind it.

    In the room of a case it may be left out, and then a word may look like one: it is read with more care there.
    """
    return take_code(text, regions_of(acting.directory), must=acting.room.place is not Place.CASE)


def only_case(text: str, acting: Acting) -> CaseCode | None:
    """Read a text that is the code of a case and nothing else; or None."""
    return read_code(text, regions_of(acting.directory))


def regions_of(directory: Directory) -> frozenset[str]:
    """Give the codes of the regions there are."""
    return frozenset(region.code for region in directory.regions)
