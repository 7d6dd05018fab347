from motcua.feedback.services.rating import (
    explain,
    rate,
    rate_at_counter,
    rate_by_receipt,
    rate_by_ticket,
    take_back_at_counter,
    take_back_by_slip,
)

__all__ = [
    "explain",
    "rate",
    "rate_at_counter",
    "rate_by_receipt",
    "rate_by_ticket",
    "take_back_at_counter",
    "take_back_by_slip",
]
