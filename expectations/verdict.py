"""What an audit found, in words and as JSON. Keys are named, never what people said."""

import json
from dataclasses import asdict, dataclass

SHOWN_KEYS = 5

# In the order in which they are told; an error is a fault of the audit itself.
SEVERITIES = ("error", "critical", "warning", "info")


@dataclass(frozen=True)
class Finding:
    """One expectation that failed, or that raised (severity ``error``).

    ``row_count`` counts the offending rows (0 for an error), ``key_names`` and ``keys``
    name up to ``SHOWN_KEYS`` of them, ``note`` says why the bound is where it is, or
    what was raised.
    """

    severity: str
    table: str
    rule: str
    row_count: int
    key_names: tuple[str, ...]
    keys: tuple[str, ...]
    note: str

    @property
    def line(self) -> str:
        """The finding in one line."""
        head = f"{self.severity}: {self.table}: {self.rule}: "
        if self.severity == "error":
            return f"{head}could not be checked: {self.note}"
        rows = "1 row" if self.row_count == 1 else f"{self.row_count:,} rows"
        return f"{head}{rows} ({'/'.join(self.key_names)} {', '.join(self.keys)})"


@dataclass(frozen=True)
class Audit:
    """The outcome of all suites."""

    expectation_count: int
    table_count: int
    findings: tuple[Finding, ...]

    @property
    def exit_code(self) -> int:
        """2 where an expectation raised, else 1 where a critical one failed, else 0."""
        found = {finding.severity for finding in self.findings}
        return 2 if "error" in found else int("critical" in found)

    def lines(self) -> list[str]:
        """A line a finding, the gravest first, and a summary."""
        ranked = sorted(self.findings, key=lambda one: SEVERITIES.index(one.severity))
        return [*(finding.line for finding in ranked), self._summary()]

    def to_json(self) -> str:
        """The outcome as JSON: exit_code, the two counts and the findings."""
        return json.dumps({"exit_code": self.exit_code} | asdict(self), indent=2)

    def _summary(self) -> str:
        severities = [finding.severity for finding in self.findings]
        counted = {name: severities.count(name) for name in SEVERITIES}
        errors = counted.pop("error")
        told = ", ".join(f"{count} {name}" for name, count in counted.items() if count)
        return (
            f"audit: {self.expectation_count} expectations on {self.table_count} "
            f"tables, {len(severities) - errors} failed"
            + (f" ({told})" if told else "")
            + (f", {errors} could not be checked" if errors else "")
        )
