"""Who may touch whom: what each room imports and calls, read from its source.

The lineage of the SQL models is checked by dbt-bouncer (see pyproject.toml).
"""

import ast
import re
from collections.abc import Iterator
from fnmatch import fnmatchcase
from pathlib import Path, PurePosixPath
from typing import NamedTuple

import pytest

ROOT = Path(__file__).parents[2]

OURS = ("benchmarks", "casualty", "expectations", "ingest", "publish", "tests")
DATABASE = ("duckdb", "duckdb_engine", "sqlalchemy", "sqlite3", "ingest.warehouse")
ENVIRONMENT = ("os", "casualty.settings")
NETWORK = ("aiohttp", "ftplib", "http", "httpx", "requests", "socket", "urllib")
# Calls are written with brackets, whatever object they belong to.
FILES = (
    "glob",
    "importlib",
    "io",
    "open()",
    "pathlib",
    "read_bytes()",
    "read_csv()",
    "read_excel()",
    "read_json()",
    "read_ndjson()",
    "read_parquet()",
    "read_text()",
    "scan_csv()",
    "scan_parquet()",
    "shutil",
    "subprocess",
    "tempfile",
    "write_bytes()",
    "write_csv()",
    "write_parquet()",
    "write_text()",
    "zipfile",
)
CONTRACT = ("ingest.errors", "ingest.quirks", "ingest.records")
OUTSIDE = (*DATABASE, *ENVIRONMENT, *FILES, *NETWORK)


class Rule(NamedTuple):
    """What the files may not use; of our own modules they may use ``rooms`` alone.

    ``*`` in ``files`` reaches into folders.
    """

    files: str
    rooms: tuple[str, ...]
    barred: tuple[str, ...]
    reason: str
    exempt: tuple[str, ...] = ()


RULES = (
    Rule(
        "ingest/normalise/*.py",
        ("ingest.normalise", *CONTRACT),
        OUTSIDE,
        "normalise holds pure functions of the values passed in",
    ),
    Rule(
        "ingest/text/*.py",
        ("ingest.text", "ingest.normalise", *CONTRACT),
        OUTSIDE,
        "text holds pure functions of the words passed in",
        exempt=("ingest/text/lexicon.py",),
    ),
    Rule(
        "ingest/text/lexicon.py",
        ("ingest.text",),
        (*DATABASE, *ENVIRONMENT, *NETWORK, "open()", "pathlib"),
        "the lexicons are data of the package, and nothing else is read",
    ),
    Rule(
        "ingest/sources/*.py",
        ("ingest.normalise", "ingest.sources", *CONTRACT),
        OUTSIDE,
        "an adapter sees one batch that is passed in",
        # It reads the user's own mapping, which is the adapter.
        exempt=("ingest/sources/mapping.py",),
    ),
    Rule(
        "ingest/sources/*.py",
        ("ingest.normalise", "ingest.sources", *CONTRACT),
        (*DATABASE, *ENVIRONMENT, *NETWORK),
        "an adapter knows no database, network or environment",
    ),
    *(
        Rule(
            f"ingest/{name}.py",
            ("ingest",),
            ("ingest.front", "ingest.load", "ingest.sources", "ingest.text", *NETWORK),
            "what opens input knows neither readers nor the warehouse",
        )
        for name in (
            *("archives", "csv_tables", "documents", "encodings", "files", "headers"),
            *("front_matter", "json_tables", "workbooks"),
        )
    ),
    *(
        Rule(
            f"ingest/{name}.py",
            (
                *("ingest.flags", "ingest.identify", "ingest.inserts", "ingest.load"),
                *(
                    "ingest.loaded",
                    "ingest.memory",
                    "ingest.rejected",
                    "ingest.scratch",
                    "ingest.staging",
                    "ingest.warehouse",
                ),
                *CONTRACT,
            ),
            (*ENVIRONMENT, *NETWORK),
            "what writes the warehouse knows neither sources nor text",
        )
        for name in (
            *("flags", "identify", "inserts", "load", "loaded", "memory"),
            *("rejected", "scratch", "staging", "warehouse"),
        )
    ),
    Rule(
        "ingest/records.py",
        ("ingest.errors", "ingest.quirks"),
        OUTSIDE,
        "the contract depends on nothing of ours",
    ),
    Rule(
        "ingest/*.py",
        ("ingest",),
        ("casualty", "expectations", *ENVIRONMENT, *NETWORK),
        "values are passed down to ingest, which asks no other room",
    ),
    Rule(
        "casualty/*.py",
        ("casualty", "expectations", "publish", "ingest.front", "ingest.errors"),
        (*DATABASE, *NETWORK, "great_expectations", "polars", "os"),
        "the hallway calls the rooms' front doors and has no work of its own",
        exempt=("casualty/cli.py", "casualty/console.py", "casualty/settings.py"),
    ),
    *(
        Rule(
            f"casualty/{name}.py",
            ("casualty", "expectations", "publish", "ingest.front", "ingest.errors"),
            (*DATABASE, *NETWORK, "great_expectations", "os", "read_csv()", "sql()"),
            "the command prints a frame and makes none",
        )
        for name in ("cli", "console")
    ),
    Rule(
        "casualty/settings.py",
        (),
        (*DATABASE, *NETWORK, "polars"),
        "settings read the environment and nothing else",
    ),
    Rule(
        "publish/*.py",
        ("publish", *CONTRACT),
        ("casualty", "expectations", *ENVIRONMENT, *NETWORK),
        "a release is made of marts, and values are passed down to it",
        # What reaches the disk is asked of the system, and nothing else.
        exempt=("publish/durable.py",),
    ),
    Rule(
        "publish/durable.py",
        CONTRACT,
        ("os.environ", "os.getenv", *DATABASE, *NETWORK),
        "what writes to the disk asks for no setting",
    ),
    Rule(
        "expectations/*.py",
        ("expectations", *CONTRACT),
        ("casualty", "polars", *ENVIRONMENT, *NETWORK, "write_text()", "to_sql()"),
        "expectations read the warehouse that they are given",
    ),
)


