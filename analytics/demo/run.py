"""The whole demonstration: invent, write, import, judge, build. The same seed twice changes nothing."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from analytics.demo.evidence import CHECKERS
from analytics.demo.files import write_files
from analytics.demo.made import Made
from analytics.demo.model import FIRST, LAST, REGENCY, Verdict
from analytics.demo.truth import Index, Spot, write_truth
from analytics.demo.world import make
from analytics.errors import NotAllowed
from analytics.intake.parse import Parsed, parse
from analytics.marts.build import build
from analytics.register.imports import publish_all
from analytics.register.judgements import Word, judge_all
from analytics.register.people import grant, require
from analytics.register.workspace import Workspace

SMALL_YEARS = 3
Progress = Callable[[str], None]


def demo(
    workspace: Workspace,
    author: str,
    years: range | None = None,
    seed: int = 1,
    size: str = "full",
    progress: Progress = lambda step: None,
) -> dict[str, Any]:
    """Kabupaten Rekaan in a workspace: files in `rekaan/files`, the truth in `rekaan/truth`, everything imported and judged.

    `years` None: all of them where full, the last three where small. Returns what was done, as counts.
    """
    years = years or range(FIRST if size == "full" else LAST - SMALL_YEARS + 1, LAST + 1)
    progress(f"menciptakan {years[0]}-{years[-1]}, benih {seed}")
    world = make(seed, years, size)
    folder = workspace.path / "rekaan"
    made = write_files(world, folder / "files")
    write_truth(world, made, folder / "truth")
    progress(f"membaca {len(made)} berkas")
    parsed = [(m.path, parse(m.path, m.options)) for m in made]
    receipts = publish_all(workspace, parsed, author)
    progress("mencatat hasil pemeriksaan")
    words = _words(world.verdicts, made, parsed)
    n = 0
    for who in CHECKERS:
        _allow(workspace, author, who)
        n += judge_all(workspace, who, REGENCY, words[who])
    progress("menyusun data")
    mart = build(workspace, author)
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
        "mart": mart,
        "folder": str(folder),
    }


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
