"""The same answers as JSON and CSV over HTTP, read-only, from one table of routes. Holds no figures of its own."""

from analytics.api.app import routes

__all__ = ["routes"]
