"""What a lobby shows of the tables."""

from typing import ClassVar, Final

from pydantic import Field

from casino.shared.messages import EventData, GameId, Message, RoundId, TableId, Timestamp
from casino.tables.messages import LimitsView, ResultView
from casino.tables.model import Phase, Table, TableStatus
from casino.tables.views import view_of_table

# Of whole tables, a page within the 128 KB that API Gateway carries in one answer.
LOBBY_PAGE: Final = 25
# Of changed tables, as many as fit into a frame of 32 KB.
TABLES_PER_EVENT: Final = 50


class LobbyTable(Message):
    """A table as a lobby shows it: some of what `GET /v1/tables` says, under the same names."""

    table_id: TableId
    game_id: GameId
    name: str
    status: TableStatus
    limits: LimitsView
    players: int
    phase: Phase | None = Field(description="Null before the first round.")
    round_id: RoundId | None
    closes_at: Timestamp | None = Field(description="From then on no bet is taken.")
    next_at: Timestamp | None = Field(description="When the next phase is due.")
    last_result: ResultView | None = Field(description="The first of `last_results`.")

    @classmethod
    def of(cls, table: Table) -> "LobbyTable":
        """Write a table as a lobby shows it."""
        whole = view_of_table(table)
        return cls(
            table_id=whole.table_id,
            game_id=whole.game_id,
            name=whole.name,
            status=whole.status,
            limits=whole.limits,
            players=whole.players,
            phase=whole.phase,
            round_id=whole.round_id,
            closes_at=whole.closes_at,
            next_at=whole.next_at,
            last_result=whole.last_results[0] if whole.last_results else None,
        )


class LobbyChanged(EventData):
    """Some tables have changed; each is told as it is now."""

    event: ClassVar = "lobby.changed"

    tables: list[LobbyTable]
