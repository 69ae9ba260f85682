"""The open data package of a regency: written as CSV, Parquet and a descriptor anybody can read, and imported again as
it was."""
