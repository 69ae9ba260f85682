"""Which budget lines answer which proposals: confirmed links as SQL (links.sql), likely ones by engine.links. No I/O."""
