"""`python -m bench.report FILE.json ...`: takes what `python -m bench` printed into docs/performance.json and writes
docs/performance.md and its plot anew. Without files it only writes them. It measures nothing.

National builds are kept by number of regencies; of the rest the newest is.
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path
from typing import Any

from bench import report_tables as tables
from bench.report_plot import plot
from bench.report_targets import Measured
from bench.report_words import WORDS, wins
from bench.timing import ROOT

DATA, PAGE = ROOT / "docs" / "performance.json", ROOT / "docs" / "performance.md"
PLOT = ROOT / "docs" / "img" / "growth.svg"
PARTS = ("national", "pages", "peers")


def main() -> int:
    """Merges, then writes."""
    parser = argparse.ArgumentParser(prog="python -m bench.report", description=__doc__)
    parser.add_argument("files", nargs="*", type=Path, metavar="FILE")
    measured = json.loads(DATA.read_text(encoding="utf-8")) if DATA.exists() else {}
    for path in parser.parse_args().files:
        measured = merged(measured, json.loads(path.read_text(encoding="utf-8")))
    DATA.write_text(json.dumps(measured, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    for path, text in written(measured).items():
        path.write_text(text, encoding="utf-8")
    return 0


def merged(measured: Measured, document: dict[str, Any]) -> Measured:
    """What was known, with the parts of one printed document in the place of older ones."""
    out = {name: dict(part) for name, part in measured.items()}
    about = {k: document[k] for k in ("date", "machine", "repeat") if k in document}
    for name in PARTS:
        if name not in document:
            continue
        part = {**about, **document[name]}
        if name == "national":
            out.setdefault(name, {})[str(part["regencies"])] = part
        else:
            out[name] = part
    return out


def written(measured: Measured) -> dict[Path, str]:
    """The page and its plot as text, by their files."""
    grown = tables.lines_of_growth(measured)
    drawn = any(len(points) > 1 for points in grown.values())
    parts = [WORDS["intro"].lstrip(), "## Targets", "", *tables.targets(measured), "", *tables.taken(measured)]
    if any(part["load"] > part["cores"] for part in tables.busy(measured)):
        parts += ["", WORDS["busy"]]
    parts += ["", "## Growth", "", *tables.growth(measured)]
    if drawn:
        parts += [
            "",
            f"![Processor seconds by regencies](img/{PLOT.name})",
            "",
            "Processor seconds of all processes. Dashed: what linear growth would be.",
        ]
    parts += ["", "## What takes longest", "", WORDS["longest"].strip(), "", *tables.longest(measured)]
    parts += ["", "## Side by side", "", *_peers(measured.get("peers"))]
    text = "\n".join(parts).rstrip() + "\n"
    return {PAGE: text, **({PLOT: plot(grown, "regencies", "seconds")} if drawn else {})}


def _peers(peers: dict[str, Any] | None) -> list[str]:
    if peers is None:
        return ["Not measured yet."]
    means = (f"- `{name if name != 'mart' else 'ask'}`: {what}" for name, what in peers["means"].items())
    out = [WORDS["peers"].strip().format(build=tables.said(peers["build_seconds"])), "", *means, ""]
    for size, of in sorted(peers["sizes"].items(), key=lambda item: int(item[0])):
        rows = f"{of['rows']['proposals']:,} proposals, {of['rows']['lines']:,} lines"
        out += [f"### Questions, {size} {'regency' if size == '1' else 'regencies'} ({rows})", ""]
        out += [*tables.questions(of, tables.basis(peers, of)), "", *tables.absent(of)]
    out += ["### Where a peer wins, and why", "", *wins(peers), ""]
    out += ["### The page", "", WORDS["page"].strip(), "", *tables.page(peers["page"]), ""]
    return [*out, "### Linking", "", *tables.linking(peers["linking"])]


if __name__ == "__main__":
    raise SystemExit(main())
