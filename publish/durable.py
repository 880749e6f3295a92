"""What a power cut may not undo, and what two commands may not do at once."""

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager
from os import sync
from pathlib import Path

from ingest.errors import DataError


def flush() -> None:
    """Everything that was written is on the disk when this returns."""
    sync()


@contextmanager
def alone(folder: Path) -> Iterator[None]:
    """Keep a second publisher out of the folder; a killed one leaves no lock behind.

    Raises:
        DataError: another command publishes there.
    """
    with (folder / ".lock").open("w") as held:
        try:
            fcntl.flock(held, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as fault:
            raise DataError(
                f"{folder} is being published to by another command; wait for it"
            ) from fault
        yield
