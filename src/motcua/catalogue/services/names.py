from collections.abc import Iterable

from django.db import transaction

from motcua.catalogue.events import CatalogueChanged
from motcua.catalogue.models import Procedure
from motcua.foundation import audit, outbox
from motcua.kernel.errors import InvalidInputError, NotFoundError
from motcua.kernel.text import squeeze

LONGEST_NAME = 200


@transaction.atomic
def set_everyday_names(code: str, names: Iterable[str], *, by: str) -> Procedure:
    """Set what people call a procedure ("sang tên sổ đỏ"); search finds it by these names too."""
    wanted = list(dict.fromkeys(name for raw in names if (name := squeeze(raw))))
    if any(len(name) > LONGEST_NAME for name in wanted):
        sentence = f"Tên thường gọi dài tối đa {LONGEST_NAME} ký tự."
        raise InvalidInputError("catalogue:everyday_name:length", sentence, "an everyday name is too long")
    procedure = Procedure.objects.select_for_update().filter(code=code).first()
    if procedure is None:
        raise NotFoundError("catalogue:procedure:unknown", f"Không có thủ tục {code}.", f"no procedure {code!r}")
    procedure.everyday_names = wanted
    procedure.save(update_fields=["everyday_names"])
    outbox.publish(CatalogueChanged("catalogue:procedure:named"))
    details = {"names": len(wanted)}
    audit.append(actor=by, act="catalogue:procedure:named", subject=f"procedure:{code}", details=details)
    return procedure
