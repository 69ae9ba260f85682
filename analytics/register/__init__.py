"""The book of record: originals, typed rows and the ledger. The only writer of facts."""
