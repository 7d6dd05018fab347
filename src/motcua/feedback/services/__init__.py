from motcua.feedback.services.rating import explain, rate, rate_at_counter, rate_by_receipt, rate_by_ticket

__all__ = ["explain", "rate", "rate_at_counter", "rate_by_receipt", "rate_by_ticket"]
