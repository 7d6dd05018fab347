"""What is done to dossiers: one verb, one transaction, one line in the audit chain of the receiving unit.

Whoever acts on a dossier names the revision that was seen (`Seen`). When another was first, the second is told who did
what and when (`OvertakenError`), and nothing is changed.
"""

from motcua.dossiers.services.closing import stop_dossier, withdraw_dossier
from motcua.dossiers.services.handling import appraise_dossier, approve_dossier, send_back_dossier, take_dossier
from motcua.dossiers.services.intake import accept_dossier
from motcua.dossiers.services.moving import OvertakenError, Seen
from motcua.dossiers.services.processes import publish_process
from motcua.dossiers.services.returning import Handover, collect_fees, return_result
from motcua.dossiers.services.slips import refuse_intake, request_missing_papers
from motcua.dossiers.services.stamping import stamp_dossier
from motcua.dossiers.services.supplements import complete_supplement, request_supplement
from motcua.dossiers.services.uploads import keep_scan

__all__ = [
    "Handover",
    "OvertakenError",
    "Seen",
    "accept_dossier",
    "appraise_dossier",
    "approve_dossier",
    "collect_fees",
    "complete_supplement",
    "keep_scan",
    "publish_process",
    "refuse_intake",
    "request_missing_papers",
    "request_supplement",
    "return_result",
    "send_back_dossier",
    "stamp_dossier",
    "stop_dossier",
    "take_dossier",
    "withdraw_dossier",
]
