from django.urls import URLPattern, path

from motcua.accounts import permissions
from motcua.desk.reception import choosing, intake, returning, visits

urlpatterns: list[URLPattern] = [
    path("quay/tiep-nhan/", choosing.choose, name="choose"),
    path("quay/tiep-nhan/<procedure_code:code>/", intake.intake, name="intake"),
    path("quay/luot/<uuid:visit_id>/", visits.visit, name="visit"),
    path("quay/luot/<uuid:visit_id>/giay-hen.pdf", visits.receipt, name="visit_receipt"),
    path("quay/phieu/<uuid:slip_id>/", visits.slip, name="slip"),
    path("quay/phieu/<uuid:slip_id>/02.pdf", visits.supplement_request, name="supplement_request"),
    path("quay/phieu/<uuid:slip_id>/03.pdf", visits.intake_refusal, name="intake_refusal"),
    path("quay/tra-ket-qua/", returning.return_page, name="return_result"),
]
ROUTES: dict[str, str] = {
    "desk:choose": permissions.DOSSIERS_RECEIVE,
    "desk:intake": permissions.DOSSIERS_RECEIVE,
    "desk:visit": permissions.DOSSIERS_RECEIVE,
    "desk:visit_receipt": permissions.DOSSIERS_RECEIVE,
    "desk:slip": permissions.DOSSIERS_RECEIVE,
    "desk:supplement_request": permissions.DOSSIERS_RECEIVE,
    "desk:intake_refusal": permissions.DOSSIERS_RECEIVE,
    "desk:return_result": permissions.DOSSIERS_RETURN,
}
"""Route name → permission, beside the routes; `desk.permissions` merges them."""
