"""One published series as a small Plotly line chart: direct labels, breaks marked, our own template."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import plotly.graph_objects as go

INK, SOFT, LINE, FOUND = "#1B1F24", "#4A5560", "#C3CBD3", "#0B5C7A"
CONFIG = {"displayModeBar": False, "responsive": True}
FONT = "system-ui, -apple-system, 'Segoe UI', Roboto, 'Noto Sans', 'Liberation Sans', Arial, sans-serif"


def series(
    years: Sequence[int],
    values: Sequence[float],
    labels: Sequence[str],
    breaks: Sequence[tuple[int, str]] = (),
    height: int = 230,
) -> go.Figure:
    """A line over years; the first and last value carry their label, dated breaks stand as dotted lines with their name."""
    ends = {0, len(years) - 1}
    text = [label if i in ends else "" for i, label in enumerate(labels)]
    line: dict[str, Any] = {"color": FOUND, "width": 3}
    trace = go.Scatter(
        x=list(years),
        y=list(values),
        mode="lines+markers+text",
        text=text,
        textposition="top center",
        textfont={"size": 15, "color": INK},
        customdata=list(labels),
        hovertemplate="%{x}: %{customdata}<extra></extra>",
        line=line,
        marker={"size": 8},
        cliponaxis=False,
    )
    low, high = min(values), max(values)
    room = (high - low or abs(high) or 1) * 0.35
    figure = go.Figure(trace)
    figure.update_layout(
        template="none",
        height=height,
        margin={"l": 24, "r": 40, "t": 26, "b": 30},
        font={"family": FONT, "size": 14, "color": INK},
        xaxis={
            "tickvals": list(years),
            "tickformat": "d",
            "showgrid": False,
            "linecolor": LINE,
            "range": [min(years) - 0.4, max(years) + 0.4],
        },
        yaxis={"visible": False, "range": [low - room, high + room]},
        hoverlabel={"font": {"size": 15}},
        showlegend=False,
    )
    for year, name in breaks:
        if min(years) < year <= max(years):
            figure.add_vline(x=year, line={"color": SOFT, "width": 1, "dash": "dot"})
            figure.add_annotation(
                x=year,
                y=1.08,
                yref="paper",
                text=name,
                showarrow=False,
                font={"size": 12, "color": SOFT},
                xanchor="left",
            )
    return figure
