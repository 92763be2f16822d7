"""A stage and a crowd that live by the clock in a file: days pass in seconds (`tests.end_to_end.clockwork`)."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

from bot.demo.stage import DIRECTORY, Ran, Stage
from tests.end_to_end.clockwork import FILE
from tests.end_to_end.crowd import Crowd

TIMES = """[tijden]
dagoverzicht = "08:30"
herinneringen = ["08:30", "15:00"]
kaart_na_toetreden = 0

"""


class ClockStage(Stage):
    """A stage whose bot lives by the clock in a file."""

    @property
    def clock(self) -> Path:
        return self.folder / "klok"

    def let_it_be(self, moment: datetime) -> None:
        """Move the clock, forward or back."""
        self.clock.write_text(moment.astimezone(UTC).isoformat())

    def _words(self, *arguments: str, module: str = "bot") -> list[str]:
        return super()._words(*arguments, module="tests.end_to_end.clockwork" if module == "bot" else module)

    def _env(self) -> dict[str, str]:
        return {**super()._env(), FILE: str(self.clock)}

    def write_settings(self, directory: Path = DIRECTORY, *, digest_in: timedelta | None = None) -> None:
        super().write_settings(directory, digest_in=digest_in)
        text = self.settings.read_text()
        before, after = text.partition("[tijden]")[0], text.partition("[adresboek]")[2]
        self.settings.write_text(f"{before}{TIMES}[adresboek]{after}")


class ClockCrowd(Crowd):
    """A crowd whose commands are carried out by the clock of its bot: by a process of their own."""

    async def command(self, *words: str) -> Ran:
        return await self.stage.command(*words)
