from motcua.catalogue.models.channel import Channel, Fee
from motcua.catalogue.models.document import DocumentCase, RequiredDocument
from motcua.catalogue.models.handling import HandledProcedure, HandlingDecision
from motcua.catalogue.models.importing import ImportRejection, ImportRun
from motcua.catalogue.models.outcome import LegalBasis, ResultType
from motcua.catalogue.models.procedure import Field, Procedure, ProcedureVersion, SourceRecord

__all__ = [
    "Channel",
    "DocumentCase",
    "Fee",
    "Field",
    "HandledProcedure",
    "HandlingDecision",
    "ImportRejection",
    "ImportRun",
    "LegalBasis",
    "Procedure",
    "ProcedureVersion",
    "RequiredDocument",
    "ResultType",
    "SourceRecord",
]
