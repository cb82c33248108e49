"""Every kind of page of the demonstration, in every light and at every width, as a browser and the validators see it.

    python -m tests.proofs.pages [--vnu vnu.jar] [--lighthouse "COMMAND"] [--shots FOLDER] [--only NAME ...]

Serves the invented city in a folder of its own. Each page: axe finds nothing at four widths in light, dark and large
text, nothing is wider than the screen, nothing is asked of another origin, the console says nothing, no cookie is set,
at most 60 kB of HTML and 100 kB in all come over the wire. With `--vnu` (the Nu validator, needs Java) the HTML is
valid; with `--lighthouse` (say "npx lighthouse") its scores are accessibility 100, best practices 95, SEO 95 or more.
Not asked for there: that crawlers are welcome, as a demonstration lets none in, and that a page that is not there
answers 200.
Prints a line for each page and every fault; exits with status 1 if there is one.
"""

import argparse
import contextlib
import json
import os
import shlex
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, sync_playwright

from config.demonstration import DATABASE, FOLDER
from tests.browsing import ARGUMENTS, chromium, lacking, watch
from tests.proofs.kinds_of_page import ADMIN, MISSING, public_pages
from tests.running_site import Account, RunningSite, create_staff, run_site

WIDTHS = (320, 390, 768, 1280)
LOOKS = (("light", ""), ("dark", ""), ("light", "l"))  # the colours that the reader's system asks for, the size of text
HTML, WIRE = 60_000, 100_000  # bytes
SCORES = {"accessibility": 100, "best-practices": 95, "seo": 95}
WIDER = "document.documentElement.scrollWidth - document.documentElement.clientWidth"


@dataclass(frozen=True)
class Weight:
    """Of one page: bytes of HTML before packing, and of everything over the wire on a first visit."""

    html: int
    wire: int


def main() -> int:
    options = _options()
    if lacking():
        sys.exit(lacking())
    with tempfile.TemporaryDirectory(prefix="yanlu-pages-") as name, _demonstration(Path(name)) as site:
        staff = create_staff(site)
        pages = {name: at for name, at in public_pages(site.url).items() if not options.only or name in options.only}
        own = {name: at for name, at in ADMIN.items() if not options.only or name in options.only}
        faults = list(_seen(site, pages, own, staff, options.shots))
        faults += _validated(site, pages, options.vnu) if options.vnu else []
        faults += _scored(site, pages, options.lighthouse) if options.lighthouse else []
    print("\n".join(faults) or "no fault")
    return 1 if faults else 0


@contextlib.contextmanager
def _demonstration(folder: Path) -> Iterator[RunningSite]:
    # The demonstration is an SQLite file of its own; this process only asks its settings which kind it is.
    os.environ |= {"DATABASE_URL": f"sqlite:///{folder / 'unused.sqlite3'}", "SECRET_KEY": "x" * 50}
    os.environ["DJANGO_SETTINGS_MODULE"] = "config.settings"
    with run_site(folder, name="pages", arguments=["--demo"]) as site:
        var = Path(site.environment["YANLU_VAR"]) / FOLDER
        own = {"YANLU_VAR": str(var), "DATABASE_URL": f"sqlite:///{var / DATABASE}", "YANLU_DEMO": "1"}
        yield replace(site, environment=site.environment | own)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--vnu", type=Path)
    parser.add_argument("--lighthouse")
    parser.add_argument("--shots", type=Path)
    parser.add_argument("--only", nargs="*", default=[])
    return parser.parse_args()


def _seen(
    site: RunningSite, pages: dict[str, str], own: dict[str, str], staff: Account, shots: Path | None
) -> Iterator[str]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium(), args=ARGUMENTS)
        for name, address in pages.items():
            yield from _weighed(browser, site.url, name, address)
        for scheme, size in LOOKS:
            yield from _looked_at(browser, site.url, pages, (scheme, size), shots=shots)
            yield from _looked_at(browser, site.url, own, (scheme, size), shots=shots, staff=staff)
        browser.close()


def _weighed(browser: Browser, origin: str, name: str, address: str) -> Iterator[str]:
    """On a first visit, with nothing kept."""
    context = browser.new_context(base_url=origin)
    page = context.new_page()
    loaded: list[int] = []
    session = context.new_cdp_session(page)
    session.send("Network.enable")
    session.on("Network.loadingFinished", lambda event: loaded.append(int(event["encodedDataLength"])))
    answer = page.goto(address, wait_until="networkidle")
    assert answer is not None
    weight = Weight(len(answer.body()), sum(loaded))
    print(f"{name}: {weight.html} bytes of HTML, {weight.wire} in all over the wire", flush=True)
    if weight.html > HTML or weight.wire > WIRE:
        yield f"{name}: too heavy: {weight}"
    if context.cookies():
        yield f"{name}: sets a cookie"
    context.close()


