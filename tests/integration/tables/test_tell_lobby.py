from dataclasses import replace

from casino.channels import LOBBY
from casino.channels.frames import MAX_FRAME_BYTES, pack
from casino.tables import Phase, TableStatus
from casino.tables.lobby import LOBBY_PAGE, TABLES_PER_EVENT
from casino.tables.seed import DEMO_TABLES
from casino.tables.use_cases.list_tables import list_tables, show_lobby
from casino.tables.use_cases.tell_lobby import tell_lobby

TABLE_ID = DEMO_TABLES[0].table_id

LONGEST_NAME = "x" * 100


def tell(floor, *changed):
    tell_lobby(floor.log, floor.clock, changed)


def many(floor, count):
    return [replace(floor.table, table_id=f"t-{n}", name=LONGEST_NAME) for n in range(count)]


def test_the_lobby_hears_of_a_table_what_the_list_of_tables_says_of_it(floor):
    floor.advance_to(Phase.RESULT)
    tell(floor, floor.table)
    [event] = floor.events(LOBBY)
    [told] = event.data["tables"]
    [listed] = list_tables(floor.tables, 10, None).model_dump(mode="json")["items"]
    assert event.name == "lobby.changed"
    assert told.pop("last_result") == listed["last_results"][0]
    assert told == {name: listed[name] for name in told}


def test_changes_of_one_second_are_one_event_that_tells_each_table_as_it_is_now(floor):
    open_ = floor.advance()
    other = replace(open_, table_id="other")
    closing = floor.advance()
    tell(floor, open_, other, closing)
    [event] = floor.events(LOBBY)
    phases = {each["table_id"]: each["phase"] for each in event.data["tables"]}
    assert phases == {TABLE_ID: "closing", "other": "open"}


def test_changes_that_are_delivered_again_are_told_once(floor):
    table = floor.advance()
    tell(floor, table)
    tell(floor, table)
    assert len(floor.events(LOBBY)) == 1


def test_a_table_that_has_played_no_round_yet_is_told_too(floor):
    tell(floor, replace(floor.table, status=TableStatus.PAUSED))
    [told] = floor.events(LOBBY)[0].data["tables"]
    assert (told["status"], told["phase"], told["last_result"]) == ("paused", None, None)


def test_however_many_tables_change_each_event_fits_into_a_frame(floor):
    floor.advance_to(Phase.RESULT)
    tell(floor, *many(floor, 2 * TABLES_PER_EVENT))
    events = floor.events(LOBBY)
    assert [len(each.data["tables"]) for each in events] == [TABLES_PER_EVENT] * 2
    for event in events:
        [frame] = pack([event.frame()])
        assert len(frame) <= MAX_FRAME_BYTES


def test_the_lobbys_first_page_fits_into_one_answer(floor):
    for _ in range(25):  # more than a table remembers results of
        floor.advance_to(Phase.RESULT)
        floor.advance_to(Phase.SETTLED)
    for table in many(floor, LOBBY_PAGE):
        floor.tables.add(table)
    page = show_lobby(floor.tables)
    assert len(page.model_dump_json()) < 96 * 1024  # of 128, for games with more to say
    assert page.next_cursor is not None
