"""Money: whole minor units of a currency, never fractions."""

from dataclasses import dataclass
from typing import Final

# Minor-unit digits: ISO 4217, table A.1.
CURRENCY_EXPONENTS: Final[dict[str, int]] = {
    "AUD": 2,
    "BRL": 2,
    "CAD": 2,
    "CHF": 2,
    "CZK": 2,
    "DKK": 2,
    "EUR": 2,
    "GBP": 2,
    "HUF": 2,
    "JPY": 0,
    "KWD": 3,
    "NOK": 2,
    "NZD": 2,
    "PLN": 2,
    "RON": 2,
    "SEK": 2,
    "USD": 2,
}

# Far above any real stake and far below 2**53, so a browser's number holds every sum of them.
MAX_AMOUNT: Final = 1_000_000_000_000


@dataclass(frozen=True, slots=True)
class Money:
    """An amount in a currency.

    Attributes
    ----------
    amount : int
        Minor units: cents for EUR, yen for JPY, fils for KWD.
    currency : str
        ISO 4217 code.
    """

    amount: int
    currency: str

    def __str__(self) -> str:
        """Return the amount in major units, such as ``12.50 EUR``."""
        exponent = CURRENCY_EXPONENTS[self.currency]
        sign = "-" if self.amount < 0 else ""
        whole, fraction = divmod(abs(self.amount), 10**exponent)
        decimals = f".{fraction:0{exponent}d}" if exponent else ""
        return f"{sign}{whole}{decimals} {self.currency}"
