"""The words of the screen: the same in both languages, and never those that accuse."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path
from string import Formatter

import pytest

from analytics.locale.format import count, date, rupiah, share
from analytics.locale.words import t, words

ROOT = Path(__file__).resolve().parents[2] / "analytics"
# domain section 10: left side of the table
NEVER = (
    r"tidak didanai",
    r"hilang di meja",
    r"tanpa jejak",
    r"siluman",
    r"\bghost\b",
    r"menyerah",
    r"tumpang tindih",
    r"kredit ganda",
    r"\binversi\b",
    r"dilangkahi",
    r"\btemuan\b",
    r"\bpolitis\b",
    r"\bkohort\b",
    r"\bcorong\b",
    r"surat jawaban",
)
ALLOWED = ("bukan berarti tidak didanai",)  # the sentence that says the opposite


def screen_words() -> list[tuple[str, str]]:
    """Every sentence a reader can see, with the file it stands in."""
    found = []
    rooms = ("locale", "measures", "vocabulary")
    files = [f for room in rooms for f in ROOT.glob(f"{room}/*.toml")]
    files += [ROOT / "errors.toml", ROOT / "intake" / "reasons.toml", ROOT / "api" / "words.toml"]
    for file in files:
        stack = [tomllib.loads(file.read_text(encoding="utf-8"))]
        while stack:
            value = stack.pop()
            if isinstance(value, dict):
                stack += [v for k, v in value.items() if k not in ("sql", "n")]
            elif isinstance(value, list):
                stack += value
            elif isinstance(value, str):
                found.append((file.name, value))
    return found


@pytest.mark.parametrize("pattern", NEVER)
def test_no_screen_says_a_word_that_accuses(pattern):
    hits = []
    for file, text in screen_words():
        plain = text.lower()
        for sentence in ALLOWED:
            plain = plain.replace(sentence, "")
        if re.search(pattern, plain):
            hits.append((file, text))
    assert hits == []


def test_both_languages_have_the_same_words():
    assert {room: set(keys) for room, keys in words("id").items()} == {
        room: set(keys) for room, keys in words("en").items()
    }


def test_a_sentence_takes_the_same_facts_in_both_languages():
    for room, keys in words("id").items():
        for key, text in keys.items():
            facts = [{f for _, f, _, _ in Formatter().parse(w) if f} for w in (text, words("en")[room][key])]
            assert facts[0] == facts[1], f"{room}.{key}"


def test_every_word_is_used() -> None:
    """By its whole name, by a name code puts together ("impor.{verb}_done"), or by an id where those alone choose the words."""
    code = "\n".join(p.read_text(encoding="utf-8") for p in ROOT.rglob("*.py"))
    ids = code + "\n".join(p.read_text(encoding="utf-8") for p in ROOT.rglob("*.sql"))
    names = {f"{room}.{key}" for room, keys in words("id").items() for key in keys}
    said = set(re.findall(r'"(\w+\.[\w+]+)"', code))
    made = {re.sub(r"\{[^}]*\}", "{}", words) for words in re.findall(r'f"(\w+\.(?:\w|\{[^}"]*\})+)"', code)}
    open_rooms = {words.partition(".")[0] for words in made if words.endswith(".{}")}
    parts = {words for words in made if not words.endswith(".{}")} | {f"{name}_{{}}" for name in said - names}
    shapes = [re.compile(re.escape(words).replace(r"\{\}", r"[\w+]+")) for words in parts]
    begin, end = (tuple(re.findall(shape, code)) for shape in (r'f"(\w+_)\{', r'\}(_\w+)"'))

    def chosen(room: str, key: str) -> bool:
        return room in open_rooms and (
            key.startswith(begin) or key.endswith(end) or re.search(rf"\b{key}\b", ids) is not None
        )

    left = {n for n in names - said if not any(shape.fullmatch(n) for shape in shapes)}
    assert [n for n in sorted(left) if not chosen(*n.split("."))] == []


@pytest.mark.parametrize(
    ("amount", "said"),
    [
        (1_101_742_333_850, "Rp 1,10 T"),
        (3_900_000_000, "Rp 3,90 M"),
        (18_200_000_000, "Rp 18,2 M"),
        (350_000_000, "Rp 350 jt"),
        (207_500, "Rp 207.500"),
        (0, "Rp 0"),
        (999_999_999, "Rp 1.000 jt"),
        (None, "–"),
    ],
)
def test_rupiah_is_written_as_indonesians_write_it(amount, said):
    assert rupiah(amount) == said


def test_shares_counts_and_dates_follow_the_language():
    assert share(0.318) == "31,8 %"
    assert share(0.318, "en") == "31.8%"
    assert count(6021) == "6.021"
    assert count(6021, "en") == "6,021"
    assert date("2026-11-23T01:02:03") == "23 November 2026"
    assert date("2026-08-17") == "17 Agustus 2026"
    assert share(None) == count(None) == date(None) == "–"


def test_a_word_that_is_not_there_is_an_error():
    with pytest.raises(KeyError):
        t("home.nothing")
