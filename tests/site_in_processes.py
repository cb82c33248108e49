"""A site driven from outside: commands as processes of their own, and what is in the database by plain SQL."""

import sqlite3
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import psycopg

from tests.running_site import ROOT, environment_of

# What hangs on something that is not there. Foreign keys forbid most of it; what spans several tables they do not.
ORPHANS = (
    "proposals_proposal p WHERE NOT EXISTS (SELECT 1 FROM proposals_followup f WHERE f.proposal_id = p.id)",
    "proposals_report r WHERE NOT EXISTS (SELECT 1 FROM proposals_reportcontent c WHERE c.report_id = r.id)",
    "proposals_report r WHERE NOT EXISTS (SELECT 1 FROM proposals_importfile f WHERE f.report_id = r.id)",
    "proposals_importfile f WHERE f.state IN ('applied', 'undone') AND f.report_id IS NULL",
    "proposals_importbatch b WHERE NOT EXISTS (SELECT 1 FROM proposals_importfile f WHERE f.batch_id = b.id)",
    "delegates_delegate d WHERE NOT EXISTS (SELECT 1 FROM proposals_proposer p WHERE p.delegate_id = d.id)"
    " AND NOT EXISTS (SELECT 1 FROM proposals_span s WHERE s.delegate_id = d.id)",
    "delegates_post t WHERE NOT EXISTS (SELECT 1 FROM delegates_delegate d WHERE d.id = t.delegate_id)",
    "proposals_ask a WHERE NOT EXISTS (SELECT 1 FROM proposals_proposal p"
    " WHERE p.id = a.proposal_id AND p.state <> 'retracted')",
    "search_text t WHERE NOT EXISTS (SELECT 1 FROM proposals_proposal p WHERE p.id = t.id AND p.state <> 'retracted')",
    "proposals_written w WHERE NOT EXISTS (SELECT 1 FROM proposals_importfile f WHERE f.id = w.file_id)",
)
COUNTS = {
    "reports": "proposals_report",
    "standing reports": "proposals_report WHERE retracted_at IS NULL",
    "proposals": "proposals_proposal",
    "standing proposals": "proposals_proposal WHERE state <> 'retracted'",
    "delegates": "delegates_delegate",
    "events": "proposals_followup",
    "batches": "proposals_importbatch",
    "files": "proposals_importfile",
    "applied files": "proposals_importfile WHERE state = 'applied'",
    "undone files": "proposals_importfile WHERE state = 'undone'",
}
EMPTY = {**dict.fromkeys(COUNTS, 0), "orphans": 0}


@dataclass(frozen=True)
class Site:
    """The environment in which commands reach one database."""

    environment: dict[str, str]

    @classmethod
    def prepared(cls, folder: Path, url: str) -> "Site":
        """With tables and reference data, and no report yet."""
        site = cls(environment_of(folder, 8000, url))
        site.run("migrate", "--verbosity=0")
        site.run("load_reference", "--verbosity=0")
        return site

    def run(self, *arguments: str) -> None:
        """A command that has to succeed."""
        line = _command_line(*arguments)
        done = subprocess.run(line, cwd=ROOT, env=self.environment, capture_output=True, check=False)  # noqa: S603  ours
        if done.returncode:
            raise AssertionError(f"{' '.join(arguments)}: {done.stderr.decode(errors='replace')[-4000:]}")

    def start(self, *arguments: str) -> "subprocess.Popen[bytes]":
        """A command in the background."""
        sink = subprocess.DEVNULL
        return subprocess.Popen(_command_line(*arguments), cwd=ROOT, env=self.environment, stdout=sink, stderr=sink)  # noqa: S603  ours

    def kill_after(self, seconds: float, *arguments: str) -> bool:
        """Start a command and kill it (SIGKILL) after this time; whether it was still running."""
        process = self.start(*arguments)
        try:
            process.wait(timeout=seconds)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
            return True
        return False

    def counts(self) -> dict[str, int]:
        """Rows by plain SQL, without the program; "orphans" are all that hang on nothing."""
        queries = [*COUNTS.values(), *ORPHANS]
        numbers = self._numbers([f"SELECT count(*) FROM {one}" for one in queries])  # noqa: S608  our names
        return {**dict(zip(COUNTS, numbers, strict=False)), "orphans": sum(numbers[len(COUNTS) :])}

    def _numbers(self, queries: list[str]) -> list[int]:
        url = self.environment["DATABASE_URL"]
        if url.startswith("sqlite"):
            with sqlite3.connect(url.removeprefix("sqlite:///")) as plain:
                if plain.execute("PRAGMA integrity_check").fetchone() != ("ok",):
                    raise AssertionError("the database file is damaged")
                return [plain.execute(query).fetchone()[0] for query in queries]
        with psycopg.connect(url) as connection:
            rows = [connection.execute(query).fetchone() for query in queries]
            return [row[0] for row in rows if row]


def _command_line(*arguments: str) -> list[str]:
    return [sys.executable, "manage.py", *arguments]
