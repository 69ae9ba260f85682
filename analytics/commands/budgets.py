"""The verb `budgets`: two budget versions line by line, the whole and its parts, lines of one kind, proposals that turned."""

from __future__ import annotations

import argparse
import csv
import sys
from collections.abc import Callable
from dataclasses import asdict
from typing import Any

from analytics.commands.telling import out, question
from analytics.intake.whose import regency_code
from analytics.locale.fate_words import fate_word
from analytics.locale.format import count, rupiah
from analytics.locale.words import t
from analytics.query.budgets import BY, KINDS, Budgets, Slice
from analytics.query.budgets import budgets as compare
from analytics.query.budgets_rows import LISTED, Named, Turned, named, turned
from analytics.query.database import open_mart
from analytics.register.workspace import open_workspace
from analytics.reports.tables import INVENTED, harmless, records
from analytics.vocabulary import regions, terms


def add(verb: Callable[[str, str], argparse.ArgumentParser]) -> None:
    """The verb and its options."""
    p = verb(
        "budgets", "two budgets of a regency line by line: what rose, fell, moved, came and went, by origin or agency"
    )
    p.add_argument("--regency", required=True, metavar="CODE")
    p.add_argument("--year", type=int, required=True)
    p.add_argument("--version", dest="version_kind", default="apbd")
    p.add_argument("--against", default="apbd_p", metavar="VERSION", help="the second version (apbd_p)")
    p.add_argument("--against-year", type=int, metavar="Y", help="its year; else the same")
    p.add_argument("--by", choices=BY)
    p.add_argument("--where", action="append", default=[], metavar="DIM=VALUE", help="agency, district or dapil")
    p.add_argument("--list", choices=LISTED, metavar="KIND", help=f"also the lines of one kind: {', '.join(LISTED)}")
    p.add_argument("--most", type=int, default=20, metavar="N", help="at most so many of them (20)")
    p.add_argument("--universe", default="all", help="of which list the proposals are whose fate turned")
    p.add_argument("--format", choices=("table", "csv", "json"), default="table")
    p.add_argument("--mart", help="an earlier mart, by its id")


def budgets(o: argparse.Namespace) -> int:
    mart = open_mart(open_workspace(o.workspace, o.author), o.mart)
    o.measure, where_by, o.by = "", o.by, ""
    choices = (regency_code(o.regency), o.year, o.version_kind, o.against, o.against_year)
    found = compare(mart, *choices, where_by, question(o).where, o.lang)
    lines = named(mart, found, o.list, o.most) if o.list else ()
    changed = turned(mart, found, o.universe)
    if o.format == "csv" and not o.json:
        _csv(mart.id, found, lines)
        return 0
    o.json = o.json or o.format == "json"
    told: dict[str, Any] = {"mart": mart.id, **found.json()}
    told |= {"lines": [asdict(x) for x in lines]} if o.list else {}
    told["proposals"] = [{**asdict(p), "proven": p.proven} for p in changed]
    out(
        o,
        told,
        [*_lines(found, o.lang), *(_named(x, o.lang) for x in lines), *(_turned(x, found, o.lang) for x in changed)],
    )
    return 0


def _csv(mart: str, found: Budgets, lines: tuple[Named, ...]) -> None:
    """The lines where some were asked for, else the parts (the whole where there are none), one kind a row."""
    p = found.pairing
    own = {"version": p.version, "year": p.year, "against": p.against, "against_year": p.against_year, "mart": mart}
    own |= {"keterangan": INVENTED} if found.notice else {}
    slices = found.slices or (found.whole,)
    rows = [asdict(x) | own for x in lines] or [
        {found.by or "key": s.key, **s.changes[k].json(), **own} for s in slices for k in KINDS if k in s.changes
    ]
    writer = csv.writer(sys.stdout, lineterminator="\n")
    writer.writerows([harmless(c) for c in row] for row in records(rows))


def _lines(found: Budgets, lang: str) -> list[str]:
    lines = [found.notice] if found.notice else []
    if found.missing:
        return lines + [t("app.missing_line", lang, **_words(m)) for m in found.missing]
    p = found.pairing
    whole = found.whole
    sides = [
        (p.version, p.year, whole.n_before, whole.whole.before),
        (p.against, p.against_year, whole.n_after, whole.whole.after),
    ]
    for version, year, n, amount in sides:
        lines.append(
            f"{terms.label('version', version, lang)} {year}: {rupiah(amount, lang, short=False)}, n = {count(n, lang)}"
        )
    lines += _slice(found.whole, lang, "  ")
    for s in found.slices:
        lines.append(f"  {_key(found.by or '', s.key, lang)}: {_signed(s.whole.change, lang)}")
        lines += _slice(s, lang, "    ")
    return lines


def _slice(s: Slice, lang: str, before: str) -> list[str]:
    return [
        f"{before}{t(f'budgets.kind_{k}', lang)}: {count(s.changes[k].n, lang)}, {_signed(s.changes[k].change, lang)}"
        for k in KINDS
        if k in s.changes
    ]


def _key(by: str, key: str | None, lang: str) -> str:
    if key is None:
        return terms.label("dimension", None, lang)
    if by == "origin":
        return " + ".join(terms.label("origin", one, lang) for one in key.split("+"))
    return regions.label(key) if by == "district" else key


def _named(x: Named, lang: str) -> str:
    places = " / ".join(
        f"{f}, {s}, {r}" for f, s, r in ((x.a_file, x.a_sheet, x.a_row), (x.b_file, x.b_sheet, x.b_row)) if f
    )
    return f"{x.kind} {x.a_id or ''} {x.b_id or ''} {_signed(x.change, lang)} {x.title or '–'} ({places})".replace(
        "  ", " "
    )


def _turned(x: Turned, found: Budgets, lang: str) -> str:
    sides = (("before", x.before, found.pairing.version), ("after", x.after, found.pairing.against))
    fates = {side: fate_word(f"part_{fate}", version, lang) for side, fate, version in sides}
    return t("budgets.turned_line", lang, id=x.id, title=x.title, **fates)


def _words(missing: Any) -> dict[str, str]:
    return {k: getattr(missing, k) for k in ("name", "holder", "unlocks")}


def _signed(value: int, lang: str) -> str:
    return ("+" if value > 0 else "−" if value < 0 else "") + rupiah(abs(value), lang, short=False)
