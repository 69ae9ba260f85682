"""Reads a folder of plain pages as a browser would: tags, words, links, tables. Shared by the tests of the site."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from html.parser import HTMLParser
from pathlib import Path
from posixpath import dirname, join, normpath
from urllib.parse import unquote

VOID = {"meta", "link", "input", "rect", "line", "br"}
WATCHED = ("dt", "dd", "h1", "title")


class Tags(HTMLParser):
    """Every tag must be closed where it was opened."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.open: list[str] = []
        self.words: list[str] = []
        self.cells: list[tuple[str, str]] = []
        self.feed(html)
        self.close()
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert len({name for name, _ in attrs}) == len(attrs), (tag, attrs)
        self.tags.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)
            if tag in WATCHED:
                self.cells.append((tag, ""))

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag, tag

    def handle_data(self, data: str) -> None:
        self.words.append(data)
        inside = next((t for t in reversed(self.open) if t in WATCHED), None)
        if inside:
            at = max(i for i, (t, _) in enumerate(self.cells) if t == inside)
            self.cells[at] = (inside, self.cells[at][1] + data)


@dataclass
class Read:
    """One page: `ids` on it, `links` as (target file, anchor), `facts` of its list of facts."""

    path: str
    html: str
    ids: list[str] = field(default_factory=list)
    links: list[tuple[str, str]] = field(default_factory=list)
    addresses: list[str] = field(default_factory=list)
    tags: list[tuple[str, dict[str, str | None]]] = field(default_factory=list)
    words: str = ""
    facts: dict[str, str] = field(default_factory=dict)
    heading: str = ""
    title: str = ""


def read(folder: Path) -> dict[str, Read]:
    """Every page of a site by its path."""
    return {str(p.relative_to(folder)): page(folder, p) for p in sorted(folder.rglob("*.html"))}


def page(folder: Path, file: Path) -> Read:
    found = Read(file.relative_to(folder).as_posix(), file.read_text(encoding="utf-8"))
    seen = Tags(found.html)
    found.tags = seen.tags
    found.words = re.sub(r"\s+", " ", " ".join(seen.words)).replace("\u00a0", " ")
    for tag, attrs in seen.tags:
        found.ids += [attrs["id"]] if attrs.get("id") else []
        for name in ("href", "src"):
            address = attrs.get(name)
            if address is not None and tag != "html":
                found.addresses.append(address)
    for address in found.addresses:
        if not address.startswith("data:"):
            target, _, anchor = address.partition("#")
            here = normpath(join(dirname(found.path), unquote(target))) if target else found.path
            found.links.append((here, anchor))
    terms = [words for kind, words in seen.cells if kind == "dt"]
    told = [words.replace("\u00a0", " ") for kind, words in seen.cells if kind == "dd"]
    found.facts = dict(zip(terms, told, strict=True))
    found.heading = next((w for k, w in seen.cells if k == "h1"), "")
    found.title = next((w for k, w in seen.cells if k == "title"), "")
    return found
