"""The documents speak of what exists: commands, options, targets, tables, links."""

import re
from collections.abc import Callable, Iterator
from pathlib import Path

import click
import pytest
import yaml
from click.testing import CliRunner

from casualty.cli import main
from ingest.sources import ADAPTERS

ROOT = Path(__file__).parents[2]
PAGES = [
    page
    for page in (*ROOT.glob("*.md"), *ROOT.glob("*/**/*.md"))
    if not any(part.startswith(".") for part in page.relative_to(ROOT).parts)
    and page.relative_to(ROOT).parts[0] not in ("logs", "target")
]
MODELS = {
    path.stem for kind in ("sql", "py") for path in ROOT.glob(f"models/**/*.{kind}")
}
ANALYSES = {path.stem for path in ROOT.glob("analyses/*.sql")}
SEEDS = {path.stem for path in ROOT.glob("seeds/*.csv")}
TARGETS = set(re.findall(r"^([a-z.]+):", (ROOT / "Makefile").read_text(), re.MULTILINE))

FENCE = re.compile(r"^ *```[^\n]*\n(.*?)^ *```", re.MULTILINE | re.DOTALL)
INLINE = re.compile(r"`([^`\n]+)`")
START = r"(?:^|&&|[|;$(]) *(?:CASUALTY_[A-Z]+=\S+ +)?(?:\.venv/bin/)?"
VERB = re.compile(START + r"casualty +([a-z][a-z-]*)([^\n&|;`]*)", re.MULTILINE)
TARGET = re.compile(START + r"make +([a-z]+)", re.MULTILINE)
SELECTION = re.compile(r"\bdbt +[a-z]+ [^\n`]*--select +([a-z0-9_]+)")
MART = re.compile(r"\b((?:stg|int|dim|fct|bridge|agg)_[a-z0-9_]+\b|casualties_default)")


def _code(page: str) -> str:
    """What a page shows as code: its fenced blocks, then its words in backticks."""
    rest = FENCE.sub("", page)
    return "\n".join([*FENCE.findall(page), *INLINE.findall(rest)])


def _unknown_verbs(code: str) -> Iterator[str]:
    for verb, options in VERB.findall(code):
        if (command := main.commands.get(verb)) is None:
            yield f"casualty {verb}: there is no such verb"
            continue
        known = {name for option in command.params for name in option.opts} | {"--help"}
        for option in re.findall(r"(?<=\s)--[a-z-]+", options):
            if option not in known:
                yield f"casualty {verb} {option}: there is no such option"


def _unknown_targets(code: str) -> Iterator[str]:
    for target in TARGET.findall(code):
        if target not in TARGETS:
            yield f"make {target}: there is no such target"


def _unknown_selections(code: str) -> Iterator[str]:
    for name in SELECTION.findall(code):
        if name not in ANALYSES | MODELS | SEEDS:
            yield f"--select {name}: there is no such model or analysis"


def _unknown_tables(code: str) -> Iterator[str]:
    for name in MART.findall(code):
        # `agg_` and `dim_` alone, or `agg_<subject>`, name a kind of table.
        if name not in MODELS and not name.endswith("_"):
            yield f"{name}: there is no such model"


CHECKS = [_unknown_verbs, _unknown_targets, _unknown_selections, _unknown_tables]


def _id(value: object) -> str | None:
    return str(value.relative_to(ROOT)) if isinstance(value, Path) else None


@pytest.mark.parametrize("page", PAGES, ids=_id)
def test_a_page_names_only_what_exists(page: Path) -> None:
    code = _code(page.read_text("utf-8"))

    assert not [fault for check in CHECKS for fault in check(code)]


def test_the_command_names_only_what_exists() -> None:
    # Its help and its hints stand in strings, where a backtick may open a line.
    sources = [p.read_text("utf-8") for p in sorted(ROOT.glob("casualty/*.py"))]
    source = "\n".join(sources)
    code = "\n".join([source, *INLINE.findall(source)])

    assert not [fault for check in CHECKS for fault in check(code)]


