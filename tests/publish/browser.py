"""A headless Chromium to open pages with, over its debugging pipe.

The pipe needs no package: messages are JSON, each closed by a null byte.
"""

import base64
import json
import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Self

CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser"))), None)
_QUIET = (
    *("--headless", "--no-sandbox", "--disable-gpu", "--remote-debugging-pipe"),
    *("--disable-background-networking", "--disable-component-update"),
    *("--disable-sync", "--no-first-run", "--hide-scrollbars"),
)
PHONE, DESKTOP = (390, 844), (1280, 900)


class Browser:
    """One page; ``errors`` has its console's complaints, ``asked`` its requests."""

    def __init__(self, into: int, out: int) -> None:
        self._into, self._out = into, out
        self._number, self._rest = 0, b""
        self._loaded = False
        self.errors: list[str] = []
        self.asked: list[str] = []
        made = self._call("Target.createTarget", url="about:blank")
        told = self._call(
            "Target.attachToTarget", targetId=made["targetId"], flatten=True
        )
        self._session = told["sessionId"]
        for domain in ("Page", "Runtime", "Log", "Network"):
            self.call(f"{domain}.enable")
        self.resize(DESKTOP)

    def call(self, method: str, **values: object) -> dict[str, Any]:
        return self._call(method, self._session, **values)

    def _call(
        self, method: str, session: str | None = None, **values: object
    ) -> dict[str, Any]:
        self._number += 1
        message = {"id": self._number, "method": method, "params": values}
        if session:
            message["sessionId"] = session
        os.write(self._into, json.dumps(message).encode() + b"\0")
        while (found := self._read()).get("id") != self._number:
            self._note(found)
        if "error" in found:
            raise RuntimeError(f"{method}: {found['error']}")
        return dict(found["result"])

    def _read(self) -> dict[str, Any]:
        while b"\0" not in self._rest:
            self._rest += os.read(self._out, 1 << 20)
        line, _, self._rest = self._rest.partition(b"\0")
        return dict(json.loads(line))

    def _note(self, event: dict[str, Any]) -> None:
        told = event.get("params", {})
        match event.get("method"):
            case "Page.loadEventFired":
                self._loaded = True
            case "Runtime.exceptionThrown":
                self.errors.append(json.dumps(told["exceptionDetails"])[:600])
            case "Log.entryAdded" if told["entry"]["level"] == "error":
                self.errors.append(told["entry"]["text"])
            case "Network.requestWillBeSent":
                self.asked.append(told["request"]["url"])

    def open(self, page: Path, mark: str = "") -> Self:
        """Open a page from its file, and wait until it is loaded."""
        # A page that differs behind the # alone would not be loaded again.
        self.call("Page.navigate", url="about:blank")
        self._loaded = False
        self.errors, self.asked = [], []
        self.call("Page.navigate", url=page.as_uri() + mark)
        while not self._loaded:
            self._note(self._read())
        self.run("new Promise((done) => setTimeout(done, 150))")
        return self

    def run(self, script: str) -> Any:  # noqa: ANN401  # what the page gives
        """The value of an expression in the page; a promise is waited for."""
        told = self.call(
            "Runtime.evaluate",
            expression=script,
            awaitPromise=True,
            returnByValue=True,
        )
        if "exceptionDetails" in told:
            raise RuntimeError(json.dumps(told["exceptionDetails"])[:600])
        return told["result"].get("value")

    def text(self, selector: str) -> str:
        """What a reader sees of an element."""
        return str(self.run(f"document.querySelector({selector!r}).innerText"))

    def choose(self, field: str, value: str) -> None:
        """Set a field by its id, as a hand does, and wait for the page."""
        self.run(
            f"(() => {{ const field = document.getElementById({field!r});"
            f"field.value = {value!r};"
            "field.dispatchEvent(new Event('input', {bubbles: true}));"
            "field.dispatchEvent(new Event('change', {bubbles: true})); })()"
        )
        self.run("new Promise((done) => setTimeout(done, 250))")

    def resize(self, size: tuple[int, int]) -> None:
        self.call(
            "Emulation.setDeviceMetricsOverride",
            width=size[0],
            height=size[1],
            deviceScaleFactor=1,
            mobile=size[0] < DESKTOP[0] // 2,
        )

    def dress(self, *, dark: bool = False, paper: bool = False) -> None:
        scheme = "dark" if dark else "light"
        self.call(
            "Emulation.setEmulatedMedia",
            media="print" if paper else "",
            features=[{"name": "prefers-color-scheme", "value": scheme}],
        )

    def shoot(self, path: Path, *, whole: bool = False) -> None:
        """A picture of what is seen, or of the whole page."""
        told = self.call(
            "Page.captureScreenshot", format="png", captureBeyondViewport=whole
        )
        path.write_bytes(base64.b64decode(told["data"]))

    def print(self, path: Path) -> None:
        told = self.call("Page.printToPDF", printBackground=True)
        path.write_bytes(base64.b64decode(told["data"]))


@contextmanager
def browse() -> Iterator[Browser]:
    """Start Chromium, and end it with its folder."""
    assert CHROMIUM, "there is no Chromium"
    to_read, into = os.pipe()
    out, to_write = os.pipe()

    def connect() -> None:
        # Chromium reads from 3 and writes to 4; these four may stand on them.
        reader, writer = os.dup(to_read), os.dup(to_write)
        os.dup2(reader, 3)
        os.dup2(writer, 4)

    with TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        process = subprocess.Popen(  # noqa: S603  # as found on the path
            [CHROMIUM, *_QUIET, f"--user-data-dir={folder}", "about:blank"],
            preexec_fn=connect,  # noqa: PLW1509  # no other thread runs here
            close_fds=False,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        os.close(to_read)
        os.close(to_write)
        try:
            yield Browser(into, out)
        finally:
            process.kill()
            process.wait()
            os.close(into)
            os.close(out)
