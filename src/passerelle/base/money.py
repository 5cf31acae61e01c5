"""Amounts of money: exact, in the source's decimals, rounded only for display."""

from dataclasses import dataclass
from decimal import Decimal

from passerelle.base.language import Language, money_text


@dataclass(frozen=True, slots=True)
class Money:
    """An exact amount in one currency (ISO 4217 code).

    >>> Money(Decimal("1.10"), "EUR") + Money(Decimal("2.20"), "EUR")
    Money(amount=Decimal('3.30'), currency='EUR')
    """

    amount: Decimal
    currency: str = "EUR"

    def __add__(self, other: "Money") -> "Money":
        self._same(other)
        return Money(self.amount + other.amount, self.currency)

    def __sub__(self, other: "Money") -> "Money":
        self._same(other)
        return Money(self.amount - other.amount, self.currency)

    def __str__(self) -> str:
        """Write it as a plan would: ``1 800 EUR``."""
        whole = self.amount == self.amount.to_integral_value()
        digits = f"{self.amount:,.0f}" if whole else f"{self.amount:,f}"
        return f"{digits.replace(',', ' ')} {self.currency}"

    def read(self, language: Language, digits: int = 0) -> str:
        """Write it for a reader, rounded to ``digits`` decimals."""
        return money_text(self.amount, self.currency, language, digits)

    def _same(self, other: "Money") -> None:
        if self.currency != other.currency:
            msg = f"cannot add {other.currency} to {self.currency}"
            raise ValueError(msg)
