"""A village's sheet as plain text to send: no markup, every count complete, the address of the page at its end."""

from __future__ import annotations

from analytics.reports.sheet import Paper
from analytics.reports.sheet_entry import Entry

MOST = 30  # proposals told one by one


def text(p: Paper) -> str:
    """The sheet in short lines; budget lines stand on the printed page and on the page the address opens."""
    head = [f"{p.mark}: {p.invented}"] if p.mark else []
    head += [f"{p.title} · {p.regency}", p.place, p.kicker]
    parts = ["; ".join(f"{part.symbol} {part.number} {part.words}" for part in p.parts)]
    blocks = [head, [p.finding, *parts, *p.lines], *(_entry(e) for e in p.entries[:MOST])]
    left = max(len(p.entries) - MOST, 0)
    foot = [
        w for w in p.foot if not (p.address and w.startswith(p.way))
    ]  # nobody scans a text: the whole address ends it
    blocks += [[p.more[left]] if left else [], [*foot, p.address]]
    return "\n\n".join("\n".join(w for w in lines if w) for lines in blocks if any(lines)) + "\n"


def _entry(e: Entry) -> list[str]:
    return [f"{e.number}. {e.title}", f"{e.symbol} {e.verdict} · {e.money}", e.brief, *e.replies, f"→ {e.next}"]
