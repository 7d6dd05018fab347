"""The look-up number of a receipt: the secret that a caller keys in on the telephone."""

from dataclasses import dataclass, field
from typing import Self

from motcua.kernel.identifiers.digits import grouped, read_digits

LOOKUP_DIGITS = 12


@dataclass(frozen=True, slots=True)
class LookupNumber:
    """Twelve random digits, printed 4-4-4. It is a secret, so `repr()` hides it."""

    value: str = field(repr=False)

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read a typed number, blanks, dots and hyphens allowed. Errors: kernel:lookup_number:empty, :characters, :length."""
        return cls(read_digits(text, subject="lookup_number", name="Số tra cứu", length=LOOKUP_DIGITS))

    @property
    def formatted(self) -> str:
        """For the eye: "1234 5678 9012"."""
        return grouped(self.value, 4, 4)

    def __str__(self) -> str:
        return self.value
