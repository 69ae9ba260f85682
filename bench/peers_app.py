"""The page as many would write it first: tables read and joined in pandas with every rerun, everything drawn by Plotly.

Run by bench/peers_page.py as `streamlit run bench/peers_app.py FOLDER [cached]`; `cached` keeps the tables between reruns.
"""

from __future__ import annotations

import sys
from pathlib import Path

import pandas as pd
import plotly.express as px
import streamlit as st

from bench.peers_data import REGENCY, YEAR, Asked, Found
from bench.peers_pandas import Engine

FOLDER, CACHED = Path(sys.argv[1]), "cached" in sys.argv[2:]


@st.cache_resource
def kept() -> Engine:
    return Engine(FOLDER)


def bars(found: Found, title: str, key: str) -> None:
    rows = [{"slice": str(k[0]), "part": str(k[-1]), "share": v[0] / v[1] if v[1] else None} for k, v in found.items()]
    frame = pd.DataFrame(rows).sort_values("slice")
    colour = "part" if title == "top_k" else None
    st.plotly_chart(px.bar(frame, x="slice", y="share", color=colour, barmode="group", title=title), key=key)


st.set_page_config(layout="wide")
engine = kept() if CACHED else Engine(FOLDER)
years = sorted(engine.t["proposals"]["year"].unique(), reverse=True)
year = int(st.selectbox("Tahun", [str(y) for y in years], key="choice-year", index=[*years].index(YEAR)))
[(top, whole, unknown)] = engine.answer(Asked("count", year=year)).values() or [(0, 0, 0)]
[(met, asked, _)] = engine.answer(Asked("value", year=year)).values() or [(0, 0, 0)]
st.html(
    f'<h1 class="ak-h1">{year}: {top} dari {whole} usulan didanai; paling banyak {top + unknown}; Rp {met} dari Rp {asked}</h1>'
)
for kind, by, one in (
    ("count", ("district",), year),
    ("count", ("agency",), year),
    ("count", ("year",), None),
    ("value", ("year",), None),
    ("funnel", (), year),
    ("top_k", ("year",), None),
):
    bars(engine.answer(Asked(kind, by, REGENCY, one)), kind, f"{kind} {by}")
