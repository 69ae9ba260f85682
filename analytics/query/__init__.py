"""The only reader of a mart: one question in, one answer out."""
