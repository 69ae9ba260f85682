"""The field's own terms: stages, decisions, origins, versions, regions, units. No facts, no people's files."""
