"""Every picture looks as agreed, on a projector, a tablet and a phone; `python -m tests.browser.looks` agrees on a new look."""

from __future__ import annotations

from pathlib import Path

import pytest
from PIL import Image, ImageDraw, ImageFilter
from playwright.sync_api import Browser

from tests.browser.looks import LARGEST, LOOKS, WIDTHS, Look, apart, opened, reference, taken
from tests.browser.looks.gallery import PAGE, written

PATHS = tuple(dict.fromkeys(look.path for look in LOOKS))


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("path", PATHS)
def test_the_pictures_of_a_page_look_as_agreed(
    browser: Browser, server: str, root: Path, path: str, width: str
) -> None:
    page = opened(browser, server, path, width)
    wrong = {}
    for look in (k for k in LOOKS if k.path == path):
        now = taken(page, look)
        with Image.open(reference(look, width)) as agreed:
            said = apart(now, agreed)
        if said:
            wrong[f"{look.name}-{width}"] = said
            folder = root / "test-output" / "looks"
            folder.mkdir(parents=True, exist_ok=True)
            now.save(folder / reference(look, width).name)
    page.context.close()
    assert wrong == {}, "see test-output/looks; meant so? python -m tests.browser.looks"


@pytest.mark.parametrize("look", LOOKS, ids=lambda k: k.name)
def test_a_reference_is_small(look: Look) -> None:
    assert all(reference(look, width).stat().st_size <= LARGEST for width in WIDTHS)


def test_no_reference_is_left_over() -> None:
    wanted = {reference(look, width).name for look in LOOKS for width in WIDTHS}
    assert {f.name for f in reference(LOOKS[0], "hall").parent.glob("*.png")} == wanted


def test_the_gallery_shows_them_all() -> None:
    assert PAGE.read_text(encoding="utf-8") == written()


@pytest.fixture(scope="module")
def agreed() -> Image.Image:
    return Image.open(reference(LOOKS[0], "hall")).convert("RGB")


def test_letters_smoothed_otherwise_are_the_same_look(agreed: Image.Image) -> None:
    assert apart(agreed.filter(ImageFilter.GaussianBlur(0.8)), agreed) == ""
    moved = Image.new("RGB", agreed.size, "white")
    moved.paste(agreed, (1, 0))
    assert apart(moved, agreed) == ""


def test_a_column_that_moves_a_bar_that_goes_and_a_missing_row_are_not(agreed: Image.Image) -> None:
    w, h = agreed.size
    moved, bare, cut = agreed.copy(), agreed.copy(), agreed.copy()
    moved.paste(agreed.crop((w // 2, 0, w, h)), (w // 2 + 40, 0))
    pen = ImageDraw.Draw(bare)
    pen.rectangle((w // 3, h // 2, w, h // 2 + 60), fill="white")
    cut.paste(agreed.crop((0, h // 2, w, h)), (0, h // 2 - 40))
    assert all(apart(other, agreed) for other in (moved, bare, cut))
    assert apart(agreed.crop((0, 0, w, h - 60)), agreed).startswith(f"{w} x {h - 60} pixels")
