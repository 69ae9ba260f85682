"""Kills works at chosen and at random moments and says what it found wrong; the loop of the tests and of `bench --only crash`."""

from __future__ import annotations

import json
import os
import random
import shutil
import tempfile
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from tests.crash.ground import Done, Warm, Work, works
from tests.crash.works import temporary

OLD = 3 * 24 * 3600  # seconds: what lies so long is nobody's
ROUND = (
    "import",
    "build",
    "publish",
    "judge",
    "report certificate",
)  # reports of many files take longer, and are rarer
ROUND += ("import", "build", "judge", "publish", "report package", "report certificate", "import", "judge", "judge")
ROUND += ("report site", "template", "mapping")
AGAIN = {
    "report certificate",
    "report package",
    "report site",
    "template",
    "mapping",
}  # refuse to write over what is there


@dataclass
class Expected:
    """A work that nobody killed: its moments and seconds, what is found before and after it, the files it wrote."""

    points: int
    seconds: float
    before: dict[str, Any]
    after: dict[str, Any]
    files: list[str]


@dataclass
class Killed:
    """One kill: of what, when, what was wrong afterwards (nothing, where all is well), how long killing and checking took."""

    work: str
    when: str
    died: bool
    wrong: list[str] = field(default_factory=list)
    seconds: float = 0.0


class Killing:
    """A warm process and its workspaces; `kill` does one work on a copy and kills it."""

    def __init__(self, folder: Path, warm: Warm) -> None:
        self.folder, self.warm = folder, warm
        self.works = works(folder)
        self.known: dict[str, Expected] = {}
        self.before: dict[str, dict[str, Any]] = {}  # by the workspace it begins on
        self.n = 0

    def copy(self, work: Work) -> Path:
        self.n += 1
        here = self.folder / f"kill-{self.n}"
        shutil.copytree(self.folder / work.base, here)
        return here

    def look(self, here: Path, tidy: bool = False) -> dict[str, Any]:
        words = ["look", str(here / "workspace"), "tidy" if tidy else ""]
        told = self.warm.do(words, here, counted=False)
        return told.json if told.code == 0 else {"refused": told.errors.strip().splitlines()[-1:]}

    def expected(self, work: Work) -> Expected:
        if work.name not in self.known:
            here = self.copy(work)
            if work.base not in self.before:
                self.before[work.base] = self.look(here)
            done = self.warm.do(work.on(here), here)
            assert done.code == 0 and done.points, done.errors
            self.known[work.name] = Expected(
                done.points, done.seconds, self.before[work.base], self.look(here), listed(here, work)
            )
            shutil.rmtree(here)
        return self.known[work.name]

    def kill(self, work: Work, point: int | None = None, after: float | None = None) -> Killed:
        """One work killed before its n-th moment or after so many seconds; then everything is looked at and done again."""
        wanted, here, begun = self.expected(work), self.copy(work), time.perf_counter()
        done = self.warm.do(work.on(here), here, point, after)
        when = f"before moment {point} of {wanted.points}" if point else f"after {after:.4f} s of {wanted.seconds:.4f}"
        told = Killed(work.name, when, done.code is None)
        told.wrong += [f"{when}: {w}" for w in self._wrong(work, wanted, here, done)]
        told.seconds = time.perf_counter() - begun
        shutil.rmtree(here, ignore_errors=bool(told.wrong))
        return told

    def _wrong(self, work: Work, wanted: Expected, here: Path, done: Done) -> list[str]:
        wrong = []
        if done.code not in (None, 0):
            return [f"exit code {done.code}: {done.errors[-300:]}"]
        files = listed(here, work)
        if files not in ([], wanted.files):
            wrong.append(f"half written: {files} of {wanted.files}")
        left = temporary(here)
        found = self.look(here)
        if "refused" in found:
            return [*wrong, f"cannot be read: {found['refused']}"]
        wrong += _state(wanted, found)
        wrong += _kept(work, wanted, found, done.said)
        for path in left:
            os.utime(path, (time.time() - OLD,) * 2)
        again = self.warm.do(work.on(here), here, counted=False)
        if again.code != 0 and not (work.name in AGAIN and again.code == 2 and files == wanted.files):
            wrong.append(f"again: exit code {again.code}: {(again.said + again.errors)[-400:]}")
        end = self.look(here, tidy=bool(temporary(here)))
        wrong += _end(work, wanted, end)
        if listed(here, work) != wanted.files:
            wrong.append(f"again: {listed(here, work)} instead of {wanted.files}")
        wrong += [f"left behind: {p.relative_to(here)}" for p in temporary(here)]
        return wrong


def listed(here: Path, work: Work) -> list[str]:
    """Files a work wrote outside the workspace."""
    if not work.out:
        return []
    target = here / work.out
    return sorted(str(p.relative_to(here)) for p in (target, *target.rglob("*")) if p.is_file())


def _state(wanted: Expected, found: dict[str, Any]) -> list[str]:
    wrong = [f"broken: {i['name']}: {i['detail']}" for i in found["broken"]]
    if found["answer"] not in (wanted.before["answer"], wanted.after["answer"]):
        wrong.append(f"answers neither as before nor as after: {found['answer']}")
    return wrong


def _kept(work: Work, wanted: Expected, found: dict[str, Any], said: str) -> list[str]:
    """Every event that was there is there; every event the child confirmed is there."""
    wrong, before = [], wanted.before["events"]
    if found["events"][: len(before)] != before:
        wrong.append("an event of before is lost")
    if work.name == "judge":
        there = {(e[0], e[2], e[4]) for e in found["events"]}
        wrong += [f"confirmed and lost: {w}" for w in said.splitlines() if tuple(json.loads(w)) not in there]
    elif said.endswith("\n"):  # its one document is whole: it was confirmed
        there = {tuple(e[1:]) for e in found["events"]}
        wrong += [f"confirmed and lost: {e}" for e in wanted.after["events"] if tuple(e[1:]) not in there]
    return wrong


def _end(work: Work, wanted: Expected, end: dict[str, Any]) -> list[str]:
    """After the same words once more all is as if nobody had killed anything."""
    if "refused" in end:
        return [f"again: {end['refused']}"]
    wrong = [f"again: broken: {i['name']}: {i['detail']}" for i in end["broken"]]
    if end["answer"] != wanted.after["answer"] and work.name != "judge":
        wrong.append(f"again: answers {end['answer']}")
    if end["stale"] and work.name != "judge":
        wrong.append("again: the mart is behind")
    if end["mart"] not in [e[3] for e in end["events"] if e[1] == "mart.published"]:
        wrong.append("again: nothing tells that the serving mart was published")
    once = ("import.published", "certificate.issued")
    for kind in once:
        n, expected = (sum(e[1] == kind for e in s["events"]) for s in (end, wanted.after))
        if n != expected:
            wrong.append(f"again: {n} events {kind} instead of {expected}")
    return wrong


def kills(n: int, seed: int, folder: Path | None = None) -> list[Killed]:
    """So many kills, spread over the works: two of three at moments of their own, the third at any time."""
    chance = random.Random(seed)
    with tempfile.TemporaryDirectory(dir=folder) as own, Warm(Path(own)) as warm:
        killing = Killing(Path(own), warm)
        found = []
        named = {w.name: w for w in killing.works}
        for i in range(n):
            work = named[ROUND[i % len(ROUND)]]
            wanted = killing.expected(work)
            if chance.random() < 2 / 3:
                found.append(killing.kill(work, point=chance.randint(1, wanted.points)))
            else:
                found.append(killing.kill(work, after=chance.uniform(0, wanted.seconds)))
        return found