def list_uses(source: str) -> Iterator[str]:
    """Every module and name that the source imports, and every function it calls."""
    for node in ast.walk(ast.parse(source)):
        match node:
            case ast.Import(names=names):
                yield from (name.name for name in names)
            case ast.ImportFrom(module=module, names=names):
                yield from (f"{module or ''}.{name.name}" for name in names)
            case ast.Call(func=ast.Name(id=name) | ast.Attribute(attr=name)):
                yield f"{name}()"


def _within(use: str, names: tuple[str, ...]) -> bool:
    return any(use == name or use.startswith(f"{name}.") for name in names)


def _breaks(rule: Rule, use: str) -> bool:
    return _within(use, rule.barred) or (
        _within(use, OURS) and not _within(use, rule.rooms)
    )


def _is_of_another_source(path: str, use: str) -> bool:
    """An adapter may be split into files that begin with its name."""
    shared = (
        "ingest.sources.layout",
        "ingest.sources.mapping",
        "ingest.sources.palestine_series",
    )
    stem = PurePosixPath(path).stem
    return (
        PurePosixPath(path).parent == PurePosixPath("ingest/sources")
        and stem != "__init__"
        and _within(use, ("ingest.sources",))
        and not use.startswith(shared)
        and not use.startswith(f"ingest.sources.{stem}")
    )


def list_faults(path: str, source: str) -> list[str]:
    """One line for each use that breaks a rule: the file, the use, the rule."""
    rules = [
        rule
        for rule in RULES
        if path not in rule.exempt and fnmatchcase(path, rule.files)
    ]
    uses = sorted(set(list_uses(source)))
    faults = [
        f"{path} uses {use}, but {rule.reason}"
        for rule in rules
        for use in uses
        if _breaks(rule, use)
    ]
    return faults + [
        f"{path} uses {use}, but an adapter knows no other source"
        for use in uses
        if _is_of_another_source(path, use)
    ]


def test_every_room_keeps_its_rules() -> None:
    faults = [
        fault
        for room in ("ingest", "casualty", "expectations", "publish")
        for path in sorted((ROOT / room).rglob("*.py"))
        for fault in list_faults(path.relative_to(ROOT).as_posix(), path.read_text())
    ]

    assert not faults, "\n".join(faults)


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.files)
def test_every_rule_is_of_files_that_exist(rule: Rule) -> None:
    assert list(ROOT.glob(rule.files))
    assert all((ROOT / path).exists() for path in rule.exempt)


