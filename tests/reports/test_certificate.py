"""The certificate people carry away: one page that needs nothing, runs nothing, says everything in both languages."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path

import pytest

from analytics.locale.words import t
from analytics.query.answer import Question
from analytics.query.certificate import Certificate, certificate
from analytics.reports.certificate import as_html, as_json, as_text, name
from analytics.vocabulary import regions, terms
from tests.spec.harness import LINE, given

AGENCY = """<b onclick="x()">Dinas "PU" & 'Tata'</b>"""
FILE = "<img src=x onerror=alert(1)>"
PROPOSALS = f"""
id | title | cost | agency
a  | Jalan | 100  | {AGENCY}
b  | Talud | 200  | {AGENCY}
"""
PERDA = """
year | version | agency | amount | number | signed_on
2026 | apbd    |        | 1200   | <script>alert("Perda")</script> | 2025-12-20
"""
VOID = {"meta", "link", "img", "br", "rect", "line", "hr"}


class Page(HTMLParser):
    """Tags, attributes and the text between them; whether every tag is closed where it was opened."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.attributes: list[tuple[str, str | None]] = []
        self.words: list[str] = []
        self.open: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes += attrs
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes += attrs

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if self.open[-1:] != ["style"]:
            self.words.append(data)


@pytest.fixture(scope="module")
def one(tmp_path_factory: pytest.TempPathFactory) -> Certificate:
    made = given(tmp_path_factory.mktemp("paper"), PROPOSALS, perda=PERDA)
    made.bring([LINE | {"line_id": "L", "proposal_id": "a", "amount": "100"}], FILE, "apbd")
    return certificate(made.mart(), Question("accommodation_count", ("agency",)), {"agency": AGENCY})


def test_what_files_hold_is_shown_and_never_run(one: Certificate) -> None:
    page = Page(as_html(one))
    assert page.open == []
    assert not {"script", "img", "b onclick", "link", "iframe"} & set(page.tags)
    assert not [a for a, _ in page.attributes if a.startswith("on") or a in {"src", "href"}]
    words = "".join(page.words)
    for text in (AGENCY, f"{FILE}.csv", '<script>alert("Perda")</script>'):
        assert text in words


def test_the_page_needs_nothing_from_outside(one: Certificate) -> None:
    html = as_html(one)
    assert not re.search(r"https?:|url\((?!#)|@import|@font-face", html)
    assert "size: A4" in html


@pytest.mark.parametrize("lang", terms.LANGUAGES)
def test_everything_is_said_in_both_languages(one: Certificate, lang: str) -> None:
    plain, words = as_text(one), "".join(Page(as_html(one)).words)
    told = [one.code, one.label[lang], one.definition[lang], t("certificate.not_issued", lang), one.mart]
    told += [c["text"][lang] for c in one.caveats] + [
        one.documents["fingerprint"],
        t("certificate.check", lang, code=one.code),
    ]
    for text in told:
        assert text in plain and text in words


def test_numbers_are_whole_and_never_shortened(one: Certificate) -> None:
    value = replace(
        one, unit="rupiah", figure={**one.figure, "numerator": 1_234_567_890_123, "denominator": 5_000_000_000_001}
    )
    assert "Rp 1.234.567.890.123 dari Rp 5.000.000.000.001" in as_html(value)
    assert "Rp 1,234,567,890,123 of Rp 5,000,000,000,001" in as_html(value)


def test_every_caveat_is_printed_however_many(one: Certificate) -> None:
    many = [
        {"id": f"c{i}", "n": i, "text": {"id": f"Catatan nomor {i}.", "en": f"Note number {i}."}} for i in range(40)
    ]
    html = as_html(replace(one, caveats=many))
    assert all(f"Catatan nomor {i}." in html and f"Note number {i}." in html for i in range(40))


def test_files_that_are_not_named_are_counted(one: Certificate) -> None:
    listed = [{**one.documents["listed"][0], "file": f"berkas-{i}.csv"} for i in range(50)]
    html = as_html(replace(one, documents={**one.documents, "n": 300, "listed": listed}))
    shown = len(re.findall(r"berkas-\d+\.csv", html))
    assert 0 < shown < 50 and t("certificate.documents_more", "id", n=300 - shown) in html
    assert as_text(replace(one, documents={**one.documents, "n": 50, "listed": listed})).count("berkas-") == 100


def test_a_figure_without_a_share_has_a_page_too(one: Certificate) -> None:
    empty = dict.fromkeys(one.figure) | {"numerator": 0, "denominator": 0, "n": 0, "n_unknown": 0}
    assert "–" in as_html(replace(one, figure=empty)) and "<svg" not in as_html(replace(one, figure=empty))
    years = {**empty, "value": 3.0, "low": 2.0, "high": None, "ci_low": 1.0, "ci_high": 4.0, "n": 7}
    text = as_text(replace(one, format="years", unit="years", figure=years))
    assert "3 tahun" in text and "Di antara: 2 tahun dan –" in text and "1 years to 4 years" in text


def test_who_issued_it_is_printed(one: Certificate) -> None:
    issued = replace(one, issued={"by": "<i>wati</i>", "at": "2026-11-26T01:02:03", "position": 12})
    assert "Diterbitkan oleh &lt;i&gt;wati&lt;/i&gt;, 26 November 2026 (catatan ke-12)." in as_html(issued)


def test_json_is_the_whole_certificate(one: Certificate) -> None:
    assert json.loads(as_json(one)) == json.loads(json.dumps(one.json()))


def test_invented_data_says_so_on_the_page_and_in_the_name(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, one: Certificate
) -> None:
    assert one.notice is None and "REKAAN" not in as_html(one) + name(one)
    monkeypatch.setattr(regions, "fictional", lambda code: code.startswith("73.02"))
    made = given(tmp_path, PROPOSALS, "id | amount\nL | 5")
    invented = certificate(made.mart(), Question("accommodation_count"))
    assert invented.notice is not None and name(invented) == f"REKAAN-sertifikat-{invented.code}.html"
    html = as_html(invented)
    assert (
        html.count("DATA REKAAN") >= 2 and invented.notice["en"] in html and invented.notice["id"] in as_text(invented)
    )
