"""What offices answered on the rows of a list: of budget lines, or of proposals. One question for the whole list."""

from __future__ import annotations

from collections.abc import Iterable

from analytics.query.database import Mart, template
from analytics.query.fates import Reply

Answered = dict[str, tuple[Reply, ...]]


def line_replies(mart: Mart, ids: Iterable[str | None]) -> Answered:
    """Replies by the id of the budget line (as shown: 16 signs) they answer, the newest first; others are not in it."""
    return _on(mart, "line_id", ids)


def proposal_replies(mart: Mart, ids: Iterable[str | None]) -> Answered:
    """The same by the id of the proposal."""
    return _on(mart, "proposal_id", ids)


def _on(mart: Mart, end: str, ids: Iterable[str | None]) -> Answered:
    asked = sorted({i for i in ids if i})
    found: dict[str, list[Reply]] = {}
    for r in mart.rows(template("replies_on").format(end=end), {"ids": asked}) if asked else ():
        said = Reply(r["replied_on"], r["office"], r["reason"], r["text"], r["file"], r["sheet"], r["row"])
        found.setdefault(r["id"], []).append(said)
    return {i: tuple(replies) for i, replies in found.items()}
