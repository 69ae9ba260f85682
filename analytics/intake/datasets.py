"""Typed rows of one form -> one Parsed per regency, budget year and scope: each is superseded by itself."""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterator
from typing import Any, TypeVar

from analytics.errors import BadFile
from analytics.intake import figures, places, whose
from analytics.intake.forms import Form
from analytics.intake.parsed import Dataset, Options, Parsed, import_number
from analytics.intake.rejects import sentence
from analytics.intake.rows import pack
from analytics.intake.typed import Typed
from analytics.vocabulary.text import clean_spaces

Key = tuple[str, int | None, str]
T = TypeVar("T", bound=Hashable)


def datasets(
    source: tuple[str, str, int], form: Form, typed: Typed, options: Options, said: str | None
) -> Iterator[Parsed]:
    """The datasets in order. What of a sheet is no accepted row is told with the dataset that has most of that sheet's rows."""
    file, sha, _ = source
    version = _version(file, form, options)
    typed = whose.with_a_year(form, whose.in_force(typed), options.year)
    typed = figures.within(form, typed, said)
    typed, regencies = figures.placed(form, typed, whose.regencies(file, form, typed, said))
    if not typed.numbers and not typed.rejects:
        raise BadFile("nothing_in_force", file=file, sheet=", ".join(typed.names))
    if not typed.numbers:
        why = sentence(typed.rejects[0])
        raise BadFile("all_rejected", file=file, sheet=", ".join(typed.names), n=len(typed.rejects), reason=why)
    years = whose.years(file, form, typed, options.year)
    scopes = whose.scopes(form, typed, regencies, clean_spaces(options.scope))
    groups: dict[Key, list[int]] = {}
    for i, key in enumerate(zip(regencies, years, scopes, strict=True)):
        groups.setdefault(key, []).append(i)
    largest = max(groups, key=lambda k: len(groups[k]))
    homes = _homes(typed.names, typed.sheets, groups, largest)
    lists = _homes(list(typed.proven), typed.lists, groups, largest)
    for key, members in sorted(groups.items(), key=lambda group: str(group[0])):
        regency, year, scope = key
        part = typed if len(groups) == 1 else typed.only(members)
        mine = [name for name in typed.names if homes[name] == key]
        dataset = Dataset(form.kind, regency, year, version, scope)
        sheets, numbers, fields = _constants(form, dataset, part)
        counts = places.resolve(form, dataset, fields, len(members), options.aliases.get(regency, {}))
        sheet = ", ".join(n for n in typed.names if n in {*mine, *part.sheets} or "scope" not in form.spec)
        import_id = import_number(sha, sheet, dataset, form, options.patches)
        told = tuple(form.spec.get("key", ()))
        rows = pack(str(dataset), import_id, form.table, sheets, numbers, fields, told)
        yield Parsed(
            *source,
            sheet,
            form,
            dataset,
            import_id,
            rows,
            rejects=[r for r in typed.rejects if typed.home(r) in mine],
            blank=sum(typed.blank[name] for name in mine),
            structure=sum(typed.structure[name] for name in mine),
            places=counts,
            notes=[
                *whose.unknown_district(form, regency, fields),
                *([*whose.unknown_names(form, typed), *typed.notes] if key == largest else []),
            ],
            printed_total=_printed_total(typed, part),
            held_in=len(members),
            reconciled=sum((told for k, told in typed.proven.items() if lists[k] == key), Counter()),
            options=options,
        )


def _homes(names: list[T], of_rows: list[T], groups: dict[Key, list[int]], largest: Key) -> dict[T, Key]:
    """The dataset that has most rows of each sheet (or list); the largest one for a sheet without an accepted row."""
    if len(groups) == 1:
        return dict.fromkeys(names, largest)
    rows = {name: Counter[Key]() for name in names}
    for key, members in groups.items():
        for i in members:
            rows[of_rows[i]][key] += 1
    return {name: n.most_common(1)[0][0] if n else largest for name, n in rows.items()}


def _version(file: str, form: Form, options: Options) -> str:
    if form.table == "line" and not (options.version or form.version):
        raise BadFile("version_needed", file=file)
    free = form.spec.get("version_free")
    fixed = form.table == "line" and not (options.version in free if isinstance(free, list) else free)
    if options.version and fixed and options.version != form.version:
        raise BadFile("version_differs", file=file, kind=form.kind, found=form.version, version=options.version)
    return (options.version or form.version) if form.table == "line" else ""


def _constants(form: Form, dataset: Dataset, part: Typed) -> tuple[list[str], list[int], dict[str, list[Any]]]:
    """(sheets, rows, fields) with what holds for every row of the dataset, and the origin its stage implies."""
    if form.table == "context":
        return figures.figures(form, dataset.regency, dataset.year, part, part.fields)
    n, fields = len(part.numbers), part.fields
    said = {name: [value] * n for name, value in form.spec.get("constant", {}).items()}
    same = {**said, **fields, "regency_code": [dataset.regency] * n}
    if dataset.year is not None:
        same["year"] = [dataset.year] * n
    if form.table == "line":
        same["version"] = [dataset.version] * n
    if form.table == "proposal":
        default = form.spec.get("default_stage")
        same["stage"] = [s or default for s in fields.get("stage", [None] * n)]
        same["origin"] = [form.spec["origin_of_stage"].get(s) for s in same["stage"]]
    return part.pages, part.numbers, same


def _printed_total(typed: Typed, part: Typed) -> int | None:
    """The totals printed below the dataset's lists; None where a list has none, or holds other datasets' rows as well."""
    mine = set(part.lists)
    shared = len(part.numbers) != len(typed.numbers) and sum(k in mine for k in typed.lists) != len(part.numbers)
    return None if shared or not mine <= set(typed.printed) else sum(typed.printed[k] for k in mine)
