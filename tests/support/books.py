"""Whether the ledger's books balance, item by item."""

from collections import Counter, defaultdict
from typing import Any

from casino.shared.dynamodb import from_item
from casino.wallet import BONUS, CASH, HELD, entry_from_item, is_entry, wallet_from_item


def imbalances(client: Any, table: str) -> list[str]:
    """Return everything that is wrong with a ledger; nothing, if it balances."""
    wallets, entries = {}, defaultdict(list)
    for page in client.get_paginator("scan").paginate(TableName=table, ConsistentRead=True):
        for raw in page["Items"]:
            item = from_item(raw)
            if is_entry(item):
                entry = entry_from_item(item)
                entries[entry.player_id].append(entry)
            else:
                wallet = wallet_from_item(item)
                wallets[wallet.player_id] = wallet
    wrong = [f"{player} has entries and no wallet" for player in entries.keys() - wallets.keys()]
    for player, wallet in wallets.items():
        sums: Counter[str] = Counter()
        for number, entry in enumerate(sorted(entries[player], key=lambda e: e.version), start=1):
            if entry.version != number:
                wrong.append(f"{player}: entry {number} is missing")
                break
            if sum(entry.postings.values()):
                wrong.append(f"{player}: the postings of entry {number} do not sum to zero")
            sums.update(entry.postings)
            after = (sums[CASH], sums[BONUS], sums[HELD])
            if after != (entry.cash, entry.bonus, entry.held):
                wrong.append(f"{player}: entry {number} does not lead to its balances")
            if min(after) < 0:
                wrong.append(f"{player}: a balance is below zero after entry {number}")
        if (sums[CASH], sums[BONUS], sums[HELD]) != (wallet.cash, wallet.bonus, wallet.held):
            wrong.append(f"{player}: the entries do not add up to the wallet")
        if wallet.version != len(entries[player]):
            wrong.append(f"{player}: the wallet's version is not its number of entries")
    return wrong