@pytest.mark.parametrize(
    ("path", "source"),
    [
        ("ingest/normalise/counts.py", "import duckdb"),
        ("ingest/normalise/counts.py", "from pathlib import Path"),
        ("ingest/normalise/counts.py", "import os.path"),
        ("ingest/normalise/dates.py", "from ingest import load"),
        ("ingest/normalise/dates.py", "frame = pl.read_csv(name)"),
        ("ingest/text/scope.py", "def f():\n    from urllib.request import urlopen"),
        ("ingest/text/scope.py", "words = open(name)"),
        ("ingest/text/lexicon.py", "from ingest.warehouse import query"),
        ("ingest/sources/maverick.py", "from ingest.files import read_batches"),
        ("ingest/sources/mapping.py", "import duckdb"),
        ("ingest/files.py", "from ingest.sources import ADAPTERS"),
        ("ingest/load.py", "from ingest.text import read"),
        ("ingest/front.py", "from casualty.settings import read_settings"),
        ("ingest/front.py", "import os"),
        ("casualty/run.py", "import duckdb"),
        ("casualty/run.py", "import polars as pl"),
        ("casualty/cli.py", "from ingest.warehouse import query"),
        ("expectations/rules.py", "from casualty import run"),
        ("publish/tables.py", "from ingest.front import why"),
        ("publish/tables.py", "import os"),
    ],
)
def test_a_use_across_the_rules_is_named(path: str, source: str) -> None:
    (use,) = list_uses(source)

    faults = list_faults(path, source)

    assert faults
    assert all(fault.startswith(f"{path} uses {use}, but ") for fault in faults)


def test_a_source_may_not_use_another_source() -> None:
    source = "from ingest.sources.airwars_incidents import records"

    assert not list_faults("ingest/sources/airwars.py", source)
    assert list_faults("ingest/sources/maverick.py", source) == [
        (
            "ingest/sources/maverick.py uses ingest.sources.airwars_incidents.records, "
            "but an adapter knows no other source"
        )
    ]


def test_what_a_room_may_use_is_no_fault() -> None:
    source = "import re\nimport polars as pl\nfrom ingest.records import TABLES"

    assert not list_faults("ingest/normalise/counts.py", source)


def _writable_connections(source: str) -> list[int]:
    """Lines on which a database is opened without ``read_only=True``."""
    return [
        node.lineno
        for node in ast.walk(ast.parse(source))
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and node.func.attr in ("connect", "create_engine")
        and not any(
            keyword.arg == "read_only" and getattr(keyword.value, "value", None) is True
            for keyword in node.keywords
        )
    ]


def test_expectations_open_the_warehouse_to_read_only() -> None:
    for path in (ROOT / "expectations").rglob("*.py"):
        assert not _writable_connections(path.read_text()), path


def test_tables_open_the_warehouse_to_read_only() -> None:
    assert not _writable_connections((ROOT / "publish" / "query.py").read_text())


def _reads(source: str) -> set[str]:
    """The schemas and tables that SQL in a module names; a composed name is not one."""
    return set(re.findall(r"(?:from|join)\s+((?:main|raw|staging)\.\w+)", source))


def test_published_tables_read_marts_alone() -> None:
    known = {f"main.{mart}" for mart in (*MARTS, "_builds", "_release")}

    found = {
        path.name: names - known
        for path in (ROOT / "publish").rglob("*.*")
        if path.suffix in (".py", ".sql")
        if (names := _reads(path.read_text())) - known
    }
    assert not found


def test_a_table_of_another_room_is_found() -> None:
    assert _reads("'select 1 from raw.claims'") == {"raw.claims"}


def test_a_connection_that_could_write_is_found() -> None:
    assert _writable_connections("import duckdb\nduckdb.connect(name)") == [2]
    assert not _writable_connections("duckdb.connect(name, read_only=True)")


MARTS = {path.stem for path in ROOT.glob("models/marts/*.sql")}


def _reads_beyond_marts(sql: str) -> list[str]:
    """What a published query reads, where it is not a mart."""
    models = re.findall(r"\bref\('(\w+)'\)", sql)
    sources = re.findall(r"\bsource\([^)]*\)", sql)
    return sources + [model for model in models if model not in MARTS]


def test_analyses_read_marts_alone() -> None:
    paths = list(ROOT.glob("analyses/*.sql"))

    assert paths
    assert not {
        p.name: found for p in paths if (found := _reads_beyond_marts(p.read_text()))
    }


def test_an_analysis_of_another_room_is_found() -> None:
    sql = "{{ ref('fct_claims') }} {{ ref('stg_claims') }} {{ source('raw', 'loads') }}"

    assert _reads_beyond_marts(sql) == ["source('raw', 'loads')", "stg_claims"]
