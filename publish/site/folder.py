"""The folder that is written: pages from templates, data as scripts, files as they are.

A page opened from a file may not fetch, but may load a script that lies beside it. So
data are scripts that call ``site.take(name, value)``.
"""

import json
from importlib import resources
from pathlib import Path
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined

PAGES = (
    ("index.html", "Overview"),
    ("incidents.html", "Incidents"),
    ("tables.html", "Tables"),
    ("quality.html", "Quality"),
    ("reading.html", "How to read this"),
)
OF_SUMS = tuple(page for page in PAGES if page[1] not in ("Incidents", "Quality"))
# Nothing from elsewhere is loaded, whatever words of a source should reach a page.
POLICY = (
    "default-src 'none'; script-src 'self' file:; style-src 'self' file:; "
    "img-src 'self' file: data:; base-uri 'none'; form-action 'none'"
)


def tell_figure(value: int | None) -> str:
    """A number with thousands marked; a dash where it is not stated."""
    return "–" if value is None else f"{value:,}"  # noqa: RUF001  # a table's dash


class Folder:
    """Writes files and remembers their sizes in bytes, by path."""

    def __init__(self, path: Path, release_id: str, *, has_rows: bool = True) -> None:
        """Files go under ``path``, which is made.

        Without rows there are no pages of incidents, nor of what is counted over them.
        """
        self.release_id = release_id
        self.path = path
        self.written: dict[str, int] = {}
        self._jinja = Environment(
            loader=PackageLoader("publish.site", "templates"),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
        )
        self._jinja.filters["figure"] = tell_figure
        self._shared = {
            "release": release_id,
            "pages": PAGES if has_rows else OF_SUMS,
            "policy": POLICY,
        }

    def copy_assets(self) -> None:
        """Style, scripts, and the licence of the outlines."""
        held = resources.files("publish.site") / "assets"
        for item in sorted(held.iterdir(), key=lambda found: found.name):
            self.write(f"assets/{item.name}", item.read_text("utf-8"))
        licence = resources.files("publish") / "world" / "LICENSE"
        self.write("assets/world-atlas.LICENSE.txt", licence.read_text("utf-8"))

    def page(
        self, name: str, template: str, /, here: str | None = None, **values: object
    ) -> None:
        """Render a page; ``here`` is the entry of the menu that it belongs to."""
        rendered = self._jinja.get_template(template).render(
            **self._shared, here=here or name, **values
        )
        self.write(name, rendered + "\n")

    def data(self, name: str, value: Any) -> str:  # noqa: ANN401  # as json.dumps
        """Write a value as a script; gives its path."""
        text = json.dumps(value, ensure_ascii=False, separators=(",", ":"), default=str)
        return self.script(name, text)

    def script(self, name: str, text: str) -> str:
        """Write JSON text as a script; gives its path."""
        path = f"data/{name}.js"
        self.write(path, f"site.take({json.dumps(name)},{text});\n")
        return path

    def write(self, name: str, text: str) -> None:
        """Write a text as UTF-8 with plain line ends."""
        path = self.path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        found = text.encode("utf-8")
        path.write_bytes(found)
        self.written[name] = len(found)

    def weigh(self, *names: str) -> int:
        """Bytes of these files together."""
        return sum(self.written[name] for name in names)
