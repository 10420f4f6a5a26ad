"""Fill a fresh stage with the demo catalogue and tables: `python -m scripts.seed`.

Runs in the environment of the deployed functions (`make up` sees to that). Each module below
seeds its own context when it is run, and leaves alone what players have changed since.
"""

import runpy

_SEEDS = ("casino.catalogue.seed", "casino.tables.seed")


def main() -> None:
    """Seed every context that has something to show."""
    for module in _SEEDS:
        runpy.run_module(module, run_name="__main__")


if __name__ == "__main__":
    main()
