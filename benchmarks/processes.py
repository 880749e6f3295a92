"""A command in a process of its own: its seconds, and its peak of memory.

Whoever measures may import nothing large before: a process inherits its parent's peak.
"""

import os
import subprocess
import sys
import time
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import NamedTuple

_HERE = Path(__file__).parent
_BLOCK = 1 << 20


class Used(NamedTuple):
    """Seconds of the clock, start included; peak of resident memory in MB.

    The seconds of work of all cores say more where others share the machine.
    """

    seconds: float
    peak_mb: float
    cpu_seconds: float


def warm(paths: Iterable[Path]) -> int:
    """Read files once, so that they are found in memory; the number of line ends."""
    ends = 0
    for path in paths:
        with path.open("rb") as file:
            blocks = iter(lambda: file.read(_BLOCK), b"")
            ends += sum(block.count(b"\n") for block in blocks)
    return ends


def run(
    name: str,
    arguments: Sequence[str | Path],
    output: int = subprocess.DEVNULL,
    folder: Path | None = None,
) -> Used:
    """What Python takes to run a script or a command of ours, here or in a folder.

    Raises:
        SystemExit: it failed; what it said stands above.
    """
    found = os.environ.get("PYTHONPATH", "")
    paths = os.pathsep.join([str(_HERE.parent), str(_HERE), found])
    start = time.perf_counter()
    process = subprocess.Popen(  # noqa: S603  # a script of ours, paths of the user
        [sys.executable, *arguments],
        env=os.environ | {"PYTHONPATH": paths},
        stdout=output,
        cwd=folder,
    )
    _, status, used = os.wait4(process.pid, 0)
    seconds = time.perf_counter() - start
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        sys.exit(f"{name}: ended with {process.returncode}")
    return Used(seconds, used.ru_maxrss / 1024, used.ru_utime + used.ru_stime)
