"""Writes docs/api.md from the table of routes: `python -m analytics.api.docs`. Edit the table or words.toml, not the document."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from analytics.api import examples
from analytics.api.page import SHARED, address
from analytics.api.parameter import Parameter, limits, words
from analytics.api.parameters import FORMAT, LANG, MART
from analytics.api.route import DAY, LEDGER, Route, Schema
from analytics.api.table import GROUPS, PREFIX

TARGET = Path(__file__).resolve().parents[2] / "docs" / "api.md"
HEAD = """# API

The same answers as the dashboard, as JSON and CSV over HTTP, read-only. This page is made from the table of routes that the
server is made from too (`python -m analytics.api.docs`), and so is `{prefix}/openapi.json` (OpenAPI 3.1). The server shows the
same for people at `/api/`, in Bahasa Indonesia and English, with examples of its own data.

- **Methods**: `GET`, `HEAD` and `OPTIONS`; any other is 405.
- **Parameters** that a route does not know, that are given twice or are empty are refused: a typo never asks another question.
- **Refusals** are `{{"error": "...", "sentence": "..."}}`: 400 what is no question, 403 what the reader may not see, 404 what
  there is not, 405 another method, 410 a mart whose file is no longer kept,
  503 a workspace that needs help. `error` is a code for programs, the
  sentence for people.
- **CSV**: `format=csv`, or a header `Accept: text/csv`, where a route says so. Cells that a spreadsheet would run as a formula
  get an apostrophe in front; the file's name and every row of invented data say REKAAN.
- **Caches**: every answer has a strong `ETag` of mart, program and query (and of the ledger or the day where it rests on them).
  `If-None-Match` gets 304 without the mart being asked. An answer to a request that names `mart=ID` may be kept for ever
  (`public, max-age=31536000, immutable`): it is what the program said of that mart that day. Any other is `no-cache`.
- **Pages of other sites** (CORS) can read only what is published: a request that names one regency and its years, all of them
  published with the figures of the mart asked for; and what the program says of itself. Other programs need no leave.
- **Readers** see what they see on the pages ([operations.md](operations.md#sign-in)): without sign-in the machine's own author
  all of it, behind a proxy whom the proxy names, and everybody else what an office published. With `oidc` every request is the
  public's: the cookie of the pages is Streamlit's own, which trusts it only beside the `Origin` and the token of a page, and
  neither comes with a request of a program. Programs that may see drafts ask through a proxy.
- **Hosts**: the server answers to this machine's names and those in `AKOMODASI_HOSTS` only; any other is 400
  (`host_foreign`).
- **Limits**: {query} characters after the question mark, {value} of one value, {dimensions} dimensions, {filters} filters, {most}
  rows of a page ({page} where nobody says how many).
- **Whole numbers**: counts and rupiah are exact integers; weights and probabilities are millionths.

Every route also takes `{lang}` ({lang_says}: `id` or `en`), `{mart}` ({mart_says}) unless it says *no mart*, and
`{format}` (`json` or `csv`) where it can be CSV. Examples are of Kabupaten Rekaan, which is invented.
"""


def api_markdown() -> str:
    """The whole document."""
    names = {one.name: one.name for one in (MART, LANG, FORMAT)}
    told = {"mart_says": MART.says("en"), "lang_says": LANG.says("en"), "prefix": PREFIX}
    parts = [HEAD.format(**limits(), **names, **told)]
    for group, routes in GROUPS.items():
        parts.append(f"## {words()['group'][group]['en']}\n")
        parts += ["\n".join(_route(route)) for route in routes]
    return "\n".join(parts)


def _route(route: Route) -> Iterator[str]:
    yield f"### `{PREFIX}/{route.path}`\n"
    notes = ["CSV too."] if route.csv else []
    notes += ["*No mart.*"] if route.serving else []
    notes += [{LEDGER: "Rests on the ledger too.", DAY: "Rests on the day too."}[r] for r in route.rests]
    yield f"{route.says('en')} {' '.join(notes)}".strip() + "\n"
    own = [one for one in route.parameters if one.name not in SHARED]
    if own:
        yield "| parameter | |\n|---|---|"
        yield "\n".join(f"| `{one.name}` | {_says(one)} |" for one in own) + "\n"
    yield f"Returns {', '.join(f'`{f}`' for f in _fields(route.returns))}.\n"
    yield f"```sh\ncurl 'http://localhost:8501{address(route, examples.ON_PAPER)}'\n```\n"


def _says(one: Parameter) -> str:
    said = [one.says("en"), *(["required"] if one.required else []), *(["may be repeated"] if one.repeated else [])]
    if one.choices and one.name != "measure":
        said.append(", ".join(f"`{c}`" for c in one.choices))
    if one.name == "measure":
        said.append("see [measures.md](measures.md)")
    if one.default not in (None, ""):
        said.append(f"else {str(one.default).lower()}")
    return "; ".join(said)


def _fields(schema: Schema) -> list[str]:
    """The fields of a document; of one of several kinds those all of them have."""
    if "oneOf" in schema:
        first, *rest = (list(one["properties"]) for one in schema["oneOf"])
        return [f for f in first if all(f in other for other in rest)]
    return list(schema["properties"])


if __name__ == "__main__":
    TARGET.write_text(api_markdown(), encoding="utf-8")
