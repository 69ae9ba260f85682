"""What systems and offices write about a wish on its way: status texts, refusals, replies. Only words."""

from __future__ import annotations

from random import Random

from analytics.demo.model import Wish

COUNTY = "Diteruskan ke Musrenbang Provinsi/Kabupaten/Kota"
EARLY = (
    "Validasi Mitra Bappeda",
    "Validasi Mitra Bappeda",
    "Validasi Mitra Bappeda||Ditolak",
    "Diteruskan ke Musrenbang Kecamatan",
    "Diteruskan ke Musrenbang Kecamatan||Ditolak",
    "Diteruskan ke Musrenbang Kecamatan||Ditolak",
    None,
)
EARLY_POKIR = ("Validasi Sekretariat Dewan", "Validasi Mitra Bappeda", "Validasi Mitra Bappeda||Ditolak")
REASON = {
    "ceiling": "Keterbatasan pagu indikatif",
    "land": "Lahan belum tersedia",
    "authority": "Bukan kewenangan kabupaten",
    "not_in_plan": "Tidak sesuai Renstra perangkat daerah",
    "technical": "Belum memenuhi persyaratan teknis",
    "documents": "Dokumen belum lengkap",
    "already_done": "Sudah dianggarkan pada tahun berjalan",
    "recipient": "Calon penerima belum ditetapkan",
    "location": "Lokasi belum jelas",
}
REPLY = {
    "ceiling": "Pagu indikatif tahun ini habis untuk lanjutan pekerjaan; usulan dicatat untuk tahun berikutnya.",
    "land": "Status lahan belum jelas. Mohon dilengkapi surat hibah atau pernyataan pemilik lahan, lalu diusulkan kembali.",
    "authority": "Pekerjaan ini berskala desa dan dapat dibiayai melalui APB Desa.",
    "not_in_plan": "Jenis kegiatan ini belum termuat dalam Renstra; akan dibahas pada perubahan Renstra.",
    "technical": "Hasil survei menunjukkan lokasi belum memenuhi syarat teknis; perlu penanganan hulu lebih dahulu.",
    "documents": "Proposal belum disertai RAB dan foto lokasi. Mohon dilengkapi.",
    "already_done": "Lokasi ini sudah masuk paket pekerjaan tahun berjalan.",
    "recipient": "Daftar calon penerima belum ditetapkan; mohon disampaikan melalui pemerintah desa.",
    "location": "Titik lokasi tidak ditemukan pada saat survei; mohon dilengkapi koordinat atau nama dusun.",
}


IN_KELURAHAN = {
    "recipient": "Daftar calon penerima belum ditetapkan; mohon disampaikan melalui lurah.",
    "location": "Titik lokasi tidak ditemukan pada saat survei; mohon dilengkapi koordinat atau nama lingkungan.",
}


def reply(w: Wish) -> str:
    """The sentence an office writes back."""
    return (IN_KELURAHAN if w.need.village.kind == "kelurahan" else REPLY).get(w.reason, REPLY[w.reason])


def status(rng: Random, w: Wish) -> str | None:
    """The status text of a wish in SIPD. It never says that money came."""
    if w.origin == "pokir":
        return (
            COUNTY
            if w.lines
            else rng.choice((*EARLY_POKIR, "Diteruskan ke Forum SKPD", "Diteruskan ke Forum SKPD||Ditolak"))
        )
    if not w.rank:
        return "Dibatalkan" if rng.random() < 0.03 else rng.choice(EARLY)
    if w.decision == "forwarded":
        return COUNTY
    return "Diteruskan ke Forum SKPD||Ditolak" if w.refused else "Diteruskan ke Forum SKPD"


def verdict(w: Wish) -> str | None:
    """What the draft Renja writes beside a wish."""
    why = REASON[w.reason].lower() if w.reason else ""
    tail = f": {why}" if why else ""
    if w.decision == "forwarded":
        return "Diakomodir"
    if w.decision == "redirected":
        return "Dialihkan ke dana desa: kewenangan desa"
    if w.decision in {"rejected", "postponed"}:
        return ("Ditolak" if w.decision == "rejected" else "Ditunda") + tail
    return "Belum Diproses"
