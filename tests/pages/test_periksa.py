"""Periksa Tautan as reviewers use it: judged pairs go, the next come, nothing is lost, who may not judge only looks."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from analytics.locale.words import words
from analytics.register.judgements import MADE
from analytics.register.people import grant
from tests.pages.conftest import Screen
from tests.spec.harness import CLERK, REGENCY, Given, given
from tests.spec.works import LINES, PROPOSALS

Open = Callable[..., Screen]
HERE = {"regency": REGENCY, "year": "2026", "universe": "all"}


@pytest.fixture
def made(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Given:
    found = given(tmp_path, PROPOSALS, LINES)
    found.mart()
    monkeypatch.setenv("AKOMODASI_AUTHOR", CLERK)
    return found


@pytest.fixture
def desk(made: Given, open_page: Open) -> Callable[..., Screen]:
    return lambda **address: open_page(made.workspace.path, "periksa", **{**HERE, **address})


def said(made: Given) -> list[tuple[str, str]]:
    return [(e.payload["verdict"], e.subject) for e in made.workspace.ledger.events(MADE)]


def press(screen: Screen, begin: str) -> Screen:
    """The button whose key begins so; the page after it."""
    button = next(b for b in screen.app.button if str(b.key).startswith(begin))
    shown = Screen(button.click().run())
    assert shown.broken == []
    return shown


def pair_of(screen: Screen) -> str:
    key = next(str(b.key) for b in screen.app.button if str(b.key).startswith("say-unsure-"))
    return key.removeprefix("say-unsure-")


def test_a_verdict_is_kept_and_the_next_pair_comes(made: Given, desk: Open) -> None:
    screen = desk()
    assert screen.broken == []
    seen = []
    for verdict in ("match", "no", "unsure"):
        seen.append(pair_of(screen))
        screen = press(screen, f"say-{verdict}-")
    assert len({*seen, pair_of(screen)}) == 4
    assert said(made) == [(v, p.replace("-", "|")) for v, p in zip(("match", "no", "unsure"), seen, strict=True)]
    assert "3 penilaian belum masuk angka" in screen.words
    assert pair_of(desk()) == pair_of(screen)  # the ledger is the state: a reload shows the same


def test_the_last_verdict_is_taken_back_and_its_pair_is_there_again(made: Given, desk: Open) -> None:
    screen = desk()
    first = pair_of(screen)
    screen = press(press(screen, "say-match-"), "review-undo")
    assert pair_of(screen) == first
    assert [v for v, _ in said(made)] == ["match", "withdrawn"]
    assert "penilaian belum masuk angka" not in screen.words


def test_a_share_goes_with_a_match_only(made: Given, desk: Open) -> None:
    screen = desk()
    screen = press(press(screen, "b-share-"), "say-match-")
    press(press(screen, "b-share-"), "say-no-")
    assert [e.payload["weight"] for e in made.workspace.ledger.events(MADE)] == [750_000, None]


def test_the_random_stratum_tells_no_probability_before_the_verdict(made: Given, desk: Open) -> None:
    screen = desk(mode="random")
    opinions = "\n".join([screen.words, *(b.label for b in screen.app.button)])
    assert "kemungkinan" not in opinions
    proposal = pair_of(screen).partition("-")[0]
    assert proposal in sorted(i for n, i in made.ids.items() if n.startswith("P"))[:4]
    screen = press(screen, "say-absent-")
    assert said(made) == [("absent", f"{proposal}|apbd")]
    assert pair_of(screen).partition("-")[0] != proposal


def test_every_candidate_refused_leaves_the_search_and_the_absence(made: Given, desk: Open) -> None:
    screen = desk(mode="random", pair=made.ids["P0"])
    for _ in range(9):
        if not any(str(b.key).startswith("say-no-") for b in screen.app.button):
            break
        screen = press(screen, "say-no-")
        screen.app.query_params["pair"] = made.ids["P0"]
        screen = Screen(screen.app.run())
    assert "Semua calon baris" in screen.words or "Belum ada calon baris" in screen.words
    box = next(t for t in screen.app.text_input if str(t.key).startswith("find-"))
    assert box.value == "Ara"
    screen = Screen(box.set_value("jembatan").run())
    screen = press(screen, "found-")
    assert made.ids["L3"] in pair_of(screen) or screen.app.query_params["pair"] == [
        f"{made.ids['P0']}-{made.ids['L3']}"
    ]
    press(screen, "say-match-")
    assert said(made)[-1] == ("match", f"{made.ids['P0']}|{made.ids['L3']}")


def test_judgements_enter_the_figures_with_one_button(made: Given, desk: Open) -> None:
    screen = press(press(desk(), "say-match-"), "review-enter")
    assert "1 penilaian sudah masuk angka." in [s.value for s in screen.app.success]
    assert "1 dari 8 usulan sudah dinilai orang" in screen.words


def test_who_disagree_are_listed_by_what_they_said(made: Given, desk: Open) -> None:
    for by, verdict in (("periksa-1", "match"), ("periksa-2", "no")):
        made.judgement(by, "P1", "L1", verdict)
    screen = desk(mode="disputes")
    assert "1 usulan 2026 berbeda penilaian" in screen.words
    assert "periksa-1: cocok" in screen.words and "periksa-2: bukan" in screen.words
    screen = desk(pair=made.ids["P1"])
    assert pair_of(screen).startswith(made.ids["P1"])
    assert "periksa-2: bukan" in screen.words


def test_who_may_not_judge_looks_on(made: Given, desk: Open, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("AKOMODASI_AUTHOR", "pembaca")
    screen = desk()
    assert screen.broken == []
    assert "pembaca belum berperan penilai" in screen.app.info[0].value
    assert "ak-pair" in screen.html
    assert not [b for b in screen.app.button if str(b.key).startswith(("say-", "review-"))]


def test_a_role_lost_meanwhile_is_told_and_nothing_is_written(
    made: Given, desk: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    grant(made.workspace, CLERK, "ani", "reviewer", REGENCY)
    monkeypatch.setenv("AKOMODASI_AUTHOR", "ani")
    screen = desk()
    grant(made.workspace, CLERK, "ani", "reviewer", REGENCY, revoke=True)
    button = next(b for b in screen.app.button if str(b.key).startswith("say-match-"))
    shown = button.click().run()
    assert "reviewer" in shown.error[0].value
    assert said(made) == []


def test_nothing_left_and_no_lines_say_so(made: Given, desk: Open, tmp_path: Path, open_page: Open) -> None:
    for name in list(made.ids):
        if name.startswith("P"):
            made.judgement("ani", name, "apbd", "absent")
    assert "Tidak ada lagi pasangan" in desk().words
    assert "Semua usulan dalam sampel acak" in desk(mode="random").words
    (tmp_path / "lain").mkdir()
    bare = given(tmp_path / "lain", PROPOSALS)
    bare.mart()
    screen = open_page(bare.workspace.path, "periksa", **HERE)
    assert screen.broken == [] and "Belum ada usulan dan baris anggaran 2026" in screen.words


def test_an_address_of_another_year_or_of_nothing_is_left_aside(desk: Open, made: Given) -> None:
    queue = pair_of(desk())
    for pair in ("0" * 16, "x", f"{'0' * 16}-{made.ids['L1']}", "'; drop table"):
        screen = desk(pair=pair)
        assert screen.broken == [] and pair_of(screen) == queue


@pytest.mark.parametrize("lang", ["id", "en"])
@pytest.mark.parametrize("mode", ["decisive", "random", "disputes", "words", "file"])
def test_every_part_opens_in_both_languages(desk: Open, lang: str, mode: str) -> None:
    screen = desk(mode=mode, lang=lang)
    assert screen.broken == []
    assert screen.heading == words(lang)["review"]["title"]
    assert re.search(r"\{\w+\}", screen.words) is None
