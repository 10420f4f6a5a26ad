"""Ways to take a bet, ours among them, that contention is measured on.

All of them keep their money in one table and in one form, so that the same audit reads them all.
"""
