"""What the soak stands on: Kabupaten Rekaan behind a sign-in, one year public, two more about to be; and the office's work on it
through the command, as a clerk and a publisher do it while people read."""

from __future__ import annotations

import csv
import datetime as dt
import os
import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path

from analytics.marts.build import current
from analytics.query.database import Named, open_mart
from analytics.query.facts import regencies
from analytics.query.publication import basis_of
from analytics.query.search import Wanted, search
from analytics.query.sight import open_for
from analytics.register.people import grant
from analytics.register.publication import PUBLISHED, RESPONSE, state
from analytics.register.reader import ANYBODY
from analytics.register.workspace import Workspace, open_workspace
from analytics.seed import seed
from bench.timing import ROOT, say

REGENCY, OFFICE, AUTHOR, STAFF = "99.01", "Bappeda Rekaan", "bench", "peninjau"
SECRET = "rahasia-hanya-untuk-uji-ini"  # noqa: S105 (of a server that lives for one measurement)
TIMES = 2  # imports with a build, and publications, while people read
LINES = 30  # lines each import brings for each of the years, each paying for a proposal


@dataclass
class Ground:
    """The workspace; years that are published one after the other, the first of them before anybody comes; what the public may be
    shown at any moment of the soak; marts in the order they served; what the office's work said when it failed."""

    workspace: Workspace
    years: tuple[int, ...]
    public: set[Named] = field(default_factory=set)
    served: list[str] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)
    done: int = 0

    def look(self) -> None:
        """Remembers what serves now and what the public is shown now."""
        self.public.add(open_for(self.workspace, ANYBODY, None, REGENCY).named)
        now = current(self.workspace)
        if now and now not in self.served:
            self.served.append(now)

    def bring(self) -> None:
        """One more list of budget lines, imported and built by a process of its own."""
        self.done += 1
        path = self.workspace.path.parent / f"REKAAN-tambahan-{self.done}.csv"
        _lines(self.workspace, path, self.years, self.done)
        self._command("import", str(path), "--kind", "canonical_lines", "--version", "apbd", "--scope", path.stem)

    def publish(self) -> None:
        """The next year becomes public, with the figures its response period was about."""
        year = str(self.years[self.done])
        self._command("publish", "--regency", REGENCY, "--year", year, "--state", PUBLISHED, "--office", OFFICE)

    def _command(self, *words: str) -> None:
        command = [sys.executable, "-m", "analytics", *words, "--workspace", str(self.workspace.path), "--json"]
        done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False, env=dict(os.environ))
        say(f"  {words[0]}: exit {done.returncode}")
        if done.returncode:
            self.wrong.append(f"{words[0]}: exit {done.returncode}: {done.stderr[-300:]}")
        self.look()


def ground(folder: Path, size: str) -> Ground:
    """The workspace in `folder`, made by `akomodasi demo`."""
    path = folder / "workspace"
    made = [sys.executable, "-m", "analytics", "demo", "--size", size, "--workspace", str(path), "--author", AUTHOR]
    subprocess.run(made, cwd=ROOT, check=True, capture_output=True)
    workspace = open_workspace(path, AUTHOR)
    seed(workspace, AUTHOR)  # as a server does when it begins
    grant(workspace, AUTHOR, STAFF, "reviewer", "*")
    mart, today = open_mart(workspace), dt.date.today()
    years = next(r for r in regencies(mart) if r.code == REGENCY).proposal_years[-TIMES - 1 :]
    before = today - dt.timedelta(days=1)
    for year in years:
        basis = basis_of(mart)
        state(workspace, AUTHOR, REGENCY, year, RESPONSE, OFFICE, basis, until=before, today=before)
    state(workspace, AUTHOR, REGENCY, years[0], PUBLISHED, OFFICE, basis_of(mart))
    found = Ground(workspace, tuple(years))
    found.look()
    return found


def _lines(workspace: Workspace, path: Path, years: tuple[int, ...], number: int) -> None:
    """Lines that pay for proposals of those years by their id, other ones each time: the figures change."""
    mart = open_mart(workspace)
    with path.open("w", encoding="utf-8", newline="") as out:
        writer = csv.writer(out)
        writer.writerow(["regency_code", "fiscal_year", "line_id", "agency", "description", "amount", "proposal_id"])
        for year in years:
            found, _ = search(mart, Wanted("", REGENCY, "proposal", year), 200)
            for i, row in enumerate(found[(number - 1) * LINES : number * LINES]):
                about = [REGENCY, year, f"T{number}-{year}-{i}", "Dinas Rekaan", f"Belanja tambahan {i}"]
                writer.writerow([*about, 1_000_000 * (i + 1), row["id"]])
