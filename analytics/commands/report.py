"""The verb `report`: files people carry away. Each kind is a module of its own, with its options and what makes it."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from types import ModuleType

from analytics.commands import (
    report_certificate,
    report_deck,
    report_package,
    report_sheet,
    report_site,
    report_workbook,
)
from analytics.commands.telling import common

KINDS: dict[str, ModuleType] = {  # each with TEXT, add(parser), run(options)
    "deck": report_deck,
    "sheet": report_sheet,
    "workbook": report_workbook,
    "package": report_package,
    "site": report_site,
    "certificate": report_certificate,
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
