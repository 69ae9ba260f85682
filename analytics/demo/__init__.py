"""Kabupaten Rekaan (99.01): an invented regency whose files look like real ones and whose truth is known."""
