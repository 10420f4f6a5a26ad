from datetime import UTC, datetime, timedelta

import pytest

from casino.sessions import Connections, Grant, TicketRefused
from casino.shared.aws import client

NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)


@pytest.fixture
def connections(aws):
    return Connections(client("dynamodb"), "connections")


def test_a_ticket_works_once(connections):
    connections.add_ticket("t", Grant("ann"), NOW)
    assert connections.use_ticket("t", NOW) == Grant("ann")
    with pytest.raises(TicketRefused):
        connections.use_ticket("t", NOW)


def test_a_ticket_works_for_seconds(connections):
    connections.add_ticket("t", Grant("ann"), NOW)
    with pytest.raises(TicketRefused):
        connections.use_ticket("t", NOW + timedelta(seconds=31))


def test_a_ticket_cannot_be_read_from_the_table(connections):
    connections.add_ticket("secret-ticket", Grant("ann"), NOW)
    assert "secret-ticket" not in repr(client("dynamodb").scan(TableName="connections")["Items"])


def test_a_connection_is_found_until_the_last_of_it_is_forgotten(connections):
    connections.add("c-1", "ann", NOW, 7)
    removed = connections.remove("c-1")
    assert not connections.knows("c-1")
    # A crash here leaves what the sweeper goes by.
    assert [each.connection_id for each, _ in connections.opened_around(NOW)] == ["c-1"]
    assert connections.remove("c-1") is None
    connections.forget(removed)
    assert connections.of_player("ann", NOW) == []
    assert list(connections.opened_around(NOW)) == []
