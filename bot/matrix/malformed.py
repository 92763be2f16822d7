"""What malformed data from anybody makes nio, vodozemac and JSON raise; none of it may stop a sync (rule 13).

A panic in vodozemac reaches Python as a `PanicException`, which is no `Exception`: an Ed25519 key of 33 bytes in
somebody's device keys is enough (vodozemac 0.10). Left alone it would end the bot.
"""

from collections.abc import Iterator
from contextlib import contextmanager

from nio.exceptions import EncryptionError

MALFORMED = (
    EncryptionError,
    ValueError,  # all of vodozemac's exceptions, and JSON's
    LookupError,
    TypeError,
    AttributeError,
    AssertionError,
    StopIteration,  # nio takes the first key of an empty object
    RecursionError,  # JSON nested a thousand deep
)


@contextmanager
def tamed() -> Iterator[None]:
    """Turn a panic into a `ValueError`; use it around everything that gives outside data to vodozemac or nio."""
    try:
        yield
    except BaseException as error:
        if type(error).__name__ == "PanicException":  # pyo3 makes the class anew in each module; it cannot be imported
            raise ValueError("panic") from None
        raise
