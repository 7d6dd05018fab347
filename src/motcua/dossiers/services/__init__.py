"""What is done to dossiers: one verb, one transaction, one line in the audit chain of the receiving unit.

Whoever acts on a dossier names the revision that was seen (`Seen`). When another was first, the second is told who did
what and when (`OvertakenError`), and nothing is changed.
"""

from motcua.dossiers.services.handling import appraise_dossier, approve_dossier, send_back_dossier, take_dossier
from motcua.dossiers.services.intake import accept_dossier
from motcua.dossiers.services.moving import OvertakenError, Seen
from motcua.dossiers.services.processes import publish_process
from motcua.dossiers.services.returning import Handover, collect_fees, return_result
from motcua.dossiers.services.slips import refuse_intake, request_missing_papers
from motcua.dossiers.services.stamping import stamp_dossier

__all__ = [
    "Handover",
    "OvertakenError",
    "Seen",
    "accept_dossier",
    "appraise_dossier",
    "approve_dossier",
    "collect_fees",
    "publish_process",
    "refuse_intake",
    "request_missing_papers",
    "return_result",
    "send_back_dossier",
    "stamp_dossier",
    "take_dossier",
]
