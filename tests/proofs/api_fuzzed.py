"""Questions made from the description of the API at random, right ones and wrong ones, put to the running site.

    python -m tests.proofs.api_fuzzed [--database sqlite|postgresql] [--examples 200] [--seed N]

Schemathesis asks every address within and beyond what openapi.json allows and compares each answer with it: status,
form, members, problems. The site runs as `bin/serve` runs it, with an invented city of a few hundred proposals.
Status 0: no failure, no answer 5xx.
"""

import argparse
import os
import subprocess
import sys
import tempfile
from pathlib import Path

from tests.proofs.databases import KINDS, site_on

ROOT = Path(__file__).resolve().parent.parent.parent
PROPOSALS = 300


def main(arguments: list[str]) -> int:
    """Build, serve, ask."""
    parser = argparse.ArgumentParser(prog="python -m tests.proofs.api_fuzzed")
    parser.add_argument("--database", choices=KINDS, default="sqlite")
    parser.add_argument("--examples", type=int, default=200)
    parser.add_argument("--seed", type=int, default=None)
    asked = parser.parse_args(arguments)
    os.environ |= {"API_BURST": "100000000", "API_SUSTAINED": "100000000"}
    with site_on(asked.database), tempfile.TemporaryDirectory(prefix="yanlu-fuzzed-") as folder:
        from tests.running_site import run_site  # inline: settings stand only now

        with run_site(Path(folder), name="yanlu_fuzzed") as running:
            load = ["manage.py", "load_demo", "--proposals", str(PROPOSALS)]
            _run([sys.executable, *load], running.environment | {"YANLU_DEMO": "1"})
            return _fuzz(running.url, asked.examples, asked.seed)


def _fuzz(site: str, examples: int, seed: int | None) -> int:
    program = Path(sys.executable).with_name("schemathesis")
    line = [
        str(program), "run", f"{site}/api/v1/openapi.json", "--max-examples", str(examples),
        "--phases", "examples,coverage,fuzzing", "--continue-on-failure", "--no-color",
    ]  # fmt: skip
    if seed is not None:
        line += ["--seed", str(seed)]
    hooks = {"SCHEMATHESIS_HOOKS": "tests.proofs.api_places", "PYTHONPATH": str(ROOT)}
    with tempfile.TemporaryDirectory(prefix="yanlu-fuzzed-") as folder:  # it keeps notes where it runs
        done = subprocess.run(line, cwd=folder, env=os.environ | hooks, check=False)  # noqa: S603  ours
    return done.returncode


def _run(line: list[str], environment: dict[str, str]) -> None:
    done = subprocess.run(line, cwd=ROOT, env=environment, capture_output=True, check=False)  # noqa: S603  ours
    if done.returncode:
        raise SystemExit(done.stderr.decode(errors="replace")[-2000:])


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
