"""What a function is told by its environment."""

import os


class MissingSetting(RuntimeError):
    """A function was deployed without a variable that it needs."""


def setting(name: str) -> str:
    """Return an environment variable that must be there.

    Read while a function's parts are put together, so a wrong deployment fails at its first start
    and not in the middle of a player's request.

    Raises
    ------
    MissingSetting
        If it is absent or empty.
    """
    value = os.environ.get(name, "")
    if not value:
        raise MissingSetting(f"the environment variable {name} is not set")
    return value
