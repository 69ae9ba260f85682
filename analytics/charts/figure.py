"""One picture with what a reader may take of it: a PNG and a link, made in the browser (tools.js), and its certificate."""

from __future__ import annotations

from dataclasses import dataclass
from html import escape
from pathlib import Path

TOOLS = Path(__file__).with_name("tools.js")


@dataclass(frozen=True)
class Take:
    """What stands in a picture's files: `name` of the file, `foot` (what it is, of which mart), `mark` across invented data,
    `mart` for the link, `certificate` its address ("" where there is none; `why` says so), and the words of the buttons."""

    name: str
    foot: str
    mart: str
    mark: str
    words: dict[str, str]
    certificate: str = ""
    why: str = ""


def figure(body: str, take: Take) -> str:
    """The picture and its tools as one block. `body` is finished HTML; `name` is where a link to it leads."""
    w = take.words
    data = f'data-name="{escape(take.name)}" data-foot="{escape(take.foot)}" data-mark="{escape(take.mark)}"'
    png = f'<button type="button" data-ak="png" {data}>{escape(w["png"])}</button>'
    link = (
        f'<button type="button" data-ak="link" data-mart="{escape(take.mart)}" data-done="{escape(w["link_done"])}">'
        f"{escape(w['link'])}</button>"
    )
    proof = f'<a href="{escape(take.certificate)}">{escape(w["certificate"])}</a>' if take.certificate else ""
    proof += f"<span>{escape(take.why)}</span>" if take.why else ""
    tools = f'<p class="ak-tools" data-ak-tools role="group" aria-label="{escape(w["tools"])}">{png}{link}{proof}</p>'
    return f'<figure class="ak-figure" id="{escape(take.name)}">{body}{tools}</figure>'
