"""Urutan: what became of the first ranks, and whether the top of the list fares better than the rest of it."""

from __future__ import annotations

from analytics.charts import html
from analytics.charts.drawn import Drawn
from analytics.charts.html import Bar
from analytics.charts.trend import Column, trend
from analytics.locale.format import share
from analytics.measures.definitions import measure
from analytics.pages.order_words import kicker, of_place, slug, thing, verb
from analytics.pages.picture import Picture
from analytics.pages.view import View
from analytics.query.answer import Answer
from analytics.query.rank_bands import Bands, bands
from analytics.query.rates import Rate
from analytics.query.series import finished


def top_picture(view: View) -> Picture | None:
    """The first 1, 3, 5 and 10 of every list: proven and at most, beside the whole list."""
    answer = view.ask("top_k")
    found = {r["part"]: Rate.of(r) for r in answer.rows if r["n"]}
    if not found:
        return None
    counted, weighed = view.ask("accommodation_count", ("rank_band",)), view.ask("rank_weighted")
    whole = bands(counted).whole
    bars = [_bar(view, p.label[view.lang], found.get(p.id), whole) for p in measure("top_k").parts]
    row = weighed.rows[0]
    words = view.t(
        "in_order.top_weighted",
        weighted=_share(view, row["value"], row["high"], row["n_unknown"]),
        plain=_share(view, whole.value, whole.high, whole.unknown),
    )
    mark = {"proven": view.n(whole.proven), "n": view.n(whole.n), "share": share(whole.value, view.lang)}
    sub = " ".join([view.t("in_order.top_mark", **mark), view.t("in_order.top_written")])
    waits = view.year and not finished(view.mart, view.regency.code, view.year, view.version)
    return Picture(
        "order.top",
        _finding(view, counted, found),
        legend(view) + html.bars(bars, view.t("app.order")) + html.hit(words),
        slug(view, "urutan-teratas"),
        (answer, weighed),
        sub,
        kicker(view),
        first=True,
        tag=view.t("home.unfinished") if waits else "",
    )


def _finding(view: View, counted: Answer, found: dict[str, Rate]) -> str:
    """The shortest top that holds anybody, in one sentence; where nobody has looked, that."""
    k, rate = next(iter(found.items()))
    version, noun = view.term("version", view.version), thing(view, counted.question)
    if not any(r.looked for r in found.values()):
        return view.t("in_order.top_not_looked", n=view.n(found["10"].n), thing=noun, version=version)
    facts = {"n": view.n(rate.n), "proven": view.n(rate.proven), "verb": verb(view), "version": version, "thing": noun}
    name = f"top_{'1' if k == '1' else 'k'}{'_most' if rate.unknown else ''}"
    more = {} if k == "1" else {"k": k}
    return view.t(f"in_order.{name}", **facts, **more, **({"most": view.n(rate.most)} if rate.unknown else {}))


def _bar(view: View, label: str, rate: Rate | None, whole: Rate) -> Bar:
    if rate is None:
        return Bar(label, view.t("in_order.none"), quiet=True)
    figure = view.t("in_order.of", proven=view.n(rate.proven), n=view.n(rate.n))
    detail = share(rate.value, view.lang)
    detail += f" · {view.t('in_order.most_of', most=view.n(rate.most))}" if rate.unknown else ""
    return Bar(label, figure, detail, share=rate.value, high=rate.high, mark=whole.value)


def _share(view: View, value: float | None, high: float | None, unknown: int) -> str:
    proven = share(value, view.lang)
    return view.t("in_order.share_most", share=proven, most=share(high, view.lang)) if unknown else proven


def ranks_picture(view: View) -> Picture | None:
    """The share proven by rank band, from the first ranks down: a staircase where the order counts."""
    answer = view.ask("accommodation_count", ("rank_band",))
    found = bands(answer)
    if not found.ranked:
        return None
    columns = [_column(view, _name(view, band), rate) for band, rate in found.ranked]
    if found.unranked:
        columns.append(_column(view, view.t("in_order.ranks_without"), found.unranked))
    title = of_place(view, _ranks_finding(view, found))
    labels = {
        "year": view.t("in_order.ranks_rank"),
        "figure": view.t("home.legend_proven"),
        "n": view.t("home.trend_n"),
    }
    drawn = trend(columns, labels, title)
    return Picture(
        "order.ranks",
        title,
        legend(view) + html.wrap(drawn, "ak-ranks"),
        slug(view, "urutan-peringkat"),
        (answer,),
        view.t("in_order.ranks_sub"),
    )


def _ranks_finding(view: View, found: Bands) -> str:
    (first, a), (last, b) = found.first, found.last
    facts = {"first": _name(view, first), "a": _share(view, a.value, a.high, a.unknown), "verb": verb(view)}
    if first == last:
        return view.t("in_order.ranks_one", **facts)
    key = "in_order.ranks_title" if found.sure else "in_order.ranks_unsure"
    return view.t(key, **facts, last=_name(view, last), b=_share(view, b.value, b.high, b.unknown))


def _name(view: View, band: str) -> str:
    if band.endswith("+"):
        return view.t("in_order.ranks_down", **{"from": band.rstrip("+")})
    return band.replace("-", "–")


def _column(view: View, name: str, rate: Rate) -> Column:
    return Column(
        name,
        share(rate.value, view.lang),
        view.t("home.trend_most", share=share(rate.high, view.lang)) if rate.unknown else "",
        f"{view.n(rate.proven)}/{view.n(rate.n)}",
        rate.value,
        rate.high,
        why="" if rate.looked else view.t("strip.not_looked"),
    )


def legend(view: View) -> Drawn:
    return html.legend(view.t("home.legend_proven"), view.t("journey.legend_unknown"))
