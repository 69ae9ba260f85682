-- A ledger as layout 1 kept it: what programs of that layout wrote, in one file. Never edited.
pragma journal_mode = wal;
BEGIN TRANSACTION;
CREATE TABLE event (
    seq       integer primary key autoincrement,
    at        text not null,          -- UTC, ISO 8601
    author    text not null,
    kind      text not null,          -- import.published, judgement.made, role.granted, ...
    regency   text not null,          -- Kemendagri code, or '*' for the whole workspace
    subject   text not null,          -- what it speaks of: a dataset, a pair, a person
    payload   text not null,          -- JSON
    previous  text not null,
    hash      text not null unique
) strict;
INSERT INTO "event" VALUES(1,'2026-11-26T19:49:38.051+00:00','petugas','workspace.created','*','workspace','{}','0000000000000000000000000000000000000000000000000000000000000000','4143bc66f888e063f2cb916edad7b311f4e8141e2f6233a2e35f4318d36e4f79');
INSERT INTO "event" VALUES(2,'2026-11-26T19:49:38.051+00:00','petugas','role.granted','*','petugas','{"regency": "*", "role": "admin"}','4143bc66f888e063f2cb916edad7b311f4e8141e2f6233a2e35f4318d36e4f79','0c68bc7d0eb391c915fc5c005ee5ad2ded5e1b8f7ca80165f58be32e0468c20f');
INSERT INTO "event" VALUES(3,'2026-11-26T19:49:38.101+00:00','petugas','role.granted','73.02','wati','{"regency": "73.02", "role": "publisher"}','0c68bc7d0eb391c915fc5c005ee5ad2ded5e1b8f7ca80165f58be32e0468c20f','6bdb806b20e1008a8248a9b130659e16d9ad89d052a383c2295fdaa81e2e057e');
INSERT INTO "event" VALUES(4,'2026-11-26T19:49:38.126+00:00','petugas','place.settled','73.02','tanatoalama|73.02.06','{"before": null, "code": "73.02.06.2006", "district": "73.02.06", "key": "tanatoalama", "words": "Tana Toa Lama"}','6bdb806b20e1008a8248a9b130659e16d9ad89d052a383c2295fdaa81e2e057e','d8a704310a74119ae95efdaf6e2082ce4e798daad2e2ad77d22d89d95bf87200');
CREATE INDEX event_kind on event (kind, seq);
CREATE INDEX event_subject on event (subject, seq);
CREATE TRIGGER event_kept_update before update on event begin select raise(abort, 'the ledger is append-only'); end;
CREATE TRIGGER event_kept_delete before delete on event begin select raise(abort, 'the ledger is append-only'); end;
COMMIT;
pragma user_version = 1;
