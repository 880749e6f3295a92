"""How to read this: the Markdown pages of the project, as pages of the site."""

import re
from html import escape
from itertools import pairwise
from pathlib import Path

from markdown_it import MarkdownIt
from markdown_it.token import Token

from ingest.errors import DataError
from publish.site.folder import Folder

# In the order in which a newcomer reads; what else lies there is for those who run it.
READ = (
    ("what-is-a-casualty", "What is a casualty, and who is counted"),
    ("methodology", "Methodology: how a figure comes about"),
    ("policies", "Policies: how an estimate is made of claims that differ"),
    ("matching", "Matching: when reports are of one incident"),
    ("time", "Time: what was known when"),
    ("accuracy", "Accuracy: what was measured"),
    ("quirks", "Quirks of the files"),
)


def write_reading(site: Folder, docs: Path) -> None:
    """Write a page for each of ``READ`` that is there, and their list.

    Raises:
        DataError: none of them is there.
    """
    found = [(name, words) for name, words in READ if (docs / f"{name}.md").exists()]
    if not found:
        raise DataError(f"{docs} has no pages of the method; name the folder of docs")
    pages = {f"{name}.md": f"reading-{name}.html" for name, _ in found}
    for name, words in found:
        body = render((docs / f"{name}.md").read_text("utf-8"), pages)
        site.page(
            f"reading-{name}.html", "prose.html", here="reading.html",
            title=words, body=body,
        )  # fmt: skip
    listed = [(f"reading-{name}.html", words) for name, words in found]
    site.page("reading.html", "reading.html", listed=listed)


def render(text: str, pages: dict[str, str]) -> str:
    """Markdown as HTML: markup in it is shown, not run; links lead to ``pages``.

    A link to a file that is not in the site becomes its words.
    """
    parser = MarkdownIt("commonmark", {"html": False}).enable("table")
    tokens = parser.parse(re.sub(r"<!--.*?-->\n*", "", text, flags=re.DOTALL))
    for block in tokens:
        if block.type in ("heading_open", "heading_close"):
            continue
        for token in block.children or []:
            _lead(token, pages)
    _name_headings(tokens)
    _align(tokens)
    shown = str(parser.renderer.render(tokens, parser.options, {}))
    shown = shown.replace("<pre>", '<pre tabindex="0">')
    return shown.replace("<table>", '<div class="scroll" tabindex="0" role="group" '
        'aria-label="Table"><table>').replace("</table>", "</table></div>")  # fmt: skip


def _lead(token: Token, pages: dict[str, str]) -> None:
    if token.type != "link_open":
        return
    address = str(token.attrs.get("href", ""))
    file, mark, anchor = address.partition("#")
    if address.startswith(("https://", "http://", "#")):
        token.attrSet("rel", "noreferrer")
    elif file in pages:
        token.attrSet("href", pages[file] + mark + anchor)
    else:
        token.attrs.pop("href")


def _name_headings(tokens: list[Token]) -> None:
    """The anchors that links within the documents use, as code hosts make them."""
    for opening, inline in pairwise(tokens):
        if opening.type == "heading_open":
            words = re.sub(r"[^\w\- ]", "", inline.content.lower())
            opening.attrSet("id", escape(words.replace(" ", "-")))


def _align(tokens: list[Token]) -> None:
    """Numbers stand right by the site's style; a page may bear none of its own."""
    for token in tokens:
        if "right" in str(token.attrs.pop("style", "")):
            token.attrSet("class", "n")