@pytest.mark.parametrize(
    ("check", "text", "fault"),
    [
        (_unknown_verbs, "Type `casualty lod x.csv`.", "casualty lod: "),
        (
            _unknown_verbs,
            "```\ncasualty load x --colour\n```",
            "casualty load --colour",
        ),
        (_unknown_verbs, "```\nmake && casualty lod x\n```", "casualty lod: "),
        (_unknown_verbs, "`CASUALTY_DB=x.duckdb casualty lod`", "casualty lod: "),
        (_unknown_targets, "```\nmake tests\n```", "make tests: "),
        (_unknown_selections, "`dbt show --select nothing`", "--select nothing: "),
        (_unknown_tables, '```\nduckdb x -c "from fct_deaths"\n```', "fct_deaths: "),
    ],
)
def test_what_does_not_exist_is_found(
    check: Callable[[str], Iterator[str]], text: str, fault: str
) -> None:
    (found,) = check(_code(text))

    assert found.startswith(fault)


def test_prose_is_not_taken_for_a_command() -> None:
    code = _code(
        "The casualty recorders make lists.\n\n`agg_<subject>__<grain>`, `dim_`"
    )

    assert not [fault for check in CHECKS for fault in check(code)]


@pytest.mark.parametrize("verb", [None, *main.commands])
def test_help_begins_with_an_example(verb: str | None) -> None:
    arguments = [verb, "--help"] if verb else ["--help"]

    result = CliRunner().invoke(main, arguments, prog_name="casualty")

    assert result.exit_code == 0
    before_options = result.output.split("\nOptions:")[0]
    example = re.search(rf"^ +casualty {verb or ''}", before_options, re.MULTILINE)
    assert example, f"`casualty {verb} --help` shows no example"


def test_every_verb_says_in_a_sentence_what_it_does() -> None:
    assert isinstance(main, click.Group)
    for command in main.commands.values():
        assert re.match(r"[A-Z][^\n]+\.\n", f"{command.help}\n"), command.name


def test_decisions_are_numbered_once_and_without_a_gap() -> None:
    pages = sorted((ROOT / "docs/decisions").glob("*.md"))

    numbers = [int(page.name[:4]) for page in pages]
    assert numbers == list(range(1, len(pages) + 1))
    for page in pages:
        assert page.read_text("utf-8").startswith(f"# {page.name[:4]} "), page.name


def test_every_model_is_described_in_its_folder() -> None:
    for folder in ("staging", "intermediate", "marts"):
        described = [
            model["name"]
            for path in (ROOT / "models" / folder).glob("*.yml")
            for model in yaml.safe_load(path.read_text("utf-8")).get("models", [])
        ]
        models = sorted(
            path.stem
            for path in (ROOT / "models" / folder).iterdir()
            if path.suffix in (".sql", ".py")
        )
        assert sorted(described) == models


def test_every_reader_is_described() -> None:
    page = (ROOT / "docs/importers.md").read_text("utf-8")
    assert [name for name in ADAPTERS if f"`{name}`" not in page] == []


LINK = re.compile(r"\]\(<?([^)\s>]+)>?\)")
OUTSIDE = ("http://", "https://", "mailto:")


def _anchors(page: Path) -> set[str]:
    """The anchors of a page's headings, as code hosts make them."""
    headings = re.findall(r"^#+ (.+)$", page.read_text("utf-8"), re.MULTILINE)
    plain = (re.sub(r"[^\w\- ]", "", heading.lower()) for heading in headings)
    return {heading.replace(" ", "-") for heading in plain}


def _dead_links(text: str, page: Path) -> list[str]:
    """Relative links of a page's text to files or headings that are not there."""
    dead = []
    for link in LINK.findall(FENCE.sub("", text)):
        path, _, anchor = link.partition("#")
        target = page.parent / path if path else page
        if link.startswith(OUTSIDE):
            continue
        if not target.exists() or (anchor and anchor not in _anchors(target)):
            dead.append(link)
    return dead


@pytest.mark.parametrize("page", PAGES, ids=_id)
def test_relative_links_lead_somewhere(page: Path) -> None:
    assert not _dead_links(page.read_text("utf-8"), page)


def test_a_dead_link_is_found() -> None:
    page = ROOT / "CONTRIBUTING.md"
    text = "[a](nowhere.md) [b](CHANGELOG.md) [c](#conventions) [d](CHANGELOG.md#x)"

    assert _dead_links(text, page) == ["nowhere.md", "CHANGELOG.md#x"]
