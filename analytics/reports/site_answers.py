"""What offices answered on the whole list of an area, on its plain page of a year. All text is escaped."""

from __future__ import annotations

from analytics.query.list_replies import list_replies
from analytics.reports.fate_said import list_reply, source
from analytics.reports.site_data import Area
from analytics.reports.site_text import esc, shown
from analytics.reports.site_words import Words

MOST = 6


def list_answers(w: Words, area: Area, year: int) -> str:
    """The newest answers, word for word; "" where there are none, or the area is no list."""
    if area.kind not in ("regency", "district", "village", "agency"):
        return ""
    district = area.key if area.kind == "district" else area.key.rpartition(".")[0] if area.kind == "village" else ""
    agency = area.key if area.kind == "agency" else ""
    found = list_replies(w.data.mart, w.data.regency.code, year, district, agency)
    told = [
        f'<p class="reply">{esc(shown(list_reply(r, w.lang)))} '
        f"<small>{esc(shown(source(r.reply.file, r.reply.sheet, r.reply.row, w.lang)))}</small></p>\n"
        for r in found[:MOST]
    ]
    if len(found) > MOST:
        told.append(f"<p>{esc(w.site.say('replies_more', n=w.n(len(found) - MOST)))}</p>\n")
    return "".join(told)
