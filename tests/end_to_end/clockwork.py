"""Starts the real bot on a clock that stands in a file (`CLOCK_FILE`), so that days can pass in seconds.

Nothing else is changed: the ticks come every second of real time, and look what time it is. The product itself knows
nothing of this.
"""

import os
import sys
from datetime import datetime
from pathlib import Path

FILE = "CLOCK_FILE"


def now() -> datetime:
    return datetime.fromisoformat(Path(os.environ[FILE]).read_text(encoding="ascii"))


if __name__ == "__main__":  # not for whoever imports `FILE`: the clock of that process stays as it is
    import bot.wiring.house

    bot.wiring.house.now = now
    from bot.__main__ import main  # only now: whoever imports the clock gets this one

    sys.exit(main())
