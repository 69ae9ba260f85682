"""The stories planted in the world, told in words with their numbers."""

from __future__ import annotations

from analytics.demo.asking import INTEGRATED, QUITTER
from analytics.demo.model import Wish, World

PLANTED = f"""# Cerita yang ditanam dalam Kabupaten Rekaan

DATA REKAAN. Tidak ada angka di sini yang berbicara tentang kabupaten mana pun.

1. **Integrasi 2012.** Sampai APBD {INTEGRATED - 1} usulan kecil PNPM tidak masuk daftar kecamatan; sejak APBD
   {INTEGRATED} masuk, sehingga daftar bertambah panjang dan sebagian usulan dilayani PNPM (bukan APBD).
2. **Dana desa 2015.** PNPM selesai pada 2014; sejak 2015 usulan kecil desa sebagian dilayani dana desa.
3. **Kode baru 2021.** Kode program dan rekening berganti; baris 2020 dan 2021 tidak dapat disambung lewat kode.
4. **Pengetatan 2025.** Ruang belanja yang dapat diarahkan tinggal kira-kira separuh; 2020 dan 2026 juga lebih sempit.
5. **Kecamatan yang makin jarang mengusulkan.** {QUITTER} (Lembangan) jarang didanai sampai 2015; sejak 2016 daftarnya memendek.
6. **Dinas yang memegang urutan.** Dinas Kesehatan tidak pernah melewati usulan yang lebih tinggi dalam satu kecamatan.
7. **Dinas yang tidak memegang urutan.** Dinas Perumahan dan Kawasan Permukiman memilih tanpa melihat nomor urut.
8. **Jalan kedua.** Sebagian usulan kecamatan diajukan lagi lewat pokir; satu baris melayani keduanya dan dihitung sekali.
9. **Paket gabungan dan pecahan.** Satu baris membayar dua sampai empat usulan; satu usulan dibayar dua baris.
10. **Terlambat.** Usulan yang tidak diulang kadang dibayar satu sampai tiga tahun kemudian.
11. **Jawaban.** Kira-kira seperlima usulan yang tidak didanai mendapat jawaban tertulis bertanggal dengan alasan.
12. **Belanja pendamping.** Baris perencanaan dan pengawasan memakai kata-kata pekerjaannya, tetapi bukan pekerjaannya.
"""


def funded(w: Wish) -> bool:
    """Whether the APBD of its own year truly pays this wish."""
    return any(weight and line.year == w.year and "apbd" in line.amounts for line, weight, _ in w.lines)


def elsewhere(w: Wish) -> bool:
    return any(line.village is not None for line, _, _ in w.lines)


def told(world: World) -> str:
    """The stories and, per year, the true numbers that show them."""
    rows = ["## Angka sebenarnya per tahun", ""]
    rows.append("| tahun | usulan kecamatan | didanai APBD | bukan APBD | Lembangan mengusulkan |")
    rows.append("|---|---|---|---|---|")
    for year in world.years:
        listed = world.listed(year)
        n, paid, other = len(listed), sum(map(funded, listed)), sum(map(elsewhere, listed))
        fewer = sum(w.need.village.district.code == QUITTER for w in listed)
        rows.append(f"| {year} | {n} | {paid} ({100 * paid / n:.0f} %) | {other} | {fewer} |")
    return PLANTED + "\n" + "\n".join(rows) + "\n"
