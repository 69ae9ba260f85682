"""`python -m bench`: one JSON document on stdout, progress on stderr. Nothing here can fail a build."""

from __future__ import annotations

import argparse
import datetime as dt
import json
from importlib import import_module
from pathlib import Path
from typing import Any

from bench.timing import load, machine, say

NAMES = ("imports", "pdf", "lists", "demo", "asking", "pages", "needs")
# not part of a run that names nothing
ON_DEMAND = (
    "fuzz",
    "fuzz_api",
    "fuzz_ask",
    "linkage",
    "dictionary",
    "coverage",
    "truth_order",
    "truth_needs",
    "truth_origins",
)
ON_DEMAND += ("site", "package", "deck", "workbook", "sheets", "backup", "crash", "soak", "peers", "national")


def main() -> int:
    """Runs the measurements asked for, one after the other."""
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    parser.add_argument("names", nargs="*", metavar="NAME", help="as --only")
    parser.add_argument(
        "--only",
        action="append",
        choices=NAMES + ON_DEMAND,
        metavar="NAME",
        help=f"one of {', '.join(NAMES + ON_DEMAND)}",
    )
    parser.add_argument("--minutes", type=float, default=1.0, metavar="N", help="how long each fuzzer goes on (1)")
    parser.add_argument("--repeat", type=int, default=5, metavar="N", help="how often each thing is measured (5)")
    parser.add_argument(
        "--seconds", type=float, metavar="N", help="how long people are at work: pages (60), soak (600)"
    )
    parser.add_argument("--people", type=int, default=50, metavar="N", help="how many of them in soak (50)")
    parser.add_argument("--small", action="store_true", help="soak: on the small demonstration")
    parser.add_argument(
        "--nation", type=Path, metavar="FOLDER", help="pages: at the size of the country too, made in FOLDER"
    )
    parser.add_argument(
        "--regencies",
        type=int,
        metavar="N",
        help="national: how many of the country's 514 (514); peers: so many beside the one (50)",
    )
    parser.add_argument("--folder", type=Path, metavar="FOLDER", help="national: keeps what was made in FOLDER")
    options = parser.parse_args()
    wanted = [*(options.only or ()), *options.names]
    if wrong := set(wanted) - {*NAMES, *ON_DEMAND}:
        parser.error(f"{', '.join(sorted(wrong))}: one of {', '.join(NAMES + ON_DEMAND)}")
    if options.repeat < 1:
        parser.error("--repeat: at least 1")
    result = {"date": dt.date.today().isoformat(), "machine": machine(), "repeat": options.repeat}
    given: dict[str, dict[str, Any]] = {
        "fuzz": {"minutes": options.minutes},
        "fuzz_api": {"minutes": options.minutes},
        "fuzz_ask": {"minutes": options.minutes},
        "pages": {"seconds": options.seconds or 60.0, "national": options.nation},
        "soak": {"seconds": options.seconds or 600.0, "people": options.people, "small": options.small},
        "peers": {"regencies": options.regencies},
        "national": {"regencies": options.regencies or 514, "folder": options.folder},
    }
    for name in wanted or NAMES:
        say(f"{name}:")
        more = given.get(name, {})
        result[name] = {"load_before": load(), **import_module(f"bench.{name}").measure(options.repeat, **more)}
    print(json.dumps(result, ensure_ascii=False, indent=1))
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
