"""Which function does which verb. Importing this loads the whole program."""

from __future__ import annotations

import argparse
from collections.abc import Callable

from analytics.commands import (
    backup,
    basic,
    breaks,
    brought,
    budgets,
    build,
    debate,
    figures,
    imports,
    judgements,
    ledger,
    match,
    needs,
    order,
    places,
    publish,
    replies,
    report,
    report_certificate,
)

VERBS: dict[str, Callable[[argparse.Namespace], int]] = {
    **basic.VERBS,
    **backup.VERBS,
    **ledger.VERBS,
    **debate.VERBS,
    "build": build.work,
    "import": imports.work,
    "imports": brought.work,
    "places": places.places,
    "before-after": breaks.compare,
    "judgements": judgements.judgements,
    "order": order.order,
    "match": match.match,
    "evaluate": match.evaluate,
    "queue": needs.queue,
    "budgets": budgets.budgets,
    "strip": figures.strip,
    "bridge": figures.bridge,
    "difference": figures.difference,
    "publish": publish.publish,
    "reply": replies.reply,
    "report": report.report,
    "certificate": report_certificate.find,
}
