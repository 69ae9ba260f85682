"""The verb `report`: files people carry away. Each kind is a module of its own, with its options and what makes it."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from types import ModuleType

from analytics.commands import report_certificate, report_sheet
from analytics.commands.telling import common

KINDS: dict[str, ModuleType] = {  # each with TEXT, add(parser), run(options)
    "certificate": report_certificate,
    "sheet": report_sheet,
}


def add(verb: Callable[[str, str], argparse.ArgumentParser]) -> None:
    """The verb, its kinds and their options."""
    p = verb("report", f"a file to carry away: {', '.join(KINDS)}")
    kinds = p.add_subparsers(dest="kind", metavar="KIND", required=True, parser_class=type(p))
    for name, module in KINDS.items():
        k = kinds.add_parser(name, help=module.TEXT, description=module.TEXT)
        common(k, after=True)
        module.add(k)


def report(o: argparse.Namespace) -> int:
    return int(KINDS[o.kind].run(o))
