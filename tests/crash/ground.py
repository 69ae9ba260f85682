"""Small workspaces to be killed on, and the works that are killed there: what each may leave, before and after."""

from __future__ import annotations

import datetime as dt
import json
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Self

from tests.crash.works import CLERK, REGENCY
from tests.intake.desk import akomodasi, csv_file, line, proposal
from tests.spec.harness import given

ROOT = Path(__file__).resolve().parents[2]
PROPOSALS = "id | cost | agency\nA | 100 | Dinas A\nB | 100 | Dinas B\nC | 300 | Dinas B"
LINES = "id | pays | amount\n1 | A | 100"
OFFICE = "Bappeda Kabupaten Bulukumba"


@dataclass(frozen=True)
class Done:
    """One child: its exit code (None: killed), moments passed (None: killed), seconds, what it said."""

    code: int | None
    points: int | None
    seconds: float
    said: str
    errors: str

    @property
    def json(self) -> Any:
        return json.loads(self.said)


class Warm:
    """The process that forks children; closed at the end of a `with`."""

    def __init__(self, folder: Path) -> None:
        self.said = folder / "said"

    def __enter__(self) -> Self:
        command = [sys.executable, "-m", "tests.crash.warm"]
        self.process = subprocess.Popen(command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        self._answer()
        return self

    def __exit__(self, *_: object) -> None:
        assert self.process.stdin is not None
        self.process.stdin.close()
        self.process.wait()

    def _answer(self) -> dict[str, Any]:
        assert self.process.stdout is not None
        answer: dict[str, Any] = json.loads(self.process.stdout.readline())
        return answer

    def do(
        self, words: list[str], ground: Path, point: int | None = None, after: float | None = None, counted: bool = True
    ) -> Done:
        """Runs a job in a child that dies at a moment, or after so many seconds, where one is given."""
        job = {"words": words, "ground": str(ground), "said": str(self.said), "point": point, "after": after}
        assert self.process.stdin is not None
        self.process.stdin.write(json.dumps({**job, "counted": counted}) + "\n")
        self.process.stdin.flush()
        answer = self._answer()
        written = [Path(str(self.said) + end) for end in ("", ".err")]
        said, errors = (p.read_text(encoding="utf-8") if p.exists() else "" for p in written)
        return Done(answer["code"], answer["points"], answer["seconds"], said, errors)


@dataclass(frozen=True)
class Work:
    """Words of a job, the workspace it begins on, and what it writes outside the workspace."""

    name: str
    words: tuple[str, ...]
    base: str = "served"
    out: str = ""

    def on(self, folder: Path) -> list[str]:
        """The words with the folder they are done in."""
        return [w.replace("@", str(folder)) for w in self.words]


def command(*words: str) -> tuple[str, ...]:
    return (*words, "--workspace", "@/workspace", "--author", CLERK, "--json")


def report(kind: str, out: str, *more: str) -> Work:
    return Work(f"report {kind}", command("report", kind, *more, "--out", f"@/{out}"), out=out)


def works(folder: Path) -> list[Work]:
    """Makes the workspaces in `folder` (served: one is built; behind: it knows of lines its mart has not) and names the works."""
    served = folder / "served"
    served.mkdir()
    made = given(served, PROPOSALS, LINES)
    made.mart()
    csv_file(served / "more.csv", [line(2, proposal_id="B"), line(3)])
    csv_file(served / "further.csv", [proposal(7), proposal(8)])
    shutil.copytree(served, folder / "behind")
    words = ("import", str(served / "more.csv"), "--version", "apbd", "--scope", "lagi")
    told = akomodasi(*words, "--workspace", folder / "behind" / "workspace", "--no-build")
    assert told.code == 0, told.err
    until = (dt.date.today() + dt.timedelta(10)).isoformat()
    stating = ("--year", "2026", "--state", "response", "--until", until, "--office", OFFICE)
    certified = ("--measure", "accommodation_count", "--where", "year=2026", "--issue")
    return [
        Work("import", command("import", "@/more.csv", "--version", "apbd", "--scope", "lagi")),
        Work("build", command("link"), base="behind"),
        Work("publish", command("publish", "--regency", REGENCY, *stating)),
        Work("judge", ("judge", "@/workspace", CLERK, made.ids["B"], made.ids["1"], "20")),
        report("certificate", "kutipan.html", *certified),
        report("package", "paket", "--regency", REGENCY),
        report("site", "situs", "--regency", REGENCY, "--years", "2026"),
        Work("template", command("template", "dapil", "--out", "@/formulir.xlsx"), out="formulir.xlsx"),
        Work("mapping", command("mapping", "@/more.csv", "--out", "@/arti.toml"), out="arti.toml"),
    ]
