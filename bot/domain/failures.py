"""Telling of the unexpected without telling what was typed."""

import traceback


def describe(error: BaseException) -> str:
    """Tell the type of an exception and the places it passed; never its text, which may hold what was typed."""
    frames = traceback.extract_tb(error.__traceback__)
    return f"{type(error).__name__} at " + " < ".join(f"{f.name}:{f.lineno}" for f in reversed(frames))
