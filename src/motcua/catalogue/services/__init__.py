from motcua.catalogue.services.fees import verify_fee
from motcua.catalogue.services.handling import HandledLine, publish_decision
from motcua.catalogue.services.importing import import_procedures, queue_import, run_queued_import
from motcua.catalogue.services.names import set_everyday_names

__all__ = [
    "HandledLine",
    "import_procedures",
    "publish_decision",
    "queue_import",
    "run_queued_import",
    "set_everyday_names",
    "verify_fee",
]
