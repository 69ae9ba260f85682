"""`build`: the mart of what the ledger holds. Loads nothing that a build does not need: one regency again is waited for."""

from __future__ import annotations

import argparse
from collections.abc import Callable

from analytics.commands.telling import out, say
from analytics.marts.build import build, current
from analytics.register.workspace import open_workspace


def add(verb: Callable[[str, str], argparse.ArgumentParser]) -> None:
    """The options of `build`."""
    p = verb("build", "build the mart of what the ledger holds")
    p.add_argument("--at", type=int, help="as of this ledger position (the serving mart stays)")


def work(o: argparse.Namespace) -> int:
    workspace = open_workspace(o.workspace, o.author)
    before = current(workspace)
    mart = build(workspace, o.author, upto=o.at, progress=lambda step: say("mart:", step))
    out(o, {"mart": mart, "changed": mart != before}, [f"mart {mart}"])
    return 0
