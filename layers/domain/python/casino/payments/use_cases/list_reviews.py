"""Show operators the withdrawals that wait for them."""

from casino.payments.repository import Payments
from casino.payments.withdrawal import Withdrawal
from casino.shared.pages import DEFAULT_LIMIT, Page


def list_reviews(
    payments: Payments, *, limit: int = DEFAULT_LIMIT, cursor: str | None = None
) -> Page[Withdrawal]:
    """Return a page of the withdrawals under review, the oldest first.

    Raises
    ------
    InvalidCursor
    """
    return payments.awaiting_review(limit, cursor)
