"""How the same thing is written by different hands: long, short, abbreviated, misspelt. Only words, no facts."""

from __future__ import annotations

from random import Random

from analytics.demo.model import Line, Need, Village

SHORT = (
    ("Pembangunan", "Pemb."),
    ("Rehabilitasi", "Rehab"),
    ("Dusun", "Dsn."),
    ("Lingkungan", "Lingk."),
    ("Kelompok Tani", "Poktan"),
    ("Kelompok Nelayan", "Klp. Nelayan"),
    ("Desa ", "Ds. "),
    ("Kelurahan ", "Kel. "),
    ("Jalan Usaha Tani", "JUT"),
    ("Tembok Penahan Tanah", "TPT"),
    ("Pengadaan", "Pengad."),
)
CALLED = {
    "desa": {"poskes": "Poskesdes", "hall": "balai desa", "among": "antardesa"},
    "kelurahan": {"poskes": "Poskeskel", "hall": "kantor kelurahan", "among": "antarkelurahan"},
}
TAILS = ("", "", "", "", "", " (lanjutan)", " tahap II", " dan sekitarnya")
FORMS = ("{at}, {v}", "{at} {v}", "{v}", "{v} ({at})", "{at} {v} Kec. {d}")


def short(text: str) -> str:
    """The same words as a busy clerk writes them."""
    for long, brief in SHORT:
        text = text.replace(long, brief)
    return text


def slip(rng: Random, text: str) -> str:
    """The same text with two neighbouring letters swapped or one left out, inside a long word of small letters."""
    words = text.split(" ")
    able = [i for i, w in enumerate(words) if len(w) > 6 and w[1:].islower() and w.isalpha()]
    if not able:
        return text
    i = rng.choice(able)
    word = words[i]
    k = rng.randint(2, len(word) - 3)
    words[i] = word[:k] + word[k + 1] + word[k] + word[k + 2 :] if rng.random() < 0.5 else word[:k] + word[k + 1 :]
    return " ".join(words)


def hand(rng: Random, text: str) -> str:
    """One of the ways a text gets typed."""
    chance = rng.random()
    if chance < 0.3:
        text = short(text)
    elif chance < 0.36:
        text = text.upper()
    elif chance < 0.42:
        text = text.lower()
    if rng.random() < 0.04:
        text = slip(rng, text)
    return text


def say(need: Need, text: str, at: str | None = None) -> str:
    """A text of works.toml about this need, in the words of its place: a kelurahan has no balai desa."""
    return text.format(at=need.at if at is None else at, hamlet=need.hamlet, **CALLED[need.village.kind])


def ask(rng: Random, need: Need) -> str:
    return say(need, rng.choice(need.asks))


def problem(need: Need) -> str:
    """Why it is asked for. The same as long as the need is open."""
    return say(need, need.problems[need.id % len(need.problems)])


def title(rng: Random, need: Need) -> str:
    """What a village writes this year: often the very words of last time."""
    if need.words and rng.random() < 0.55:
        return need.words
    text = ask(rng, need) + (rng.choice(TAILS) if need.kind.unit == "m" else "")
    if need.kind.unit in {"m", "m2"} and rng.random() < 0.22:
        text += f" {need.volume} {need.kind.unit}"
    need.words = hand(rng, text)
    return need.words


def where(rng: Random, need: Need, village_too: bool = True) -> str:
    """A location cell. The village's own list need not name the village; a district list nearly always does."""
    village, mark = need.village, "Dusun" if need.village.kind == "desa" else "Lingkungan"
    at = f"{mark} {need.hamlet}"
    if not village_too:
        corner = f"RT {need.id % 6 + 1:02d}/RW {need.id % 4 + 1:02d} {at}" if not need.at.startswith("RT") else need.at
        return hand(rng, at if rng.random() < 0.7 else corner)
    if rng.random() < 0.03:
        return rng.choice(("Tersebar", at, f"Kec. {village.district.name}"))
    text = rng.choice(FORMS).format(at=at, v=village.full, d=village.district.name)
    return short(text) if rng.random() < 0.35 else text


def budget_text(rng: Random, need: Need) -> str:
    """One need as a budget line names it: with its village, or vaguely."""
    text = say(need, rng.choice(need.budgeted))
    village, named = need.village, need.village.name in need.at
    chance = rng.random()
    if named and chance < 0.85:
        text += f" Kec. {village.district.name}" if chance < 0.6 else ""
    elif chance < 0.55:
        text += f" {village.full} Kec. {village.district.name}"
    elif chance < 0.76:
        text += f" {village.full}"
    elif chance < 0.88:
        text += f" Kec. {village.district.name}"
    if rng.random() < 0.4:
        text = short(text)
    return slip(rng, text) if rng.random() < 0.03 else text


def bundle_text(rng: Random, needs: list[Need]) -> str:
    """Several needs in one line."""
    head = say(needs[0], needs[0].budgeted[0], at="").strip()
    names = list(dict.fromkeys(n.village for n in needs))
    if len(names) == 1:
        spots = list(dict.fromkeys(n.at for n in needs))
        return f"{head} {' dan '.join(spots[:2])} {names[0].full} Kec. {names[0].district.name}"
    tail = f" Kec. {names[0].district.name}" if len({v.district for v in names}) == 1 else ""
    return f"{head} {joined(rng, names)}{tail}"


def joined(rng: Random, names: list[Village]) -> str:
    if rng.random() < 0.15:
        return "Tersebar"
    marks = (
        ("Desa", [v.name for v in names if v.kind == "desa"]),
        ("Kel.", [v.name for v in names if v.kind != "desa"]),
    )
    return " serta ".join(f"{mark} {' dan '.join(filter(None, (', '.join(n[:-1]), n[-1])))}" for mark, n in marks if n)


def package(rng: Random, line: Line) -> str:
    """A procurement package's name for a budget line."""
    text = line.text
    chance = rng.random()
    if chance < 0.2:
        return text.upper()
    return f"{text} (Paket {rng.randint(1, 9)})" if chance < 0.3 else short(text) if chance < 0.45 else text


def round_to(amount: float, step: int) -> int:
    """Money as people write it: whole steps, at least one."""
    return max(step, int(amount / step + 0.5) * step)
