"""A year's budget lines out of what was decided: single, bundled, split, late, asked twice, with planning beside them."""

from __future__ import annotations

from collections.abc import Iterator
from random import Random

from analytics.demo import wording
from analytics.demo.asking import Asking, price
from analytics.demo.deciding import PNPM_YEARS, Paid
from analytics.demo.model import WHOLE, Agency, Line, Need, Village, Wish
from analytics.demo.routine import NEW_CODES

BUNDLED = {
    "drainase",
    "rabat_beton",
    "rtlh",
    "mck",
    "jalan_tani",
    "posyandu",
    "pju",
    "alat_bantu",
    "sumur_bor",
    "mebel",
    "paving",
}
ACROSS = {"rtlh", "mck", "pju", "alat_bantu", "mebel"}  # bundled over district borders
FUNDS = (
    "Dana Alokasi Umum (DAU)",
    "Dana Alokasi Umum (DAU)",
    "Pendapatan Asli Daerah (PAD)",
    "Dana Bagi Hasil (DBH)",
    "DAK Fisik",
)
PLANNING = (
    "5.1.02.02.08.0005",
    "Belanja Jasa Konsultansi Perencanaan Rekayasa",
    "5.2.2.21.02",
    "Belanja Jasa Konsultansi Perencanaan",
)
WATCHING = (
    "5.1.02.02.08.0006",
    "Belanja Jasa Konsultansi Pengawasan Rekayasa",
    "5.2.2.21.03",
    "Belanja Jasa Konsultansi Pengawasan",
)
Share = tuple[Wish, int]


