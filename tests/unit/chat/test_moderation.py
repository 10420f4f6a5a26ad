import pytest
from pydantic import ValidationError

from casino.chat.messages import SendChat
from casino.chat.moderation import Ruling, WordModerator

review = WordModerator().review


@pytest.mark.parametrize(
    "text",
    [
        "Good luck everybody!",
        "17 again? That makes 3 of 12",
        "I won 12,500 with 20 on 0",
        "Scunthorpe is a town",
        "no.it is not",
        "¡Buena suerte! 祝你好运 👨‍👩‍👧",
    ],
)
def test_what_people_say_at_tables_passes_as_it_is(text):
    assert (review(text).ruling, review(text).text) == (Ruling.PASS, text)


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("come to https://win.example/a?b now", "come to *** now"),
        ("come to www.best-odds.net", "come to ***"),
        ("come to best-odds.com/free", "come to ***"),
        ("mail ann@example.org", "mail ***"),
        ("4242 4242 4242 4242", "***"),
        ("4242-4242-4242-4242 is my card", "*** is my card"),
        ("call +356 (21) 22 33 44", "call ***"),
        ("٤٢٤٢ ٤٢٤٢ ٤٢٤٢ ٤٢٤٢", "***"),
        ("Fucking ZERO", "*** ZERO"),
    ],
)
def test_links_numbers_and_bad_words_are_masked(text, shown):
    assert (review(text).ruling, review(text).text) == (Ruling.MASK, shown)


@pytest.mark.parametrize("text", ["Kill  yourself", "I will find-you"])
def test_threats_are_refused(text):
    assert (review(text).ruling, review(text).text) == (Ruling.REFUSE, "")


def test_empty_lists_mask_and_refuse_no_words():
    assert WordModerator((), ()).review("fucking zero").ruling is Ruling.PASS


@pytest.mark.parametrize(
    "text",
    [
        "",
        "   ",
        "\u3000",
        "a\nb",
        "a\x00b",
        "a\x1bb",
        "a\u202eb",
        "a\u2066b",
        "a\u200bb",
        "a\u2028b",
        "x" * 301,
        "\ufdfa" * 30,  # one character that stands for eighteen
        "\ud800",
        7,
        None,
        ["hello"],
    ],
    ids=repr,
)
def test_a_text_that_is_none_is_refused(text):
    with pytest.raises(ValidationError):
        SendChat(table_id="t", text=text)


def test_a_text_is_read_in_one_form_whatever_its_digits_look_like():
    wanted = SendChat(table_id="t", text="  \uff14\uff12\uff14\uff12 4242 4242  ")
    assert wanted.text == "4242 4242 4242"
    assert review(wanted.text).text == "***"


def test_three_hundred_characters_are_taken():
    assert len(SendChat(table_id="t", text="x" * 300).text) == 300
