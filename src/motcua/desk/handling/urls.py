from django.urls import path

from motcua.accounts.permissions import DOSSIERS_READ
from motcua.desk.handling import doing, downloads, inbox, scan
from motcua.desk.handling.acts import ACTS

_DOSSIER = "quay/ho-so/<dossier_code:dossier_code>"

urlpatterns = [
    path("quay/", inbox.show, name="inbox"),
    path("quay/quet", scan.scan, name="scan"),
    path(f"{_DOSSIER}/", doing.dossier, name="dossier"),
    path(f"{_DOSSIER}/ket-qua", downloads.result_file, name="result_file"),
    path(f"{_DOSSIER}/giay-hen.pdf", downloads.receipt, name="receipt"),
    path(f"{_DOSSIER}/phieu-bo-sung.pdf", downloads.supplement_slip, name="supplement_slip"),
    path(f"{_DOSSIER}/thong-bao-dung.pdf", downloads.closing_notice, name="closing_notice"),
    *(path(f"{_DOSSIER}/{act.word}", doing.act, {"name": act.name}, name=act.name) for act in ACTS),
]
ROUTES: dict[str, str] = {
    "desk:inbox": DOSSIERS_READ,
    "desk:scan": DOSSIERS_READ,
    "desk:dossier": DOSSIERS_READ,
    "desk:result_file": DOSSIERS_READ,
    "desk:receipt": DOSSIERS_READ,
    "desk:supplement_slip": DOSSIERS_READ,
    "desk:closing_notice": DOSSIERS_READ,
    **{f"desk:{act.name}": act.permission for act in ACTS},
}
"""Route name → permission, beside the routes; `desk.permissions` merges them."""