def _looked_at(
    browser: Browser, origin: str, pages: dict[str, str], look: tuple[str, str], *, shots: Path | None,
    staff: Account | None = None,
) -> Iterator[str]:  # fmt: skip
    scheme, size = look
    context = browser.new_context(base_url=origin, locale="zh-CN", color_scheme=scheme)  # type: ignore[arg-type]  # light or dark
    page = context.new_page()
    if staff:
        _sign_in(page, staff)
    faults = watch(page, origin=origin)
    for name, address in pages.items():
        answer = page.goto(f"{address}{'&' if '?' in address else '?'}size={size}" if size and not staff else address)
        if name not in MISSING and (answer is None or answer.status != 200):
            yield f"{name}: {address} is answered with {answer.status if answer else 'nothing'}"
        for width in WIDTHS:
            page.set_viewport_size({"width": width, "height": 900})
            where = f"{name}, {width} px, {scheme}{', large text' if size else ''}"
            yield from (f"{where}: {fault}" for fault in _faults(page, stock=staff is not None))
            if shots and width in {390, 1280}:
                page.screenshot(path=shots / f"{name.replace(' ', '-')}-{width}-{scheme}{size}.png", full_page=True)
        # Chromium itself notes an answer 4xx.
        yield from (f"{name}, {scheme}: {one}" for one in faults if not (name in MISSING and "status of 4" in one))
        faults.clear()
    context.close()


def _faults(page: Page, *, stock: bool) -> list[str]:
    """What axe has against the page, and by how much it is wider than the screen.

    `stock`: without axe's copies of style sheets, which the rules for staff pages rightly refuse.
    """
    found = Axe().run(page, options={"preload": False} if stock else None).response["violations"]
    wider = page.evaluate(WIDER)
    return [f"{one['id']}: {one['nodes'][0]['html'][:200]}" for one in found] + (
        [f"{wider} px too wide"] if wider > 0 else []
    )


def _sign_in(page: Page, staff: Account) -> None:
    page.goto("/admin/login/?next=/admin/")
    page.locator("input[name=username]").fill(staff.name)
    page.locator("input[name=password]").fill(staff.password)
    page.locator("[type=submit]").first.click()
    page.wait_for_url("**/admin/")


def _validated(site: RunningSite, pages: dict[str, str], jar: Path) -> list[str]:
    command = ["java", "-jar", str(jar), "--format", "json", "--exit-zero-always"]
    found = []
    for name, address in pages.items():
        with tempfile.NamedTemporaryFile(suffix=".html") as file:
            fetched = subprocess.run(["curl", "-s", site.url + address], capture_output=True, check=True)  # noqa: S603, S607  ours
            file.write(fetched.stdout)
            file.flush()
            done = subprocess.run([*command, file.name], capture_output=True, check=True)  # noqa: S603  as above
        messages: list[dict[str, Any]] = json.loads(done.stderr)["messages"]
        found += [
            f"{name}: HTML: {one['message']}: {one.get('extract', '')}" for one in messages if one["type"] != "info"
        ]
    return found


def _scored(site: RunningSite, pages: dict[str, str], command: str) -> list[str]:
    fixed = [
        "--output=json",
        "--quiet",
        f"--only-categories={','.join(SCORES)}",
        "--chrome-flags=" + " ".join(ARGUMENTS),
    ]
    found = []
    for name, address in pages.items():
        there = ["--skip-audits=is-crawlable"]
        missing = ["--ignore-status-code", "--skip-audits=is-crawlable,http-status-code"]
        line = [*shlex.split(command), site.url + address, *fixed, *(missing if name in MISSING else there)]
        environment = os.environ | {"CHROME_PATH": chromium() or ""}
        done = subprocess.run(line, capture_output=True, check=False, env=environment)  # noqa: S603  as above
        if done.returncode:
            found.append(f"{name}: Lighthouse: {done.stderr.decode(errors='replace')[-300:]}")
            continue
        found += _short(name, json.loads(done.stdout))
    return found


def _short(name: str, told: dict[str, Any]) -> list[str]:
    """What falls short of the scores, with the audits it failed."""
    scores = {key: round(100 * (told["categories"][key]["score"] or 0)) for key in SCORES}
    print(f"{name}: Lighthouse {scores}", flush=True)
    return [
        f"{name}: {key} {scores[key]}: {', '.join(_failed(told, key))}" for key in SCORES if scores[key] < SCORES[key]
    ]


def _failed(told: dict[str, Any], category: str) -> Sequence[str]:
    weighed = [one["id"] for one in told["categories"][category]["auditRefs"] if one["weight"]]
    return [
        one for one in weighed if (told["audits"][one]["score"] or 0) < 1 and told["audits"][one]["score"] is not None
    ]


if __name__ == "__main__":
    sys.exit(main())
