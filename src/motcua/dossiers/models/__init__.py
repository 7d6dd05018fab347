from motcua.dossiers.models.clock import ClockEvent
from motcua.dossiers.models.dossier import Dossier
from motcua.dossiers.models.process import ProcessStep, ProcessVersion
from motcua.dossiers.models.received import DossierFee, SubmittedDocument
from motcua.dossiers.models.result import DossierResult, ResultHandover
from motcua.dossiers.models.slips import IntakeRefusal, SupplementRequest
from motcua.dossiers.models.step import DossierStep

__all__ = [
    "ClockEvent",
    "Dossier",
    "DossierFee",
    "DossierResult",
    "DossierStep",
    "IntakeRefusal",
    "ProcessStep",
    "ProcessVersion",
    "ResultHandover",
    "SubmittedDocument",
    "SupplementRequest",
]
