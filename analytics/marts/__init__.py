"""Numbered SQL turns the register into one immutable DuckDB file, checked before it is served."""
