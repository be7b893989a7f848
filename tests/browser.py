"""A real browser that tests drive: headless Chromium over its debugging pipe (Chrome DevTools Protocol)."""

import json
import os
import shutil
import tempfile
import threading
from base64 import b64decode
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")

PATIENCE = 60
"""Seconds after which an answer that does not come counts as none, and the browser is ended."""

FLAGS = ("--headless", "--no-sandbox", "--disable-gpu", "--hide-scrollbars", "--no-first-run", "--disable-extensions",
         "--disable-background-networking", "--remote-debugging-pipe")


class Browser:
    """A running browser: what is sent to it, and what it tells."""

    def __init__(self, to: int, back: int, pid: int) -> None:
        self._to, self._back, self.pid = os.fdopen(to, "wb"), os.fdopen(back, "rb"), pid
        self._rest = b""
        self._sent = 0
        self.told: list[dict[str, Any]] = []

    def ask(self, method: str, session: str = "", **parameters: Any) -> Any:
        """Send a command and give its answer; what the browser tells meanwhile is kept."""
        self._sent += 1
        command = {"id": self._sent, "method": method, "params": parameters}
        command |= {"sessionId": session} if session else {}
        self._to.write(json.dumps(command).encode() + b"\0")
        self._to.flush()
        while (said := self.hear()).get("id") != self._sent:
            self.told.append(said)
        assert "error" not in said, (method, said)
        return said["result"]

    def close(self) -> None:
        """Let go of the pipe."""
        self._to.close()
        self._back.close()

    def hear(self) -> dict[str, Any]:
        """Give the next thing that the browser says."""
        while b"\0" not in self._rest:
            watch = threading.Timer(PATIENCE, os.kill, (self.pid, 9))
            watch.start()
            piece = os.read(self._back.fileno(), 1 << 20)
            watch.cancel()
            assert piece, "the browser said nothing any more"
            self._rest += piece
        line, self._rest = self._rest.split(b"\0", 1)
        return dict(json.loads(line))


class Page:
    """One tab."""

    def __init__(self, browser: Browser) -> None:
        target = browser.ask("Target.createTarget", url="about:blank")["targetId"]
        self._browser = browser
        self._session = browser.ask("Target.attachToTarget", targetId=target, flatten=True)["sessionId"]
        for domain in ("Page", "Runtime", "Network", "Log"):
            self.ask(f"{domain}.enable")

    def ask(self, method: str, **parameters: Any) -> Any:
        """Send a command to this tab."""
        return self._browser.ask(method, self._session, **parameters)

    def open(self, address: str) -> None:
        """Go to an address, and wait until all is loaded that the page itself names."""
        self._browser.told.clear()
        self.ask("Page.navigate", url=address)
        self._wait("Page.loadEventFired")

    def js(self, expression: str) -> Any:
        """Give what an expression gives, or the promise that it gives."""
        answer = self.ask("Runtime.evaluate", expression=expression, awaitPromise=True, returnByValue=True,
                          userGesture=True)
        assert "exceptionDetails" not in answer, answer["exceptionDetails"]
        return answer["result"].get("value")

    def until(self, expression: str) -> Any:
        """Wait until an expression gives something that counts as true; give that."""
        return self.js(f"""new Promise((resolve, reject) => {{
          const end = Date.now() + {PATIENCE - 10}000;
          const look = () => {{
            const found = {expression};
            if (found) resolve(found); else if (Date.now() > end) reject(new Error("never")); else setTimeout(look, 10);
          }};
          look();
        }})""")

    def key(self, key: str, *, shift: bool = False) -> None:
        """Press a key; a single character is typed."""
        code = {"Tab": 9, "Enter": 13, " ": 32}.get(key, 0)
        text = {"text": "\r" if key == "Enter" else key} if len(key) == 1 or key == "Enter" else {}
        press = {"key": key, "windowsVirtualKeyCode": code, "modifiers": 8 * shift}
        self.ask("Input.dispatchKeyEvent", type="keyDown", **press, **text)
        self.ask("Input.dispatchKeyEvent", type="keyUp", **press)

    def leave(self, key: str) -> None:
        """Press a key that leads to another page, and wait for that."""
        self._browser.told.clear()
        self.key(key)
        self._wait("Page.loadEventFired")

    def type(self, text: str) -> None:
        """Put a text where the cursor is, as an input method does."""
        self.ask("Input.insertText", text=text)

    def look(self, *, width: int = 1280, height: int = 900, dark: bool = False) -> None:
        """Set the size of the window, and whether the user likes it dark."""
        size = {"width": width, "height": height, "deviceScaleFactor": 1, "mobile": width < 600}
        self.ask("Emulation.setDeviceMetricsOverride", **size)
        scheme = [{"name": "prefers-color-scheme", "value": "dark" if dark else "light"}]
        self.ask("Emulation.setEmulatedMedia", features=scheme)

    def picture(self, file: Path) -> None:
        """Take a picture of what the window shows."""
        file.write_bytes(b64decode(self.ask("Page.captureScreenshot", format="png")["data"]))

    def requests(self) -> list[str]:
        """Give the addresses that were asked for since the page was opened."""
        self.ask("Runtime.evaluate", expression="0")
        return [said["params"]["request"]["url"] for said in self._told("Network.requestWillBeSent")]

    def complaints(self) -> list[str]:
        """Give what the console showed as errors or warnings since the page was opened."""
        self.ask("Runtime.evaluate", expression="0")
        entries = [said["params"]["entry"] for said in self._told("Log.entryAdded")]
        thrown = [said["params"]["exceptionDetails"]["text"] for said in self._told("Runtime.exceptionThrown")]
        return [one["text"] for one in entries if one["level"] in {"error", "warning"}] + thrown

    def _told(self, method: str) -> list[dict[str, Any]]:
        return [said for said in self._browser.told if said.get("method") == method]

    def _wait(self, method: str) -> None:
        while not self._told(method):
            self._browser.told.append(self._browser.hear())


@contextmanager
def browsing() -> Iterator[Browser]:
    """Start a browser with a profile of its own, and end it."""
    (theirs_in, to), (back, theirs_out) = os.pipe(), os.pipe()
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as profile:
        silent = os.open(os.devnull, os.O_RDWR)
        given = {0: silent, 1: silent, 2: silent, 3: theirs_in, 4: theirs_out}
        # The browser speaks on 3 and 4, which may be anything here: first all are out of the way.
        high = {at: os.dup2(one, 100 + at) for at, one in given.items()}
        actions = [(os.POSIX_SPAWN_DUP2, one, at) for at, one in high.items()]
        command = ["chromium", *FLAGS, f"--user-data-dir={profile}"]
        pid = os.posix_spawn(str(CHROMIUM), command, os.environ, file_actions=actions)
        for one in {*given.values(), *high.values()}:
            os.close(one)
        browser = Browser(to, back, pid)
        try:
            yield browser
        finally:
            browser.ask("Browser.close")
            os.waitpid(pid, 0)
            browser.close()
