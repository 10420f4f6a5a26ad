"""`make demo`, which is the first thing that many a newcomer runs."""

from scripts.demo import play_session


async def test_the_demo_plays_a_whole_session_and_its_history_adds_up(stack, capsys):
    await play_session(stack.endpoints)
    said = capsys.readouterr().out
    for line in ("Registered", "Deposited €100.00", "Bet €16.00", "The ball fell on", "adds up"):
        assert line in said
