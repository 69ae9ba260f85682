"""docs/gallery.md: the agreed pictures on one page, made from the list of them."""

from __future__ import annotations

from pathlib import Path

from tests.browser.looks import LOOKS, reference

PAGE = Path(__file__).resolve().parents[3] / "docs" / "gallery.md"
HEAD = """# Gallery

The pictures of the dashboard as tests hold them (`tests/browser/test_pictures_look.py`), of Kabupaten Rekaan: every figure in
them is invented. At the left on a projector, at the right on a phone. Made by `python -m tests.browser.looks`, not by hand.
"""


def written() -> str:
    """The page; addresses are relative to docs/."""
    parts = [HEAD]
    for look in LOOKS:
        hall, phone = (f"../tests/browser/looks/{reference(look, w).name}" for w in ("hall", "phone"))
        cells = f"![{look.title}, on a projector]({hall}) | ![the same on a phone]({phone})"
        parts.append(f"## {look.title}\n\n| projector | phone |\n|---|---|\n| {cells} |\n")
    return "\n".join(parts)
