"""What is done to a dossier, by whose people, and how it can end."""

from enum import StrEnum


class Act(StrEnum):
    """The five acts of "năm tại chỗ" (NĐ 61/2018, Điều 3; NĐ 118/2025)."""

    RECEIVE = "receive"
    APPRAISE = "appraise"
    APPROVE = "approve"
    STAMP = "stamp"
    RETURN = "return"


class Place(StrEnum):
    """Whose people do a step: the one-stop unit's in its hall, or the competent agency's."""

    UNIT = "unit"
    AGENCY = "agency"


class Outcome(StrEnum):
    """How an act ended."""

    RECEIVED = "received"
    PROPOSED = "proposed"
    """Appraised: the conditions are met, a result is proposed."""
    PROPOSED_REFUSAL = "proposed_refusal"
    """Appraised: the conditions are not met; the refusal is a result too, and somebody approves it."""
    APPROVED = "approved"
    SENT_BACK = "sent_back"
    """Not approved yet: it goes back to be appraised again, with a reason."""
    STAMPED = "stamped"
    RETURNED = "returned"


OUTCOMES: dict[Act, tuple[Outcome, ...]] = {
    Act.RECEIVE: (Outcome.RECEIVED,),
    Act.APPRAISE: (Outcome.PROPOSED, Outcome.PROPOSED_REFUSAL),
    Act.APPROVE: (Outcome.APPROVED, Outcome.SENT_BACK),
    Act.STAMP: (Outcome.STAMPED,),
    Act.RETURN: (Outcome.RETURNED,),
}
