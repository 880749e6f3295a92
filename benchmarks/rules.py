"""How often each rule of the grammar is right: of the texts whose figure it led.

``lexicon`` writes ingest/text/lexicon/en/confidence.yml, from which claims have their
confidence.
"""

from collections import defaultdict
from collections.abc import Callable, Iterator
from typing import NamedTuple

from labels import CHILDREN, WITH_PERPETRATORS, Label, Text, labels
from readers import Answer

from ingest.text.patterns import RULES
from ingest.text.summary import Figure

# A share of fewer texts says little: the rule has that of its kind, else of all.
_FEW = 20
_HEADER = """\
# How often the figure of a rule is that of the label, of the texts whose figure it
# led: "rule: [share, texts]". Where it led fewer than 20, the share is that of its
# kind of rule or of all rules, which the third entry names; the texts are its own.
# Made by "benchmarks/extraction.py FILE.jsonl... --confidence", not by hand."""
_KINDS = {rule.rule_id: rule.kind for rule in RULES}


class Tally(NamedTuple):
    """Texts that a rule led, and those of them that it read as the label has it."""

    texts: int
    exact: int

    @property
    def share(self) -> float:
        """The share exact; of none it is 0."""
        return self.exact / max(1, self.texts)


def use_of(label: Label) -> str:
    """The use of a reading that counts whom the set counts."""
    counts_all = label.part.split(",")[0] in WITH_PERPETRATORS
    return (
        "everybody" if counts_all and "everybody" in label.figures else label.figures[0]
    )


def led(
    texts: list[Text],
    read: list[Answer],
    is_exact: Callable[[Label, Figure], bool],
) -> dict[str, Tally]:
    """By rule, over all sets, the texts whose killed or injured it led."""
    hits: dict[str, list[bool]] = defaultdict(list)
    for text, answer in zip(texts, read, strict=True):
        for label in labels(text):
            use = use_of(label)
            rule = answer.rules.get((use, label.measure))
            # Parts of a set would count its texts twice.
            if rule and label.part == text["source"] and label.measure != CHILDREN:
                figure = answer.figure(use, label.measure)
                hits[rule].append(is_exact(label, figure))
    return {rule: Tally(len(told), sum(told)) for rule, told in sorted(hits.items())}


def table(tallies: dict[str, Tally]) -> Iterator[str]:
    """The rules by the texts they led."""
    yield "rule\tkind\ttexts\texact"
    for rule, tally in sorted(tallies.items(), key=lambda item: -item[1].texts):
        kind = _KINDS.get(rule, "none")
        yield f"{rule}\t{kind}\t{tally.texts}\t{tally.share:.3f}"


def _sum(tallies: list[Tally]) -> Tally:
    return Tally(sum(t.texts for t in tallies), sum(t.exact for t in tallies))


def lexicon(tallies: dict[str, Tally]) -> Iterator[str]:
    """The lines of confidence.yml: every rule, also one that led no text."""
    yield _HEADER
    everything = _sum(list(tallies.values()))
    by_kind = {
        kind: _sum([t for rule, t in tallies.items() if _KINDS.get(rule) == kind])
        for kind in set(_KINDS.values())
    }
    for rule in sorted(_KINDS.keys() | tallies.keys()):
        own = tallies.get(rule, Tally(0, 0))
        kind = _KINDS.get(rule, "")
        if own.texts >= _FEW:
            yield f"{rule}: [{own.share:.3f}, {own.texts}]"
        elif (kin := by_kind.get(kind, own)).texts >= _FEW:
            yield f"{rule}: [{kin.share:.3f}, {own.texts}, {kind}]"
        else:
            yield f"{rule}: [{everything.share:.3f}, {own.texts}, all]"
