"""Each built transition as one call, named by its act: `DOING[act](dossier, by)`."""

from collections.abc import Callable

from motcua.accounts.rules.actor import Actor
from motcua.dossiers.models import Dossier
from motcua.dossiers.services import (
    Handover,
    appraise_dossier,
    approve_dossier,
    return_result,
    send_back_dossier,
    stamp_dossier,
    take_dossier,
)
from motcua.dossiers.services.handling import Proposal
from motcua.dossiers.tests.scene import CITIZEN, received, seen
from motcua.dossiers.vocabulary import IdentityCheck, Receiver

YES = Proposal(favourable=True, name="Giấy khai sinh", decision="Đăng ký khai sinh cho trẻ.")
TO_THE_OWNER = Handover(Receiver.OWNER, CITIZEN.number, IdentityCheck.SCANNED)

DOING: dict[str, Callable[[Dossier, Actor], Dossier]] = {
    "dossiers:dossier:accepted": lambda _, by: received(by),
    "dossiers:dossier:taken": lambda dossier, by: take_dossier(seen(dossier), by=by),
    "dossiers:dossier:appraised": lambda dossier, by: appraise_dossier(seen(dossier), proposal=YES, by=by),
    "dossiers:dossier:sent_back": lambda dossier, by: send_back_dossier(seen(dossier), reason="Thiếu bản vẽ", by=by),
    "dossiers:dossier:approved": lambda dossier, by: approve_dossier(seen(dossier), by=by),
    "dossiers:dossier:stamped": lambda dossier, by: stamp_dossier(seen(dossier), by=by),
    "dossiers:dossier:returned": lambda dossier, by: return_result(seen(dossier), handover=TO_THE_OWNER, by=by),
}
