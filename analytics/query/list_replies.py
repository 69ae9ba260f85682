"""What offices answered on a whole list: that of a kecamatan, of a perangkat daerah, or of one in the other."""

from __future__ import annotations

from dataclasses import dataclass

from analytics.query.database import Mart, template
from analytics.query.fates import Reply


@dataclass(frozen=True)
class ListReply:
    """A reply and the list it speaks of; `district` and `agency` are "" where it is not narrowed to one."""

    reply: Reply
    district: str
    district_name: str
    agency: str


def list_replies(mart: Mart, regency: str, year: int, district: str = "", agency: str = "") -> list[ListReply]:
    """Replies to the lists of a regency and year that speak of this district and agency ("": of any), the newest first."""
    asked = {"regency": regency, "year": year, "district": district or None, "agency": agency or None}
    return [
        ListReply(
            Reply(r["replied_on"], r["office"], r["reason"], r["text"], r["file"], r["sheet"], r["row"]),
            r["district"] or "",
            r["district_name"] or "",
            r["agency"] or "",
        )
        for r in mart.again(template("list_replies"), asked)
    ]
