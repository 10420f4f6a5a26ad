"""The contract by which contexts are reached, held against small packages."""

import grimp
import pytest

from scripts.import_contracts import PublicFaces

CONTRACT = PublicFaces(
    name="faces",
    session_options={},
    contract_options={
        "package": "casino",
        "wiring": "casino.parts",
        "libraries": ["casino.games", "casino.shared"],
        "composers": ["croupier", "functions"],
    },
)


def broken(importer, imported):
    graph = grimp.ImportGraph()
    for module in (
        "casino",
        "casino.games",
        "casino.parts",
        "casino.tables",
        "casino.wallet",
        importer,
        imported,
    ):
        graph.add_module(module)
    graph.add_import(importer=importer, imported=imported, line_number=3, line_contents="…")
    check = CONTRACT.check(graph, verbose=False)
    assert check.kept is not bool(check.metadata["illegal"])
    return check.metadata["illegal"]


@pytest.mark.parametrize(
    ("importer", "imported"),
    [
        ("casino.tables.bets", "casino.wallet.repository"),
        ("casino.tables.use_cases.place_bet", "casino.wallet.model"),
        ("casino.tables.bets", "casino.wallet.use_cases.post_entry"),
        ("casino.tables.bets", "casino.wallet.seed"),
        ("casino.walletlike.model", "casino.wallet.model"),
        ("casino.shared.once", "casino.wallet.model"),
        ("casino.parts", "casino.wallet.use_cases.post_entry"),
        ("functions.tables.place_bet", "casino.wallet.repository"),
        ("croupier.commands.wallets", "casino.wallet.repository"),
    ],
)
def test_nobody_goes_past_a_face(importer, imported):
    assert broken(importer, imported) == [(importer, imported, 3)]


@pytest.mark.parametrize(
    ("importer", "imported"),
    [
        ("casino.tables.bets", "casino.wallet"),
        ("casino.wallet.repository", "casino.wallet.model"),
        ("casino.tables.views", "casino.wallet.messages"),
        ("casino.tables.views", "casino.wallet.entry_messages"),
        ("casino.tables.views", "casino.wallet.views"),
        # A contract of its own says who may.
        ("casino.tables.bets", "casino.wallet.game_entries"),
        ("casino.tables.checks", "casino.wallet.audit"),
        ("casino.parts", "casino.wallet.repository"),
        ("casino.tables.use_cases.place_bet", "casino.wallet.use_cases.post_entry"),
        ("functions.tables.place_bet", "casino.parts"),
        ("functions.tables.place_bet", "casino.wallet.use_cases.post_entry"),
        ("functions.wallet.get_wallet", "casino.wallet.repository"),
        ("croupier.commands.seed", "casino.wallet.seed"),
        # No context: a library owns nothing.
        ("casino.tables.bets", "casino.games.roulette"),
    ],
)
def test_what_is_open_is_open(importer, imported):
    assert broken(importer, imported) == []
