"""The documents say what the program does: nothing left out, every link leads somewhere, every example is what comes out."""

from __future__ import annotations

import argparse
import contextlib
import io
import json
import re
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from analytics.api import routes
from analytics.cli import main, parser
from analytics.intake.forms import Form, forms
from analytics.intake.tables import LIMITS
from analytics.intake.values import Unreadable, rupiah
from analytics.vocabulary import terms

ROOT = Path(__file__).resolve().parent.parent
OURS = ("operations.md", "data-formats.md", "panduan.md")
CODE = ("analytics", "bench", "tests", ".ci")
VARIABLE = re.compile(r"\bAKOMODASI_[A-Z]+(?:_[A-Z]+)*\b")
LINK = re.compile(r"\[[^\]]*\]\(([^)\s]+)\)")
BLOCK = re.compile(r"^```(\w+)(?: (\w+))?\n(.*?)^```", re.DOTALL | re.MULTILINE)
CHANGES = {"mart", "import_id", "sha256", "imported_at"}  # from one version or day to the next


def text(name: str) -> str:
    return (ROOT / "docs" / name).read_text(encoding="utf-8")


def documents() -> list[Path]:
    found = [*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")]
    assert {ROOT / "docs" / name for name in OURS} <= set(found)
    return found


def verbs() -> dict[str, argparse.ArgumentParser]:
    """Every verb; one that has kinds of its own also as "report deck"."""
    named = _choices(parser())
    return named | {f"{verb} {kind}": k for verb, command in named.items() for kind, k in _choices(command).items()}


def _choices(command: argparse.ArgumentParser) -> dict[str, argparse.ArgumentParser]:
    found = (a.choices for a in command._actions if isinstance(a, argparse._SubParsersAction))
    return dict(next(found, {}))


def options(command: argparse.ArgumentParser) -> set[str]:
    return {o for a in command._actions for o in a.option_strings if o.startswith("--")} - {"--help"}


def says(document: str, word: str) -> bool:
    """The word stands there by itself, not as a part of a longer one."""
    return re.search(rf"(?<![\w-]){re.escape(word)}(?![\w-])", document) is not None


def test_every_verb_and_option_is_told() -> None:
    told = text("operations.md")
    assert verbs()
    wanted = {f"`{name}" for name in verbs()} | options(parser())
    wanted |= {o for command in verbs().values() for o in options(command)}
    assert [w for w in sorted(wanted) if not (w in told if w.startswith("`") else says(told, w))] == []


def test_every_variable_of_the_environment_is_told() -> None:
    files = [f for folder in CODE for f in (ROOT / folder).rglob("*") if f.is_file() and "__pycache__" not in f.parts]
    found = {v for f in (*files, ROOT / "Makefile") for v in VARIABLE.findall(f.read_text("utf-8", "ignore"))}
    assert {"AKOMODASI_WORKSPACE", "AKOMODASI_HOSTS"} <= found
    assert [v for v in sorted(found) if not says(text("operations.md"), v)] == []


def test_no_variable_is_told_that_is_not_there() -> None:
    code = "".join(f.read_text("utf-8") for folder in CODE for f in (ROOT / folder).rglob("*.py"))
    code += (ROOT / ".ci" / "run").read_text("utf-8")
    for name in OURS:
        assert [v for v in VARIABLE.findall(text(name)) if not says(code, v)] == []


@pytest.mark.parametrize("form", forms().values(), ids=lambda f: f.kind)
def test_every_form_is_told_with_its_columns(form: Form) -> None:
    told = text("data-formats.md")
    assert f"### `{form.kind}`" in told
    headings = [*(c.heading for c in form.columns), *form.ignore, *form.recognise]
    part = told.split(f"### `{form.kind}`")[1].split("\n##")[0]
    assert [h for h in headings if f"`{h}`" not in part] == []
    assert [c.heading for c in form.head if f"`{c.heading}`" not in part] == []
    required = [c.heading for c in (*form.columns, *form.head) if c.required]
    assert [h for h in required if f"**`{h}`**" not in part] == []


def test_every_reason_limit_role_and_term_is_told() -> None:
    reasons = tomllib.loads((ROOT / "analytics" / "intake" / "reasons.toml").read_text(encoding="utf-8"))
    told = text("data-formats.md")
    wanted = [*reasons, *LIMITS, *terms.STAGES, *terms.DECISIONS, *terms.REASONS, *terms.VERSIONS, *terms.CLASSES]
    assert [w for w in wanted if f"`{w}`" not in told] == []
    for name, value in LIMITS.items():
        line = next(part for part in told.splitlines() if part.startswith("|") and f"`{name}`" in part)
        assert str(value) in line, name
    assert [w for w in (*terms.DIMENSIONS, *terms.UNIVERSES) if not says(text("operations.md"), w)] == []
    assert [w for w in terms.UNIVERSES if f"`{w}`" not in text("panduan.md")] == []


def test_every_limit_is_read() -> None:
    code = "".join(f.read_text("utf-8") for f in (ROOT / "analytics").rglob("*.py"))
    assert [name for name in LIMITS if f'"{name}"' not in code] == []


def test_every_route_is_told() -> None:
    told = text("operations.md") + text("api.md")
    paths = [route.path.replace(":rest", "") for route in routes() if "{rest" not in route.path]  # type: ignore[attr-defined]
    assert paths
    assert [p for p in paths if f"`{p}`" not in told] == []


def test_amounts_are_read_as_told() -> None:
    row = next(line for line in text("data-formats.md").splitlines() if line.startswith("| rupiah |"))
    _, _, accepted, refused, _ = row.split("|")
    amounts = re.findall(r"`([^`]+)`", accepted)
    assert len(amounts) > 5
    assert all((rupiah(a) or 0) > 0 for a in amounts)
    for amount in re.findall(r"`(\d[^`]*)`", refused):
        with pytest.raises(Unreadable, match="amount_ambiguous"):
            rupiah(amount)


@pytest.mark.parametrize("file", documents(), ids=lambda f: str(f.relative_to(ROOT)))
def test_every_link_leads_somewhere(file: Path) -> None:
    broken = []
    for link in LINK.findall(BLOCK.sub("", file.read_text(encoding="utf-8"))):
        if re.match(r"[a-z]+:", link):
            continue
        path, _, anchor = link.partition("#")
        target = (file.parent / path).resolve() if path else file
        if not target.exists() or (anchor and target.suffix == ".md" and anchor not in anchors(target)):
            broken.append(link)
    assert broken == []


def anchors(file: Path) -> set[str]:
    """What a heading is called in an address, as code hosts make it."""
    titles = re.findall(r"^#+ (.+)$", BLOCK.sub("", file.read_text(encoding="utf-8")), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", title.lower()).replace(" ", "-") for title in titles}


@pytest.mark.parametrize("file", [ROOT / "README.md", *(ROOT / "docs" / name for name in OURS)], ids=lambda f: f.name)
def test_every_command_shown_is_one(file: Path) -> None:
    if not file.exists():
        pytest.skip(f"{file.name} is not here")
    known = verbs()
    words = file.read_text(encoding="utf-8")
    for verb, rest in re.findall(r"\bakomodasi +([a-z]+(?:-[a-z]+)*)([^\n`|]*)", commands_in(words)):
        assert verb in known, verb
        rest = re.split(r" #| > ", rest)[0]
        kind = f"{verb} {(rest.split() or [''])[0]}"
        verb = kind if kind in known else verb
        wrong = [o for o in re.findall(r"(?<!\S)--[a-z-]+", rest) if o not in options(known[verb])]
        assert wrong == [], f"{verb}{rest}"
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    for target in re.findall(r"^\s*make ([a-z-]+)", commands_in(words), re.MULTILINE):
        assert re.search(rf"^{target}:", makefile, re.MULTILINE), target


def commands_in(words: str) -> str:
    """What stands in blocks of shell and in code inside a sentence."""
    blocks = "\n".join(body for kind, _, body in BLOCK.findall(words) if kind in {"sh", "bat"})
    return blocks + "\n" + "\n".join(re.findall(r"`((?:akomodasi|make) [^`]+)`", BLOCK.sub("", words)))


def test_readme_begins_with_the_two_commands() -> None:
    readme = ROOT / "README.md"
    if not readme.exists():
        pytest.skip("README.md is not here")
    assert {"make run", "make test"} <= set(re.findall(r"^make \w+", readme.read_text(encoding="utf-8"), re.MULTILINE))


@pytest.fixture
def examples(tmp_path: Path) -> Iterator[dict[str, Any]]:
    """What the commands of docs/data-formats.md answer, from the made-up files it shows."""
    words = text("data-formats.md")
    files = re.findall(r"`([\w-]+-REKAAN\.csv)`:\n\n```csv\n(.*?)```", words, re.DOTALL)
    assert len(files) == 2
    for name, body in files:
        (tmp_path / name).write_text(body, encoding="utf-8")
    usulan, apbd = (str(tmp_path / name) for name, _ in files)
    where = ["--workspace", str(tmp_path / "workspace"), "--author", "petugas", "--lang", "id", "--json"]

    def answer(*words: str) -> Any:
        out = io.StringIO()
        with contextlib.redirect_stdout(out), contextlib.redirect_stderr(io.StringIO()):
            assert main([*words, *where]) == 0
        return json.loads(out.getvalue())

    found = {"import": answer("import", usulan)}
    answer("import", apbd)
    found["ask"] = answer("ask", "accommodation_count", "--by", "district")
    found["trace"] = answer("trace", "R-1")
    yield found


@pytest.mark.parametrize("name", ["import", "ask", "trace"])
def test_examples_are_what_comes_out(examples: dict[str, Any], name: str) -> None:
    shown = next(json.loads(body) for _, title, body in BLOCK.findall(text("data-formats.md")) if title == name)
    assert steady(shown) == steady(examples[name])


def steady(value: Any, key: str = "") -> Any:
    """The same without what differs from one version or day to the next."""
    if isinstance(value, dict):
        return {k: steady(v, k) for k, v in value.items()}
    if isinstance(value, list):
        return [steady(v) for v in value]
    return "..." if key in CHANGES else value