class Budget:
    """Makes the lines of one year after another."""

    def __init__(self, seed: int, agencies: dict[str, Agency], asking: Asking) -> None:
        self.rng = Random(f"{seed}/budget")
        self.agencies, self.asking = agencies, asking

    def lines(self, year: int, paid: Paid, own: int) -> list[Line]:
        """All works lines of the year with their amount in the APBD (or only in its revision)."""
        found = [line for group in self.groups(paid.budget) for line in self.from_group(year, group)]
        found += [self.pay(year, [share], "late") for share in paid.late]
        for w, given in paid.pokir:
            line = self.pay(year, [(w.copy_of or w, given)], "pokir" if not w.copy_of else "both")
            if w.copy_of:
                self.link(line, w, 0, "both")
            found.append(line)
        for w in paid.both:
            lines = [
                line
                for line, _, _ in (w.copy_of.lines if w.copy_of else ())
                if line.year == year and line.village is None
            ]
            if lines:
                self.link(lines[0], w, 0, "both")
        for share in paid.revised:
            line = self.pay(year, [share], "exact")
            line.amounts = {"apbd_p": line.amounts["apbd"]}
            found.append(line)
        found += [self.own(year) for _ in range(own)]
        return found + list(self.beside(found))

    def groups(self, shares: list[Share]) -> Iterator[list[Share]]:
        """Some wishes of the same kind are put into one package: of one district, or small things of several."""
        rng, alike = self.rng, dict[tuple[str, bool, str], list[Share]]()
        for w, given in shares:
            kind = w.need.kind.id
            key = (kind, w.need.mends, "" if kind in ACROSS else w.need.village.district.code)
            if kind in BUNDLED and rng.random() < (0.5 if kind in ACROSS else 0.8):
                alike.setdefault(key, []).append((w, given))
            else:
                yield [(w, given)]
        for group in alike.values():
            while group:
                n = rng.randint(2, 4)
                yield group[:n]
                del group[:n]

    def from_group(self, year: int, group: list[Share]) -> Iterator[Line]:
        """One line; or two, where a work is split into stages or lots."""
        w, given = group[0]
        if len(group) == 1 and given > 120_000_000 and self.rng.random() < 0.08:
            first = wording.round_to(given * self.rng.uniform(0.4, 0.6), 500_000)
            for tail, part in ((self.rng.choice((" Tahap I", " (Segmen 1)")), first), (" Lanjutan", given - first)):
                line = self.pay(year, [(w, part)], "split")
                line.text += tail
                yield line
        else:
            yield self.pay(year, group, "exact" if len(group) == 1 else "bundle")

    def pay(self, year: int, shares: list[Share], kind: str) -> Line:
        """A line that pays these wishes; in a bundle each takes its own part of the whole."""
        needs = [w.need for w, _ in shares]
        given = sum(part for _, part in shares)
        if len(needs) > 1:
            given = wording.round_to(given, 1_000_000)
        line = self.works(year, needs, given)
        left = WHOLE
        for w, part in shares[:-1]:
            weight = part * WHOLE // sum(p for _, p in shares)
            self.link(line, w, weight, kind)
            left -= weight
        last = shares[-1][0]
        part_paid = given * 100 < last.cost * 80 and kind == "exact"
        self.link(line, last, left, "partial" if part_paid else kind)
        return line

    def link(self, line: Line, w: Wish, weight: int, kind: str) -> None:
        line.parts.append((w, weight, kind))
        w.lines.append((line, weight, kind))

    def works(self, year: int, needs: list[Need], given: int) -> Line:
        rng, need = self.rng, needs[0]
        text = wording.budget_text(rng, need) if len(needs) == 1 else wording.bundle_text(rng, needs)
        kind, new = need.kind, year >= NEW_CODES
        account = (kind.account[0], kind.account[1]) if new else (kind.account[2], kind.account[3])
        codes = need.new if new else (*need.old, "", "")
        line = Line(0, year, kind.agency, codes, account, rng.choice(FUNDS), text, {"apbd": given}, works=True)
        line.plan_text = wording.budget_text(rng, need) if len(needs) == 1 and rng.random() < 0.5 else text
        line.place = wording.where(rng, need)
        line.target = f"{sum(n.volume for n in needs)} {kind.unit}"
        return line

    def own(self, year: int) -> Line:
        """A work the office itself plans: the line names a village, and nobody there asked."""
        need = self.asking.make(self.rng.choice(self.asking.villages), year)
        while need.base > 700_000_000:
            need = self.asking.make(self.rng.choice(self.asking.villages), year)
        return self.works(year, [need], wording.round_to(need.base * price(year), 1_000_000))

    def beside(self, lines: list[Line]) -> Iterator[Line]:
        """Planning and supervision of larger works: their words are the work's own, their money is not."""
        for line in list(lines):
            whole = sum(line.amounts.values())
            if whole < 140_000_000 or self.rng.random() > 0.5:
                continue
            for head, account, share in (("Perencanaan", PLANNING, 0.035), ("Pengawasan", WATCHING, 0.03)):
                which = (account[0], account[1]) if line.year >= NEW_CODES else (account[2], account[3])
                text, given = f"{head} {line.text}", wording.round_to(whole * share, 50_000)
                amounts = dict.fromkeys(line.amounts, given)
                beside = Line(0, line.year, line.agency, line.codes, which, line.fund, text, amounts)
                beside.plan_text, beside.place = text, line.place
                beside.parts = [(w, 0, "planning") for w, weight, _ in line.parts if weight]
                yield beside

    def village_money(self, year: int, paid: Paid, more: int, villages: tuple[Village, ...]) -> list[Line]:
        """PNPM and village-fund works: those that were asked for in a list, and the village's own."""
        version = "pnpm" if year in PNPM_YEARS else "village_fund"
        fund = "BLM PNPM Mandiri Perdesaan" if version == "pnpm" else "Dana Desa"
        shares: list[tuple[Wish | None, Need, int]] = [(w, w.need, given) for w, given in paid.elsewhere]
        for village in villages:
            for _ in range(more if village.kind == "desa" else 0):
                need = self.asking.make(village, year)
                while not need.small:
                    need = self.asking.make(village, year)
                shares.append((None, need, wording.round_to(need.base * price(year) * 0.8, 100_000)))
        found = []
        for w, need, given in sorted(shares, key=lambda s: s[1].village.code):
            line = Line(
                0, year, "", (), ("", ""), fund, wording.title(self.rng, need) if not w else w.title, {version: given}
            )
            line.village, line.place = need.village, wording.where(self.rng, need, village_too=False)
            if w:
                self.link(line, w, WHOLE, "elsewhere")
            found.append(line)
        return found
