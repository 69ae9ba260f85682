"""What everybody may know while figures are open to responses and not yet public: until when and to which office to answer."""

from __future__ import annotations

from analytics.charts import html
from analytics.pages.parts import show
from analytics.register.publication import standings
from analytics.register.workspace import Workspace
from analytics.reports.standing import respond_words
from analytics.vocabulary import regions


def answers_asked(workspace: Workspace, lang: str) -> None:
    """One line for each regency and year whose response period runs; no figure of it."""
    lines = []
    for (code, year), now in sorted(standings(workspace).items()):
        if words := respond_words(now, lang):
            lines.append(f"{regions.label(code)}, APBD {year}. {words}")
    show(html.notes(lines) if lines else "")
