-- One table of facts people and programs did, in order; each row carries the hash of the one before it.
create table if not exists event (
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
create index if not exists event_kind on event (kind, seq);
create index if not exists event_subject on event (subject, seq);
create trigger if not exists event_kept_update before update on event begin select raise(abort, 'the ledger is append-only'); end;
create trigger if not exists event_kept_delete before delete on event begin select raise(abort, 'the ledger is append-only'); end;
