"""Every rule that a claim may name says in a sentence what it means."""

import ast
import json
import re
from pathlib import Path

import pytest

from ingest.text import LANGUAGES, lexicon
from ingest.text.patterns import GRAMMARS

ROOM = Path(lexicon.__file__).parent
RULE_ID = re.compile(r"text\.[a-z_]+")


def written_ids() -> set[str]:
    """Rule ids that stand as words in the modules of the reader."""
    nodes = [
        node
        for path in ROOM.glob("*.py")
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
    ]
    words = [node.value for node in nodes if isinstance(node, ast.Constant)]
    return {w for w in words if isinstance(w, str) and RULE_ID.fullmatch(w)}


def emitted_ids(language: str) -> set[str]:
    """Rule ids that claims of a language may carry."""
    # What is matched only to be left out makes no claim.
    grammar = {r.rule_id for r in GRAMMARS[language] if r.kind != "nothing"}
    return grammar | written_ids()


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_rule_has_a_sentence_and_every_sentence_a_rule(language: str) -> None:
    explained = set(lexicon.load_of(language, "rules"))

    assert emitted_ids(language) - explained == set(), "rules without a sentence"
    assert explained - emitted_ids(language) == set(), "sentences without a rule"


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_sentence_is_one_line_and_ends(language: str) -> None:
    for rule_id, sentence in lexicon.load_of(language, "rules").items():
        assert re.fullmatch(r"[A-Z][^\n]{10,120}\.", sentence), rule_id


def test_the_rules_of_real_readings_are_among_them() -> None:
    golden = json.loads(Path(__file__).with_name("golden.json").read_text("utf-8"))
    used = {
        claim["rule_id"]
        for document in golden["documents"].values()
        for claim in document["claims"]
    }

    assert used
    assert used <= emitted_ids("en")
