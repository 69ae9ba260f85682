"""Everything `verify` asks can be read in Bahasa Indonesia, and nothing else is translated."""

from __future__ import annotations

import ast
import tomllib
from pathlib import Path

from analytics.locale import identities as room
from analytics.locale.identities import identity
from analytics.marts import verify
from analytics.marts.steps import checks, identities


def asked() -> set[str]:
    """Names of the marts' .toml and those that stand in verify.py itself."""
    tree = ast.parse(Path(verify.__file__).read_text(encoding="utf-8"))
    calls = [
        n for n in ast.walk(tree) if isinstance(n, ast.Call) and isinstance(n.func, ast.Name) and n.func.id == "check"
    ]
    written = {c.args[0].value for c in calls if isinstance(c.args[0], ast.Constant)}
    return written | {room.STEP.sub("", name) for name, _ in (*identities(), *checks())}


def test_every_identity_has_its_sentence_and_no_sentence_is_left_over() -> None:
    told = tomllib.loads(Path(room.__file__).with_suffix(".toml").read_text(encoding="utf-8"))
    assert set(told) == asked()
    assert len(set(told.values())) == len(told)


def test_a_name_is_said_without_its_step() -> None:
    assert identity("a line appears once (080_line_fact)") == "Satu baris anggaran muncul sekali"
    assert identity("a line appears once (080_line_fact)", "en") == "a line appears once"
    assert identity("something new (999_x)") == "something new"
