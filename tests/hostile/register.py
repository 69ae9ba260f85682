"""One register somebody wrote with intent: every text a file can bring is hostile. Carriers are held to it in this folder, pages
by AppTest and in a browser too; what a carrier alone knows (signs of paper, of XML) stays with its own tests."""

from __future__ import annotations

import csv
from pathlib import Path

from openpyxl import Workbook

from tests.spec.harness import LINE, PROPOSAL, Given, given

OUTSIDE = "luar.example"
MARK = "__ran"  # what a script of the register would set in the window of a browser
SCRIPT = f"<script>window.{MARK}=1</script>"
TEXTS = (
    f"{SCRIPT} Jalan tani",
    f'" onmouseover="window.{MARK}=1" x=\' Talud',
    f"<img src=http://{OUTSIDE}/x onerror=window.{MARK}=1> Drainase",
    f"<svg onload=window.{MARK}=1> Jembatan </li></ol></table><h1>Palsu</h1>",
    f"[Irigasi](javascript:window.{MARK}=1)",
    f"![Sumur](http://{OUTSIDE}/x.png)",
    f"<style>@import url(http://{OUTSIDE}/x.css)</style> Pagar",
    "{{7*7}} ${7*7} {0} %s {titel} Posyandu",
    "$e^x$ :material/home: :red[Merah] :rocket: ~~Pasar~~ **Balai** `desa`",
    f'=HYPERLINK("http://{OUTSIDE}";"Jalan")',
    "+cmd|' /C calc'!A0 Jalan",
    "-2+3 Talud",
    "@SUM(1+1)*cmd|' /C calc'!A0",
    "\t=1+1 Jalan",
    "\r=1+2 Jalan",
    " \u200b=1+3 Jalan",
    "jalan \u202egnarab\u202c \u2066lurus\u2069",
    "jalan\u200bta\u200dni \ufeffdesa",
    "Jalan " + "panjang " * 3_749,  # 29,998 letters
    "🌾👩‍👩‍👧 مرحبا שלום Ω ê",
    "_x0041_ \x0b\x0c\x1b[31m\x01 Jalan",
    "x'); drop table proposal_fact; -- Jalan",
    "../../../etc/passwd Jalan",
    "&lt;b&gt; &amp; &#106;avascript: Jalan",
)
FILE = f"<img src=x onerror=window.{MARK}=1> =1+1 [a](javascript:b) \u202e"
SHEET = "=1+1 <b onclick=a()> \u202e"
AGENCIES = (
    f"Dinas {SCRIPT}",
    f'"><img src=http://{OUTSIDE}/x onerror=window.{MARK}=1>',
    "=Dinas",
    "[Dinas](javascript:x)",
)
DAPIL = f"Dapil {SCRIPT} [a](javascript:b) $e^x$ :material/home: ![x](http://{OUTSIDE}/x.png) **Balai**"
HERE = {"district": "Bonto Bahari", "village": "Ara"}


def hostile(folder: Path) -> Given:
    """The register in a workspace of its own, with a mart."""
    made = given(folder)
    agency = [AGENCIES[i % len(AGENCIES)] for i in range(len(TEXTS))]
    proposals = [
        PROPOSAL
        | HERE
        | {
            "proposal_id": f"H{i}",
            "title": text,
            "location_text": TEXTS[i - 1],
            "agency": agency[i],
            "rank": f"{i + 1}",
        }
        | {"estimated_cost": f"{1000 * (i + 1)}"}
        | ({"village": text} if i % 5 == 1 else {})
        for i, text in enumerate(TEXTS)
    ]
    made.bring(proposals, FILE)
    lines = [
        LINE | {"line_id": f"L{i}", "description": text, "amount": "900", "agency": agency[i], "proposal_id": f"H{i}"}
        for i, text in enumerate(TEXTS)
        if i % 3 == 0
    ]
    made.bring([line | {"fund_source": TEXTS[2], "program": TEXTS[0]} for line in lines], f"baris {FILE}", "apbd")
    _bring_sheet(made)
    made.bring_typed(
        "dapil", [{"dapil": DAPIL, "district_text": "Bonto Bahari", "from_year": "2024", "source": TEXTS[0]}]
    )
    replies = [
        {"external_id": f"H{i}", "year": "2026", "replied_on": "2025-05-01", "reason": "ceiling"}
        | {"office": agency[i], "text": text}
        for i, text in enumerate(TEXTS)
        if i % 4 == 1
    ]
    made.bring_typed("reply", replies)
    made.judgement('<b onclick="x">ani</b>', "H1", "apbd", "absent")
    made.mart()
    return made


def _bring_sheet(made: Given) -> None:
    """A workbook whose sheet has a hostile name: the list of the year before."""
    book = Workbook()
    page = book.active
    page.title = SHEET
    rows = [PROPOSAL | HERE | {"proposal_id": f"S{i}", "fiscal_year": "2025", "title": f"Lama {i}"} for i in range(3)]
    page.append(list(rows[0]))
    for row in rows:
        page.append(list(row.values()))
    path = made.workspace.path.parent / f"buku {FILE}.xlsx"
    book.save(path)
    made.bring_file(path)


def rejected(folder: Path) -> Path:
    """A file all of whose rows but the last are refused: their raw values stand among the rejects."""
    path = folder / f"tolak {FILE}.csv"
    with path.open("w", encoding="utf-8", newline="") as out:
        writer = csv.DictWriter(out, list(PROPOSAL | HERE | {"proposal_id": ""}))
        writer.writeheader()
        for i, text in enumerate(TEXTS):
            writer.writerow(
                PROPOSAL | HERE | {"proposal_id": f"R{i}", "title": text, "estimated_cost": f"tidak {text}"}
            )
        writer.writerow(PROPOSAL | HERE | {"proposal_id": "R", "title": "Jalan tani", "estimated_cost": "1"})
    return path
