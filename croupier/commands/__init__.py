"""What can be asked for, one module each, by the command's name.

A module has ``add_arguments``, which states its arguments, and functions that do it and return what
they have to say. It is imported only when its command is given: what one takes of the product takes
a second to import, and `--help` should not.
"""

from typing import Final

COMMANDS: Final = {
    "reconcile": "prove that ledger, wallets, accounts, payments and rounds agree",
    "accounts": "show what house, provider and game accounts hold",
    "rebuild": "sum house, provider and game accounts anew from the ledger",
    "adjust": "put a player's cash right, against the house",
    "withdrawals": "list, approve or reject the withdrawals under review",
    "policy": "show, compare and change what holds in a jurisdiction",
    "tables": "list, add, open, pause and close the live tables",
    "acts": "list what staff have done at a table",
    "staff": "list, add and remove dealers and operators",
    "chat": "mute players, and let them speak again",
    "alerts": "list what was found abnormal; suspend a player's live access, or lift that",
    "announce": "tell every player something",
    "dead-letters": "list, read, give again or drop what queues, streams and timers gave up",
    "seed": "write the demo catalogue and set up the demo tables",
}
