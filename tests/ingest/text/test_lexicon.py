"""The lexicon: what a file may hold, so that no word is lost in silence."""

from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml

from ingest.text import LANGUAGES, lexicon

FOLDER = Path(lexicon.__file__).parent / "lexicon"
FILES = sorted(FOLDER.glob("*/*.yml"))


def repeated_keys(node: yaml.Node) -> Iterator[str]:
    """Keys that stand twice in a mapping, of which YAML keeps only the last."""
    if isinstance(node, yaml.MappingNode):
        counts = Counter(key.value for key, _ in node.value)
        yield from (key for key, count in counts.items() if count > 1)
        for _, value in node.value:
            yield from repeated_keys(value)
    if isinstance(node, yaml.SequenceNode):
        for value in node.value:
            yield from repeated_keys(value)


@pytest.mark.parametrize(
    "path", FILES, ids=lambda path: f"{path.parent.name}.{path.stem}"
)
def test_no_key_stands_twice(path: Path) -> None:
    node = yaml.compose(path.read_text("utf-8"))
    assert node is not None
    assert list(repeated_keys(node)) == []


def test_a_repeated_key_is_found() -> None:
    node = yaml.compose("killed: {K: [killed], I: [died], K: [slain]}")
    assert node is not None
    assert list(repeated_keys(node)) == ["K"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_trigger_phrase_has_one_meaning(language: str) -> None:
    told = [
        phrase
        for symbols in lexicon.load_of(language, "triggers").values()
        for phrases in symbols.values()
        for phrase in phrases
    ]
    assert [phrase for phrase, count in Counter(told).items() if count > 1] == []
