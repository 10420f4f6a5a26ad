"""Look users up while others register.

MiniStack answers Cognito's requests on several threads, and goes through a pool's users one by one
to find the one of an address or a token. A user that another thread adds meanwhile ends that with
an error: 500 to who signs in, or a token that is good and taken for none.
"""

from typing import Any

from scripts.local_cloud.emulator import cognito


class _Users(dict[str, Any]):
    """A pool's users, of which each who goes through them has a list of their own."""

    def values(self) -> Any:
        return list(super().values())

    def items(self) -> Any:
        return list(super().items())


def apply() -> None:
    """Keep each pool's users where a newcomer disturbs nobody."""
    run_handler = cognito._run_idp_handler  # noqa: SLF001

    def run_undisturbed(handler: Any, action: str, data: dict[str, Any]) -> Any:
        for pool in cognito._user_pools.all_values():  # noqa: SLF001
            if type(pool["_users"]) is dict:
                pool["_users"] = _Users(pool["_users"])
        return run_handler(handler, action, data)

    cognito._run_idp_handler = run_undisturbed  # noqa: SLF001
