"""The verbs that publish a release, and that check one."""

from pathlib import Path

import click

from casualty.console import TALK, db_option, plainly, talk
from casualty.release import publish_release
from casualty.settings import read_settings
from publish import front

_MB = 1_000_000


@click.command("publish")
@click.option("--id", "release_id", help="The name of the release; else the day.")
@click.option(
    "--profile",
    type=click.Path(path_type=Path, exists=True),
    help="A profile of suppression, which holds for the whole release.",
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
def publish_warehouse(
    *,
    release_id: str | None,
    profile: Path | None,
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
            profile=str(profile) if profile else None,
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
