"""Faults that a user can mend, in one line: the thing, the fault and the remedy."""


class CasualtyError(Exception):
    """A fault that the command prints as one line, without a traceback."""

    exit_code = 1


class DataError(CasualtyError):
    """The data or the file has a fault (exit 1)."""


class UsageError(CasualtyError):
    """The command was called wrongly (exit 2)."""

    exit_code = 2
