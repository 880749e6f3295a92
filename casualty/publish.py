"""The verbs that publish a release, and that check one."""

from pathlib import Path
from typing import Any, BinaryIO

import click

from casualty.console import TALK, db_option, plainly, talk
from casualty.release import publish_release
from casualty.settings import read_settings
from publish import front

_MB = 1_000_000


@click.command("publish")
@click.option("--id", "release_id", help="The name of the release; else the day.")
@click.option(
    "--suppress-below",
    "least",
    type=click.IntRange(min=2),
    help="Leave out cells of fewer people than this, and all rows of incidents.",
)
@click.option(
    "--own-source",
    "own_sources",
    multiple=True,
    help="A source whose rows you have the right to pass on; may be repeated.",
)
@click.option(
    "--hide-accounts",
    "account_key",
    type=click.File("rb"),
    help="A file with a secret, by which source accounts get pseudonyms.",
)
@click.option(
    "--boundaries",
    type=click.Path(path_type=Path, exists=True),
    help="GeoJSON of areas to draw on the maps of the site.",
)
@click.option(
    "--force",
    "is_forced",
    is_flag=True,
    help="Publish although the audit failed; the release is marked as failed.",
)
@click.option(
    "--no-lineage", is_flag=True, help="Without dbt's page of models, which takes 10 s."
)
@db_option
@plainly
def publish_warehouse(  # noqa: PLR0913  # the options of the command
    *,
    release_id: str | None,
    least: int | None,
    own_sources: tuple[str, ...],
    account_key: BinaryIO | None,
    boundaries: Path | None,
    is_forced: bool,
    no_lineage: bool,
    db: str | None,
) -> None:
    """Audit the warehouse, write a release of its marts, and make it the current one.

    Releases are kept in published/releases (or $CASUALTY_PUBLISHED); readers use
    published/current, which moves in one step.

    \b
    casualty publish
    casualty publish --id 2026-q4 --db samples.duckdb
    """  # noqa: D301  # \b is click's mark for lines that stay as they are
    with TALK.status("auditing and publishing"):
        done = publish_release(
            read_settings(db),
            talk,
            release_id=release_id,
            choices=_choose(least, own_sources, account_key),
            boundaries=boundaries,
            is_forced=is_forced,
            with_lineage=not no_lineage,
        )
    talk(
        f"{done.folder}: {done.file_count:,} files, {done.size / _MB:,.1f} MB; "
        f"{done.changed_estimate_count:,} estimates new or changed"
    )
    talk(f"manifest.json has the SHA-256 {done.manifest_sha256}; note it elsewhere")
    if done.audit != "passed":
        talk("The audit FAILED; the release says so wherever it names itself.")


def _choose(
    least: int | None, own_sources: tuple[str, ...], account_key: BinaryIO | None
) -> dict[str, Any]:
    """The fields of ``publish.profile.Profile`` that are not as usual."""
    asked = {
        "k": least,
        "own_sources": own_sources or None,
        "account_key": account_key.read() if account_key else None,
    }
    return {name: value for name, value in asked.items() if value is not None}


@click.command("verify")
@click.argument("release", type=click.Path(path_type=Path))
@plainly
def verify_release(*, release: Path) -> int:
    """Check that a release is as it was written, and its totals follow from its claims.

    RELEASE is its folder. A line for each fault, and exit code 1 where there is one.

    \b
    casualty verify published/current
    """  # noqa: D301  # as above
    verdict = front.verify(release)
    for fault in verdict.faults:
        click.echo(fault.line)
    for words in verdict.checked:
        talk(f"checked {words}")
    talk(f"{len(verdict.faults):,} faults")
    return int(bool(verdict.faults))
