"""The lists that the chat is moderated by: a start, in English, for an operator to go on with."""

from typing import Final

# Of words that people take offence at, those that mean nothing else.
MASKED_WORDS: Final = (
    "arsehole",
    "arseholes",
    "asshole",
    "assholes",
    "bastard",
    "bastards",
    "bitch",
    "bitches",
    "bullshit",
    "cunt",
    "cunts",
    "fuck",
    "fucked",
    "fucker",
    "fuckers",
    "fucking",
    "motherfucker",
    "motherfuckers",
    "shit",
    "shitty",
    "twat",
    "wanker",
    "wankers",
    "whore",
)

REFUSED_PHRASES: Final = (
    "hang yourself",
    "kill yourself",
    "kys",
    "i will find you",
    "i will kill you",
)

# Those that links in chats mostly end in. Not "it", "no" and "so", which end sentences as well.
TOP_LEVEL_DOMAINS: Final = (
    "app", "bet", "biz", "casino", "cc", "club", "co", "com", "de", "dev", "eu", "fr", "gg", "info",
    "io", "link", "live", "me", "net", "online", "org", "poker", "pro", "ru", "shop", "site",
    "store", "tk", "to", "top", "tv", "uk", "vip", "win", "xyz",
)  # fmt: skip
