"""The command line without its process."""

import asyncio
import contextlib
import io
import os
from pathlib import Path

from bot.__main__ import carry_out
from bot.commandline import parser
from bot.demo.stage import Ran


async def here(settings: Path, *arguments: str) -> Ran:
    """Carry out a command in this process: starting one for each costs many times what the command does.

    What must be seen of a process (what it logs, and that it can be killed) needs one.
    """
    given = parser().parse_args(["--instellingen", str(settings), *arguments])
    printed = io.StringIO()
    umask = os.umask(0o077)
    try:
        with contextlib.redirect_stdout(printed), contextlib.redirect_stderr(printed):
            code = await asyncio.to_thread(carry_out, given)
    finally:
        os.umask(umask)
    return Ran(code, printed.getvalue())
