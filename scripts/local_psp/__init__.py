# SPDX-License-Identifier: GPL-3.0-or-later
"""A payment provider on loopback that keeps its state in a folder of its own.

It extends localstripe, and is licensed as that is (`LICENSE` beside this file), unlike the rest of
the repository. Everything else talks to it over HTTP and imports nothing of it.
"""
