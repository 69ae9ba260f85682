"""Akomodasi: what share of village priorities received money in the regency budget, proved down to a row in a file."""

__version__ = "0.1.0"
