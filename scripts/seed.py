"""Fill a fresh stage with the demo catalogue and tables: `python -m scripts.seed`.

Runs in the environment of the deployed functions (`make up` sees to that). What players have
changed since is left alone.
"""

from casino.catalogue import seed as games
from casino.parts import at_start
from casino.tables import seed as tables


def main() -> None:
    """Seed every context that has something to show."""
    parts = at_start()
    games.seed(parts.catalogue)
    tables.seed(parts.live_tables)


if __name__ == "__main__":
    main()
