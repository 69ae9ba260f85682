"""`python -m analytics` is the same program as the command `akomodasi`."""

from analytics.cli import main

if __name__ == "__main__":
    raise SystemExit(main())
