"""One TOML file defines one measure."""
