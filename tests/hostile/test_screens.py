"""Every page of the dashboard over a hostile register: words are escaped in HTML, and none is Markdown to Streamlit."""

from __future__ import annotations

import ast
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from analytics.pages.bare import bare
from analytics.pages.doors import DOORS
from analytics.pages.periksa_say import REFUSED
from tests.hostile.look import Markup
from tests.hostile.register import AGENCIES, DAPIL, TEXTS
from tests.pages.conftest import Screen
from tests.spec.harness import Given

ALERT = re.compile(r"\bst\.(success|error|warning|info|toast)\b")
PAGES = Path(bare.__code__.co_filename).parent
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


LOGIN = f"ani [a](javascript:b) ![x](http://luar.example/x.png) :material/home: {TEXTS[8]}"


@pytest.mark.parametrize("name", ["import", "review", "publish"])
def test_the_name_of_an_account_is_no_markdown(
    register: Given, open_page: Callable[..., Screen], monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    """Whoever runs the server, or signs in at the proxy, has the name somebody gave them."""
    monkeypatch.setenv("AKOMODASI_AUTHOR", LOGIN)
    screen = open_page(Path(register.workspace.path), DOORS[name].path, **HERE)
    told = [one.value for kind in READ for one in screen.app.get(kind)]
    assert any("javascript" in words for words in told) and not any(LIVE.search(words) for words in told)


@pytest.mark.parametrize("text", [*TEXTS[:12], LOGIN])
def test_what_was_done_and_why_not_are_no_markdown(text: str) -> None:
    """A file withdrawn is told by its name, a judgement refused by what was said in it."""

    def script() -> None:
        from analytics.pages.impor_write import told
        from analytics.pages.periksa_say import refused

        told("said")
        refused()

    app = AppTest.from_function(script)
    app.session_state["said"], app.session_state[REFUSED] = text, text
    app.run()
    assert not app.exception and [len(app.success), len(app.error)] == [1, 1]
    assert not LIVE.search(app.success[0].value) and not LIVE.search(app.error[0].value)


def test_no_alert_says_words_that_may_be_somebodys() -> None:
    """Own words with numbers in them may be said as they are; anything else goes through `bare`."""
    found = []
    for path in sorted(PAGES.glob("*.py")):
        for call in (n for n in ast.walk(ast.parse(path.read_text("utf-8"))) if isinstance(n, ast.Call)):
            if ALERT.search(ast.unparse(call.func)) and not _own(call.args[0]):
                found.append(f"{path.name}:{call.lineno}: {ast.unparse(call.args[0])}")
    assert found == []


def _own(said: ast.expr) -> bool:
    if not isinstance(said, ast.Call):
        return False
    name = ast.unparse(said.func)
    return name == "bare" or (name in {"t", "view.t"} and {k.arg for k in said.keywords} <= {"n", "of", "year"})
