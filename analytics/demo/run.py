"""The whole demonstration: invent, write, import, judge, build. The same again changes nothing; another takes its place."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from analytics.demo.evidence import CHECKERS
from analytics.demo.files import anew, write_files
from analytics.demo.made import Made
from analytics.demo.model import FIRST, LAST, REGENCY, Verdict
from analytics.demo.truth import Index, Spot, write_truth
from analytics.demo.world import make
from analytics.errors import BadQuestion, NotAllowed
from analytics.intake.parse import Parsed, parse
from analytics.marts.build import build
from analytics.register.imports import imports, publish_all, withdraw_all
from analytics.register.judgements import MADE, Word, judge_all
from analytics.register.people import grant, require
from analytics.register.workspace import Workspace

SMALL_YEARS = 3
UNSURE = "unsure"
SIZES = ("small", "full")
Progress = Callable[[str], None]


def years_of(text: str, size: str) -> range:
    """Budget years from "2011-2026" or "2024"; from "" all of them where full, the last three where small. Raises BadQuestion."""
    if not text:
        return range(FIRST if size == "full" else LAST - SMALL_YEARS + 1, LAST + 1)
    said = re.fullmatch(r"(\d{4})(?:\s*-\s*(\d{4}))?", text.strip())
    if not said or not FIRST <= int(said[1]) <= int(said[2] or said[1]) <= LAST:
        raise BadQuestion("demo_years", years=text, first=FIRST, last=LAST)
    return range(int(said[1]), int(said[2] or said[1]) + 1)


def demo(
    workspace: Workspace,
    author: str,
    years: range | None = None,
    seed: int = 1,
    size: str = "full",
    progress: Progress = lambda step: None,
) -> dict[str, Any]:
    """Kabupaten Rekaan in a workspace, from nothing to a served mart. Returns what was done, as counts."""
    done = bring(workspace, author, years, seed, size, progress)
    progress("menyusun data")
    return {**done, "mart": build(workspace, author)}


def bring(
    workspace: Workspace,
    author: str,
    years: range | None = None,
    seed: int = 1,
    size: str = "full",
    progress: Progress = lambda step: None,
) -> dict[str, Any]:
    """Everything of `demo` but the mart: files in `rekaan/files`, the truth in `rekaan/truth`, all of it imported and judged.

    `years` None: all of them where full, the last three where small. Another world of this regency that the workspace holds is
    taken back: imports that this one does not contain, verdicts that it does not give. Raises NotAllowed before anything
    is written.
    """
    years = years or years_of("", size)
    progress(f"menciptakan {years[0]}-{years[-1]}, benih {seed}")
    _require(workspace, author, CHECKERS)
    world = make(seed, years, size)
    folder = workspace.path / "rekaan"
    with anew(folder) as beside:
        made = write_files(world, beside / "files")
        write_truth(world, made, beside / "truth")
        progress(f"membaca {len(made)} berkas")
        parsed = [(m.path, parse(m.path, m.options)) for m in made]
        receipts = publish_all(workspace, parsed, author)
    other = _imports(workspace) - {r["import_id"] for r in receipts}
    withdraw_all(workspace, sorted(other), author)
    progress("mencatat hasil pemeriksaan")
    words = _words(world.verdicts, made, parsed)
    back = {who: _back(workspace, who, words[who]) for who in CHECKERS}
    n = 0
    for who in CHECKERS:
        _allow(workspace, author, who)
        n += judge_all(workspace, who, REGENCY, words[who] + back[who]) - len(back[who])
    return {
        "regency": REGENCY,
        "seed": seed,
        "size": size,
        "years": f"{years[0]}-{years[-1]}",
        "files": len(made),
        "imports": len(receipts),
        "new_imports": sum(r["duplicate_of"] is None for r in receipts),
        "rows": sum(r["accepted"] for r in receipts),
        "rejected": sum(r["rejected"] for r in receipts),
        "new_judgements": n,
        "withdrawn": len(other),
        "withdrawn_judgements": sum(map(len, back.values())),
        "folder": str(folder),
    }


def remove(workspace: Workspace, author: str) -> dict[str, Any]:
    """Withdraws every import of the invented regency and what its accounts judged, and builds the mart without them.

    Files and ledger keep what was there. Raises NotAllowed before anything is written.
    """
    found = _imports(workspace)
    back = {who: words for who in CHECKERS if (words := _back(workspace, who, []))}
    if found or back:
        _require(workspace, author, tuple(back))
    withdraw_all(workspace, sorted(found), author)
    for who, words in back.items():
        _allow(workspace, author, who)
        judge_all(workspace, who, REGENCY, words)
    done = {"regency": REGENCY, "withdrawn": len(found), "withdrawn_judgements": sum(map(len, back.values()))}
    return {**done, "mart": build(workspace, author)}


def _imports(workspace: Workspace) -> set[str]:
    """Every import of the invented regency that was not withdrawn, older ones of a dataset too: none may come back."""
    return {i.id for i in imports(workspace) if i.facts["dataset"]["regency"] == REGENCY}


def _back(workspace: Workspace, who: str, words: list[Word]) -> list[Word]:
    """What takes back the verdicts an account gave before and does not give in `words`: nobody can tell any more."""
    last = {e.subject: e.payload for e in workspace.ledger.events(MADE) if e.author == who and e.regency == REGENCY}
    now = {word.subject for word in words}
    old = [p for subject, p in last.items() if subject not in now and p["verdict"] != UNSURE]
    return [Word(p["proposal_id"], p["line_id"], UNSURE) for p in old]


def _require(workspace: Workspace, author: str, checkers: tuple[str, ...]) -> None:
    """Raises NotAllowed unless the author may import, and may name the reviewers among these accounts that are none yet."""
    with workspace.ledger.writing() as write:
        require(write, author, "importer", REGENCY)
        for who in checkers:
            try:
                require(write, who, "reviewer", REGENCY)
            except NotAllowed:
                require(write, author, "admin", REGENCY)


def _allow(workspace: Workspace, author: str, who: str) -> None:
    """Makes an invented office account a reviewer of the fictional regency, once."""
    try:
        with workspace.ledger.writing() as write:
            require(write, who, "reviewer", REGENCY)
    except NotAllowed:
        grant(workspace, author, who, "reviewer", REGENCY)


def _words(verdicts: list[Verdict], made: list[Made], parsed: list[tuple[Any, list[Parsed]]]) -> dict[str, list[Word]]:
    """The verdicts as the ledger keeps them: by the ids that the imported rows got."""
    index, ids = Index(made), dict[Spot, str]()
    for path, found in parsed:
        for p in found:
            columns = (p.rows.column(name).to_pylist() for name in ("sheet", "row", "row_id"))
            ids |= {(path.name, sheet, row): f"{row_id:016x}" for sheet, row, row_id in zip(*columns, strict=True)}
    words: dict[str, list[Word]] = {who: [] for who in CHECKERS}
    for v in verdicts:
        start, line = index.wish(v.wish), v.version
        if v.line is not None:
            spot = index.line(v.line, v.version)
            line = ids[spot] if spot else ""
        if start and line:
            words[v.author].append(Word(ids[start], line, v.verdict, v.weight))
    return words
