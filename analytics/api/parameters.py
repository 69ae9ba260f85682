"""The parameters routes have, each told once. A request is read by these alone."""

from __future__ import annotations

from analytics.api.parameter import Parameter, limits
from analytics.measures.definitions import measures
from analytics.query.bridge import CHAIN
from analytics.query.whatif import BASES, RULES
from analytics.vocabulary import terms

FIRST, LAST = 1900, 2200  # years there may be
MOST = 10**15  # rupiah one may set aside

LANG = Parameter("lang").among(terms.LANGUAGES, "id")
MART = Parameter("mart", "mart")
FORMAT = Parameter("format").among(("json", "csv"))
MEASURE = Parameter("measure", required=True).among(tuple(measures()))
BY = Parameter("by", "dims")
WHERE = Parameter("where", "filters")
UNIVERSE = Parameter("universe").among(terms.UNIVERSES, "district")
VERSION = Parameter("version").among(terms.VERSIONS, "apbd")
CHAINED = VERSION.among(CHAIN, "apbd")
PART = Parameter("part")
ROW = Parameter("row", "filters", empty=True)
CODE = Parameter("code", place="path", required=True)
ID = Parameter("id", place="path", required=True)
POLICY = Parameter("policy")
OLD, NEW = (Parameter(name, "mart", required=True) for name in ("old", "new"))

REGENCY = Parameter("regency")
YEAR = Parameter("year", "integer", low=FIRST, high=LAST)
DISTRICT, VILLAGE, AGENCY, DAPIL = (Parameter(name) for name in ("district", "village", "agency", "dapil"))
PLACES = (DISTRICT, VILLAGE, AGENCY, DAPIL)
TODAY = Parameter("today", "day")
VILLAGES = Parameter("villages", "flag", default=False)
BASE = Parameter("base", "integer", low=FIRST, high=LAST)

SHARE = Parameter("share")
RUPIAH, EACH = (Parameter(name, "integer", high=MOST) for name in ("rupiah", "each"))
ENVELOPES = Parameter("envelopes", "flag", default=False)
RULE, OF = Parameter("rule").among(RULES, "rank"), Parameter("of").among(BASES, "capital")

WORDS = Parameter("q", empty=True, default="")
KIND = Parameter("kind").among(("proposal", "line"))
STILL = Parameter("list").among(("still", "gone"), "still")
PROVEN = Parameter("proven", "flag")
PAGE = Parameter("most", "integer", low=1, high=limits()["most"], default=limits()["page"])
SKIP = Parameter("skip", "integer", high=limits()["skip"], default=0)
