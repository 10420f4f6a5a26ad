import pytest

from casino.realtime.use_cases.close_connections import close_connections
from casino.realtime.use_cases.open_connection import open_connection
from casino.realtime.use_cases.sweep_connections import sweep_connections
from casino.sessions import Connection, RateLimited, TicketRefused
from casino.sessions.limits import LIMITS, Kind
from casino.sessions.model import Closing
from tests.support.doors import NOW, NOW_MS, SITE
from tests.support.parts import others


class Closer:
    """Notes what it would have said."""

    def __init__(self):
        self.said = []

    def announce(self, connection, closing, in_seconds=None):
        self.said.append((connection.connection_id, closing, in_seconds))
        return True

    def close(self, connection, closing, first=()):
        self.announce(connection, closing)


class TestTickets:
    def test_a_ticket_tells_whose_it_is_and_since_when(self, ticket, handshake):
        grant = handshake(ticket())
        assert (grant.player_id, grant.opened_at) == ("ann", NOW_MS)

    def test_a_pages_ticket_works_from_that_page_only(self, ticket, handshake):
        assert handshake(ticket(origin=SITE), SITE).player_id == "ann"
        for origin in (None, "https://other.example.test"):
            with pytest.raises(TicketRefused):
                handshake(ticket(origin=SITE), origin)

    def test_a_page_of_the_front_that_one_came_by_may_connect_and_no_other(self, ticket, handshake):
        front = "https://play.front.test"
        assert handshake(ticket(origin=front), front, own_origin=front).player_id == "ann"
        with pytest.raises(TicketRefused, match="origin"):
            handshake(ticket(origin=front), front)

    def test_a_ticket_leads_to_the_front_that_one_came_by(self, issued):
        assert issued().websocket_url == "wss://x"
        led = issued(websocket_url="wss://play.front.test/ws")
        assert led.websocket_url == "wss://play.front.test/ws"

    def test_guessing_ends(self, handshake, reports):
        for _ in range(LIMITS[Kind.WRONG_TICKET].burst):
            with pytest.raises(TicketRefused):
                handshake("guess")
        with pytest.raises(RateLimited):
            handshake("guess")
        with pytest.raises(TicketRefused):
            handshake("guess", address="203.0.113.8")
        assert [event.name for event in reports[1]] == ["tickets.guessed"]


class TestDevices:
    @pytest.fixture
    def opened(self, parts):
        def opened(number):
            connection = Connection(f"c-{number}", "ann", NOW_MS + number)
            open_connection(parts, connection, address="::1")

        return opened

    def test_the_newest_win(self, opened, queue, reports):
        _, taken = queue
        for number in range(4):
            opened(number)
        assert [event.name for event in reports[1]] == ["connection.opened"] * 4
        replaced = [each["connection_ids"] for each in taken()]
        assert sorted(replaced) == [["c-0"], ["c-0", "c-1"]]

    def test_who_disconnects_makes_room(self, connections, opened, queue):
        _, taken = queue
        for number in range(4):
            opened(number)
            connections.forget(connections.remove(f"c-{number}"))
        assert taken() == []

    def test_closing_says_why_and_forgets(self, parts, connections, reports):
        for number in range(3):
            connections.add(f"c-{number}", "ann", NOW, NOW_MS + number)
        closer = Closer()
        close_connections(
            others(parts, closer=closer),
            player_id="ann",
            closing=Closing.LOGGED_OUT,
            opened_until=NOW_MS + 1,
        )
        assert [said[0] for said in closer.said] == ["c-0", "c-1"]
        assert [each.connection_id for each in connections.of_player("ann", NOW)] == ["c-2"]
        assert [event.data["reason"] for event in reports[1]] == ["logged_out"] * 2

    def test_a_socket_that_is_named_is_closed_whatever_is_known_of_it(
        self, parts, connections, reports
    ):
        connections.add("c-0", "ann", NOW, NOW_MS)
        closer = Closer()
        closed = close_connections(
            others(parts, closer=closer),
            player_id="ann",
            closing=Closing.REPLACED,
            connection_ids=["c-0", "ghost"],
        )
        assert {said[0] for said in closer.said} == {"c-0", "ghost"}
        assert [each.connection_id for each in closed] == ["c-0"]
        assert len(reports[1]) == 1


class TestOldAge:
    def sweep(self, parts):
        closer = Closer()
        return sweep_connections(others(parts, closer=closer)), closer.said

    def test_nobody_is_bothered_in_between(self, parts, connections, clock):
        connections.add("c-1", "ann", NOW)
        clock.tick(hours=1)
        assert self.sweep(parts) == ({}, [])

    def test_the_end_is_announced_once_and_spread(self, parts, connections, clock):
        connections.add("c-1", "ann", NOW)
        clock.tick(hours=1, minutes=56)
        done, [(connection_id, closing, in_seconds)] = self.sweep(parts)
        assert (done, connection_id, closing) == ({"noticed": 1}, "c-1", Closing.MAX_LIFETIME)
        assert 1 <= in_seconds <= 180
        assert self.sweep(parts) == ({}, [])

    def test_who_ended_unheard_is_closed_all_the_same_and_forgotten(
        self, parts, connections, clock
    ):
        connections.add("c-1", "ann", NOW)
        parts.subscriptions.subscribe("c-1", "player:ann", NOW)
        clock.tick(hours=2, minutes=3)
        assert self.sweep(parts) == (
            {"forgotten": 1},
            [("c-1", Closing.MAX_LIFETIME, None)],
        )
        left = parts.dynamodb.scan(TableName="connections")["Items"]
        assert left == []
        assert self.sweep(parts) == ({}, [])
