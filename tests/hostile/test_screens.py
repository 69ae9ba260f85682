"""Every page of the dashboard over a hostile register: words are escaped in HTML, and none is Markdown to Streamlit."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from analytics.pages.bare import bare
from analytics.pages.doors import DOORS
from tests.hostile.look import Markup
from tests.hostile.register import AGENCIES, DAPIL, TEXTS
from tests.pages.conftest import Screen
from tests.spec.harness import Given

HERE = {"regency": "73.02", "year": "2026"}
DISTRICT, VILLAGE = "73.02.03", "73.02.03.2006"
MORE: dict[str, list[dict[str, str]]] = {
    "trace": [{"q": "jalan"}, {"q": TEXTS[2]}, {"q": TEXTS[8]}, {"id": "H3"}, {"id": "L3"}],
    "fate": [{"district": DISTRICT}, {"dapil": DAPIL}, {"district": TEXTS[0]}],
    "village": [{"district": DISTRICT, "village": VILLAGE}],
    "review": [{"mode": m} for m in ("random", "words", "file")],
    "home": [{"by": "agency"}, {"agency": AGENCIES[1]}],
    "slides": [{"show": "1"}],
}
# what Markdown would make something of: a link, a picture, a formula, an icon, a colour
LIVE = re.compile(r"(?<!\\)\]\(|(?<!\\)\$e\^|(?<!\\):(material|red|rocket)|(?<!\\)~~Pasar|(?<!\\)\*\*Balai")
READ = ("markdown", "caption", "warning", "info", "error", "success", "toast", "title", "header", "subheader")
LABELLED = (
    "selectbox",
    "text_input",
    "button",
    "checkbox",
    "radio",
    "expander",
    "expandable",
    "tabs",
    "multiselect",
    "metric",
)
CASES = [(name, more) for name in DOORS for more in MORE.get(name, [{}])]


@pytest.mark.parametrize(("name", "more"), CASES, ids=lambda c: c if isinstance(c, str) else "-".join(c) or "plain")
def test_words_of_a_file_stay_words(
    register: Given,
    open_page: Callable[..., Screen],
    name: str,
    more: dict[str, str],
) -> None:
    screen = open_page(Path(register.workspace.path), DOORS[name].path, **{**HERE, **more})
    assert screen.broken == []
    read = Markup(screen.html)
    assert read.found == [] and read.scripts == 0
    for kind in READ:
        for one in screen.app.get(kind):
            assert not LIVE.search(str(getattr(one, "value", "") or "")), (kind, one)
    for kind in LABELLED:
        for one in screen.app.get(kind):
            assert not LIVE.search(str(getattr(one, "label", "") or "")), (kind, one)
    for one in (*screen.app.get("page_link"), *screen.app.get("link_button"), *screen.app.get("download_button")):
        assert not LIVE.search(one.proto.label), one.proto.label


@pytest.mark.parametrize("text", [*TEXTS, DAPIL, *AGENCIES, "![x](http://luar.example/x.png) www.luar.example :+1:"])
def test_a_refusal_that_repeats_a_cell_is_no_markdown(text: str) -> None:
    shown = bare(text)
    assert not LIVE.search(shown) and not re.search(r"https?://|www\.|(?<!\\)[\[\]`*<$]|:(?=[a-z+/])", shown)
    assert re.sub(r"\\(?=[\\\[\]$`*~<])|(?<=[:w])\u200b", "", shown) == re.sub(r"(?<=[:w])\u200b", "", text)
