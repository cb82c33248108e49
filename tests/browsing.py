"""Finding a Chromium on this machine and noting everything a page does that it should not."""

import shutil
import subprocess
import sys
from pathlib import Path

from playwright.sync_api import ConsoleMessage, Error, Page, Request

ARGUMENTS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
_NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome", "msedge")
_PLACES = (
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "C:/Program Files/Google/Chrome/Application/chrome.exe",
    "C:/Program Files (x86)/Microsoft/Edge/Application/msedge.exe",
)


def chromium() -> str | None:
    """Path of a Chromium or a browser made of it, None where there is none."""
    found = next(filter(None, map(shutil.which, _NAMES)), None)
    return found or next((place for place in _PLACES if Path(place).is_file()), None)


def lacking() -> str:
    """What this machine lacks for tests in a browser, as a sentence; "" when nothing."""
    if chromium() is None:
        return "这台机器没有 Chromium（Debian：apt install chromium）"
    if sys.platform == "linux" and not _has_noto():
        return "这台机器没有 Noto CJK 字体（Debian：apt install fonts-noto-cjk）"
    return ""


def watch(page: Page, *, origin: str) -> list[str]:
    """A list that fills with each console error, uncaught exception and request outside `origin`."""
    faults: list[str] = []

    def on_console(message: ConsoleMessage) -> None:
        if message.type == "error":
            faults.append(f"console: {message.text}")

    def on_error(error: Error) -> None:
        faults.append(f"exception: {error}")

    def on_request(request: Request) -> None:
        if not request.url.startswith((f"{origin}/", "data:")):
            faults.append(f"outside request: {request.url}")

    page.on("console", on_console)
    page.on("pageerror", on_error)
    page.on("request", on_request)
    return faults


def _has_noto() -> bool:
    lister = shutil.which("fc-list")
    if lister is None:
        return False
    command = [lister, ":lang=zh-cn", "family"]
    listed = subprocess.run(command, capture_output=True, text=True, check=True)  # noqa: S603  fixed arguments
    return "Noto" in listed.stdout
