"""One file per page; no SQL, no arithmetic."""
