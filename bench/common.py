"""What the bench shares: its people, its bots, and how long things may take."""

import re
from typing import Any

PEOPLE = ("anna", "bram", "chris", "dewi", "eva", "fatima")
DEVICES = 3
ANSWERS = 30
"""Commands whose requests are counted."""
ROUNDS, BLOCK = 9, 20
"""CPU: blocks per bot, and commands in a block."""
TRIPS = 30
IDLE_SECONDS = 5.0
SETTLE_SECONDS = 0.3
"""After a block: what a bot still does with its own message when the person has read it counts too."""
PATIENCE = 60.0
STOP_SECONDS = 5.0

NIO, FLOOR, WHOLE = "nio", "floor", "bot"
KINDS = (NIO, FLOOR, WHOLE)
NAMES = {NIO: "bare nio echo", FLOOR: "Matrix floor alone", WHOLE: "whole bot"}
ROOMS = {NIO: "BARE", FLOOR: "DH-ECHO"}
"""Names of the rooms; that of the whole bot is the code of its case."""
CHAT = "Regiekamer"
"""Name of everybody's direct chat."""
COMMAND = "!acties"
DEVICE = "BENCH"
LATER = re.compile(r"timeout=\d+")
MOST_FOR_ANSWER, MOST_FOR_CARD, MOST_CPU = 1, 5, 2.0

Json = dict[str, Any]


def say(line: str) -> None:
    """Print a line at once."""
    print(line, flush=True)  # noqa: T201 - a command line tool prints
