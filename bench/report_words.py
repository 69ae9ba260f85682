"""What docs/performance.md says of where peers are faster: that follows from the figures; people only write the reasons."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

from bench.report_tables import ENGINES, said

WORDS: dict[str, Any] = tomllib.loads(Path(__file__).with_suffix(".toml").read_text(encoding="utf-8"))


def wins(peers: dict[str, Any]) -> list[str]:
    """One line per engine that was faster anywhere: where, by how much at most, and why; and who answered otherwise."""
    sizes = sorted(peers["sizes"].items(), key=lambda item: int(item[0]))
    out = []
    for name in ENGINES:
        found = [
            (q[name]["ours_over_this"], asked, size)
            for size, of in sizes
            for asked, q in of["questions"].items()
            if name in q and (q[name]["ours_over_this"] or 0) > 1
        ]
        if not found:
            continue
        where = ", ".join(
            f"{sum(f[2] == size for f in found)} of {len(of['questions'])} at {size}" for size, of in sizes
        )
        _, asked, size = max(found)
        q = peers["sizes"][size]["questions"][asked]
        most = f"at most {said(q['mart']['p50'])} against {said(q[name]['p50'], 'ms')}: {asked}, {size} of them"
        out.append(f"- `{name}`, in {where} ({most}): {WORDS['why'][name]}")
    return [*(out or ["Nowhere."]), *_otherwise(peers)]


def _otherwise(peers: dict[str, Any]) -> list[str]:
    asked = [q for of in peers["sizes"].values() for q in of["questions"].values()]
    names = [name for name in ENGINES if any(name in q and not q[name]["same_answer"] for q in asked)]
    return [f"- **Answers otherwise than ours: {', '.join(names)}.**"] if names else []
