"""How the pictures look: each photographed alone at three widths, and compared in coarse grey blocks with what was agreed.

Only our own content is in them. The letters are those of a font that comes with the server, and everything that tells a day or a
mart is hidden, so that another machine sees the same; what is left between two machines is how letters are smoothed.
"""

from __future__ import annotations

import io
from dataclasses import dataclass
from pathlib import Path

from PIL import Image, ImageChops, ImageStat
from playwright.sync_api import Browser, Page

from tests.browser.conftest import SETTLE_SECONDS, SETTLED

HERE = Path(__file__).parent
WIDTHS = {"hall": 1280, "tablet": 768, "phone": 390}
TALL = 6000  # a window in which nothing has to be scrolled
CUT = 720  # pixels of height kept of a picture
COLOURS = 28
LARGEST = 60_000  # bytes of one reference
BLOCK = 16  # pixels of a side of the blocks compared
APART = 24  # grey levels (of 255) from which two blocks differ
MOST = 0.03  # share of blocks that may
LEANING = 4.0  # grey levels the whole may differ on average
SAME_SIZE = 24  # pixels of height two pictures may differ in
REKAAN = "regency=99.01&year=2026"
WANACITA = f"{REKAAN}&district=99.01.03"

STYLE = """
.ak, .ak * { font-family: "Source Sans", sans-serif !important; }
[data-testid=stHeader], .ak-invented { display: none !important; }
.ak-slide .foot, .ak-show nav { visibility: hidden; }
*, *::before, *::after { animation: none !important; transition: none !important; }
"""


@dataclass(frozen=True)
class Look:
    """One picture: what it is called in the gallery, where it stands, and which element it is."""

    name: str
    title: str
    path: str
    selector: str


LOOKS = (
    Look("strip", "Beranda: the year in one sentence and under every definition", f"/?{REKAAN}", "figure[id*=beranda]"),
    Look("said", "Beranda: what else the year says, with the way to its proof", f"/?{REKAAN}", "figure[id*=catatan]"),
    Look("matrix", "Beranda: kecamatan by perangkat daerah", f"/?{REKAAN}", "figure[id*=matriks]"),
    Look("trend", "Beranda: the rate over the years", f"/?{REKAAN}", "figure[id*='-tahun-99']:has(.ak-trend)"),
    Look("bridge", "Beranda: from the plan's figure to ours", f"/?{REKAAN}", "figure[id*=jembatan]"),
    Look("head", "Nasib Prioritas: the head of a kecamatan's list", f"/kecamatan?{WANACITA}", "figure[id*=ringkas]"),
    Look("list", "Nasib Prioritas: the list, line by line", f"/kecamatan?{WANACITA}", ".ak-fates"),
    Look("neighbours", "Desa: the villages of one kecamatan beside each other", f"/desa?{REKAAN}", "figure[id*=sekecamatan]"),
    Look("journey", "Perjalanan Usulan: how far the proposals came", f"/perjalanan?{REKAAN}", "figure[id*=perjalanan]"),
    Look("completeness", "Kelengkapan Data: what is here, year by year", "/kelengkapan?regency=99.01", ".ak-matrix"),
    Look("order", "Urutan & Antrean: the first of every list", f"/urutan?{REKAAN}", "figure[id*=urutan-teratas]"),
    Look("origins", "Asal Belanja: where directed spending comes from", f"/asal?{REKAAN}", "figure[id*='asal-99']"),
    Look("budgets", "Dua Anggaran: what changed", f"/dua-anggaran?{REKAAN}", "figure[id*=dua-anggaran-revision-99]"),
    Look("fairness", "Pemerataan: rates of places with their limits", f"/pemerataan?{REKAAN}", "figure[id*=pemerataan-district]"),
    Look("map", "Pemerataan: the same as tiles", f"/pemerataan?{REKAAN}", "figure[id*=peta-district]"),
    Look("simulation", "Simulasi Porsi: how far a share would reach", f"/simulasi?{REKAAN}", "figure[id*='simulasi-99']"),
)  # fmt: skip


def reference(look: Look, width: str) -> Path:
    return HERE / f"{look.name}-{width}.png"


def opened(browser: Browser, server: str, path: str, width: str) -> Page:
    """The page of an address in a window as wide as `width` and as tall as it needs, its letters and moods settled."""
    size = {"width": WIDTHS[width], "height": TALL}
    phone = width == "phone"
    context = browser.new_context(
        base_url=server, viewport=size, locale="id-ID", timezone_id="Asia/Makassar", is_mobile=phone, has_touch=phone
    )
    page = context.new_page()
    page.goto(path)
    page.wait_for_function(SETTLED, timeout=SETTLE_SECONDS * 1000)
    page.add_style_tag(content=STYLE)
    page.evaluate(
        "Promise.all(['400', '600', '700', 'italic 400'].map(w => document.fonts.load(`${w} 16px 'Source Sans'`)))"
    )
    page.evaluate(
        "document.fonts.ready.then(() => new Promise(f => requestAnimationFrame(() => requestAnimationFrame(f))))"
    )
    return page


def taken(page: Page, look: Look) -> Image.Image:
    """The picture, cut where it is very long, in few colours: as it is kept."""
    found = page.locator(look.selector)
    if found.count() != 1:
        raise LookupError(f"{look.path}: {found.count()} elements are {look.selector}")
    image = Image.open(io.BytesIO(found.screenshot())).convert("RGB")
    return image.crop((0, 0, image.width, min(image.height, CUT))).quantize(
        COLOURS, method=Image.Quantize.MAXCOVERAGE, dither=Image.Dither.NONE
    )


def apart(a: Image.Image, b: Image.Image) -> str:
    """In words, how two pictures differ; "" where only their letters are smoothed in another way."""
    if a.width != b.width or abs(a.height - b.height) > SAME_SIZE:
        return f"{a.width} x {a.height} pixels, agreed were {b.width} x {b.height}"
    height = min(a.height, b.height)
    small = [_blocks(i.crop((0, 0, i.width, height))) for i in (a, b)]
    difference = ImageChops.difference(*small)
    counts = difference.histogram()
    share = sum(counts[APART:]) / sum(counts)
    mean = ImageStat.Stat(difference).mean[0]
    if share <= MOST and mean <= LEANING:
        return ""
    return f"{share:.1%} of the blocks differ by {APART} grey levels or more (mean {mean:.1f})"


def _blocks(image: Image.Image) -> Image.Image:
    grey = image.convert("L")
    size = (max(grey.width // BLOCK, 1), max(grey.height // BLOCK, 1))
    return grey.resize(size, Image.Resampling.BOX)
