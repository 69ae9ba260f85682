"""Writing down a reply: what it answers is looked up, a person's name is refused, then it is kept (register/replies)."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from analytics.errors import BadQuestion
from analytics.query.database import Mart
from analytics.query.facts import agencies
from analytics.query.masked import mask
from analytics.query.trace import find, line, proposal
from analytics.register.replies import About, Written, enter, tidy
from analytics.register.workspace import Workspace
from analytics.vocabulary import regions

NAMELESS = ("office", "text", "number")


def record(workspace: Workspace, author: str, reply: Written) -> dict[str, Any]:
    """Keeps a reply and returns the receipt of its import; the mart is not built. Raises BadQuestion for one that names a person
    as far as masked.toml knows one, or cannot be kept; NotAllowed."""
    reply = tidy(reply)
    for name in NAMELESS:
        words = getattr(reply, name)
        if (shown := mask(words)) != words:
            raise BadQuestion("reply_person", what=name, shown=shown)
    return enter(workspace, author, replace(reply, about=replace(reply.about, title=mask(reply.about.title))))


def one_record(mart: Mart, kind: str, wanted: str, regency: str) -> About:
    """What an id means among the proposals or the lines of a regency. Raises BadQuestion for none or several."""
    found = {f["key"]: f for f in find(mart, wanted, regency) if f["kind"] == kind and f["regency"] == regency}
    if not found:
        raise BadQuestion("id_no_such", id=wanted)
    if len(found) > 1:
        names = ", ".join(f"{f['id']} ({f['year']})" for f in [*found.values()][:6])
        raise BadQuestion("id_several", id=wanted, n=len(found), ids=names)
    ((key, fact),) = found.items()
    return about_record((proposal if kind == "proposal" else line)(mart, regency, key) | {"year": fact["year"]})


def about_record(story: dict[str, Any]) -> About:
    """The same of a record that was traced already."""
    asked = story["kind"] == "proposal"
    words = story["title" if asked else "description"] or ""
    ids = {"proposal" if asked else "line": story["id"]}
    return About(story["regency"], story["year"], title=words, **ids)


def whole_list(mart: Mart, regency: str, year: int, district: str = "", agency: str = "") -> About:
    """The list of a district, of an agency, or of one in the other. Raises BadQuestion where the regency has no such."""
    if district and (len(district) != 8 or not regions.exists(district) or not district.startswith(f"{regency}.")):
        raise BadQuestion("value_no_such", dimension="district", value=district)
    if agency and agency not in agencies(mart, regency):
        raise BadQuestion("value_no_such", dimension="agency", value=agency)
    return About(regency, year, district=district, agency=agency)
