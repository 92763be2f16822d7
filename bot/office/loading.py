"""Files that are checked whole, and taken whole or not at all; `regiekamer intake` among them."""

from pathlib import Path

from bot.domain.people import Directory
from bot.forms import directory as directory_form
from bot.forms import intake as intake_form
from bot.office.common import OfficeError, Say
from bot.ports import Fingerprints
from bot.settings import Settings
from bot.usecases.open_case import KnownIntake, open_case
from bot.wiring import choose, now, open_house


def read_directory(settings: Settings) -> Directory:
    """Read the directory file and check it. Raises `FormError` with every problem, and `OfficeError`."""
    return directory_form.read_directory(read_file(settings.path(settings.directory.file), "adresboek.bestand"))


async def hand_in(settings: Settings, file: Path, say: Say) -> bool:
    """Hand in an intake file to the bot, through the database. All of it becomes cases, or none.

    Returns whether everything was taken. Raises `FormError` with every problem; then nothing was created.
    """
    data = read_file(file, "intake")
    async with open_house(settings) as house, house.database.work() as work:
        directory = await work.people.directory()
        if not directory.regions:
            raise OfficeError("het adresboek is nog leeg. Voer eerst `regiekamer adresboek` uit.")
        lines, all_taken = [], True
        for intake in intake_form.read_intakes(data, directory, now()):
            prints = Fingerprints(
                house.database.fingerprint(intake_form.identity(intake)),
                house.database.fingerprint(intake_form.canonical(intake)),
            )
            result = await open_case(work, house.speaker, intake, prints, now(), choose)
            if not isinstance(result, KnownIntake):
                lines.append(f"{result.code}: de casus is geopend. De bot maakt de kamer.")
            elif result.same:
                lines.append(f"{result.code}: deze intake was al ingevoerd. Er is niets veranderd.")
            else:
                all_taken = False
                lines.append(
                    f"{result.code}: een intake met dit kenmerk (id) was er al, met andere inhoud. "
                    "Er is niets veranderd; geef een nieuwe melding een nieuw kenmerk."
                )
        await work.commit()
    for line in lines:
        say(line)
    return all_taken


def read_file(file: Path, field: str) -> bytes:
    """Read a file. Raises `OfficeError`; `field` is what people know it by."""
    try:
        return file.read_bytes()
    except (OSError, ValueError):  # a name with a NUL is a ValueError
        raise OfficeError(f"{field}: dit bestand is niet te lezen. Bestaat het?") from None
