"""A reviewer judges twenty pairs without a mouse, loses nothing on a reload, takes one back, and sees them in the figures."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import cycle
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from analytics.register.judgements import MADE
from analytics.register.workspace import Workspace
from tests.browser.conftest import SETTLE_SECONDS, SETTLED, free_port, start_server, wait_until_healthy
from tests.spec.harness import CLERK, Given, given
from tests.spec.works import tables

Visit = Callable[[str], Page]
DESK = "/periksa?regency=73.02&universe=all"
PAIR = ".ak-pair tbody"


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Given:
    """An office of its own: what is judged here must not stand in the pages of other tests."""
    return given(tmp_path_factory.mktemp("reviewing"), *tables(4, 8, 2))


@pytest.fixture(scope="module")
def workspace(made: Given) -> Workspace:
    return made.workspace


@pytest.fixture(scope="module")
def server(root: Path, workspace: Workspace, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    port, log = free_port(), tmp_path_factory.mktemp("log") / "log.txt"
    with pytest.MonkeyPatch.context() as patch, log.open("w") as out:
        patch.setenv("AKOMODASI_DEMO", "off")
        patch.setenv("AKOMODASI_AUTHOR", CLERK)
        process = start_server(root, workspace.path, port, out)
        try:
            wait_until_healthy(f"http://localhost:{port}", process, log)
            yield f"http://localhost:{port}"
        finally:
            process.terminate()
            process.wait(30)


def press(page: Page, key: str) -> None:
    """One key, and the pair that comes after it."""
    before = page.locator(PAIR).inner_text()
    page.keyboard.press(key)
    page.wait_for_function(
        "before => document.querySelector('.ak-pair tbody')?.innerText !== before", arg=before, timeout=20_000
    )
    page.wait_for_function(SETTLED, timeout=SETTLE_SECONDS * 1000)


def test_twenty_pairs_by_keyboard_alone(visit: Visit, workspace: Workspace) -> None:
    page = visit(DESK)
    expect(page.locator("h1")).to_contain_text("Apakah baris anggaran ini membiayai usulan itu?")
    seen: list[str] = []
    for n, key in zip(range(20), cycle("tgtyt"), strict=False):
        seen.append(page.locator(PAIR).inner_text())
        press(page, key)
        if n == 9:
            here = page.locator(PAIR).inner_text()
            page.reload()
            page.wait_for_function(SETTLED, timeout=SETTLE_SECONDS * 1000)
            expect(page.get_by_text("10 penilaian belum masuk angka")).to_be_visible()
            assert page.locator(PAIR).inner_text() == here
    assert len(set(seen)) == 20
    press(page, "u")
    assert page.locator(PAIR).inner_text() == seen[-1]
    press(page, "y")
    made = [e.payload["verdict"] for e in workspace.ledger.events(MADE)]
    assert made == [*["no", "unsure", "no", "match", "no"] * 4, "withdrawn", "match"]
    enter = page.get_by_role("button", name="Masukkan ke angka")
    enter.focus()
    page.keyboard.press("Enter")
    expect(page.get_by_text("20 penilaian sudah masuk angka.")).to_be_visible()
    expect(page.get_by_text("penilaian belum masuk angka")).to_have_count(0)
    assert page.outside == [] and page.errors == []


def test_keys_pressed_faster_than_pairs_come_judge_no_pair_unseen(visit: Visit, workspace: Workspace) -> None:
    page = visit(DESK)
    shown, before = page.locator(PAIR).inner_text(), len(workspace.ledger.events(MADE))
    for key in "gty":
        page.keyboard.press(key)
    page.wait_for_function("before => document.querySelector('.ak-pair tbody')?.innerText !== before", arg=shown)
    page.wait_for_function(SETTLED, timeout=SETTLE_SECONDS * 1000)
    made = [(e.payload["verdict"], e.subject) for e in workspace.ledger.events(MADE)[before:]]
    assert made[0][0] == "unsure"
    assert len(made) == len({subject for _, subject in made})
    press(page, "u")


def test_another_candidate_is_opened_by_its_figure(visit: Visit, made: Given) -> None:
    page = visit(f"{DESK}&pair={made.ids['P0']}")
    other = page.locator(".st-key-others-lines button").first
    expect(other).to_contain_text("Drainase Dusun Mawar")
    press(page, "1")
    assert f"pair={made.ids['P0']}-" in page.url


def test_typing_words_judges_nothing(visit: Visit, workspace: Workspace) -> None:
    page = visit(f"{DESK}&mode=random")
    before = len(workspace.ledger.events(MADE))
    box = page.get_by_label("Cari baris lain di versi dan tahun ini")
    box.fill("")
    box.press_sequentially("talud tugu")
    box.press("Enter")
    expect(page.get_by_text("0 baris memuat semua kata itu")).to_be_visible()
    assert len(workspace.ledger.events(MADE)) == before


@pytest.mark.parametrize("viewport", [(390, 844), (1280, 720)])
@pytest.mark.parametrize("mode", ["decisive", "random"])
def test_the_verdicts_are_in_sight_on_a_phone_and_a_projector(visit: Visit, mode: str) -> None:
    page = visit(f"{DESK}&mode={mode}")
    for name in ("Ragu", "Urungkan"):
        expect(page.get_by_role("button", name=name)).to_be_in_viewport()
    sideways = page.evaluate("document.querySelector('[data-testid=stMain]').scrollWidth - innerWidth")
    assert sideways <= 1
    found = (
        Axe().run(page, context="[data-testid=stMain]").response["violations"]
    )  # the menu of a phone is Streamlit's own
    assert [v["id"] for v in found if v["impact"] in ("serious", "critical")] == []
