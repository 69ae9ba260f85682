"""The life line of one need: the proposals that asked for it, the lines that pay for them, the replies, in time order."""

from __future__ import annotations

from typing import Any

from analytics.query.database import Mart, template

ASKED = ("need_members", "need_lines", "need_replies", "need_others")


def need_of(mart: Mart, regency: str, proposal_id: int) -> dict[str, Any] | None:
    """The need a proposal belongs to: id, state, years, rupiah, and its members, lines, replies and others.

    members: proposals with year, stage, origin, rank, cost (rupiah), fate in the APBD, what each is to the one before (relation,
    probability in millionths, reasons), file, sheet and row. lines: budget lines linked to any member, each once, `allocated` the
    rupiah all members take of it. others: proposals of other needs that were put into a member, or came out of the same one.
    None for a proposal whose rows are all gone."""
    found = mart.rows(template("need"), {"regency": regency, "key": proposal_id})
    if not found:
        return None
    asked = {"regency": regency, "key": found[0].pop("key")}
    parts = {name.removeprefix("need_"): mart.rows(template(name), asked) for name in ASKED}
    return found[0] | parts
