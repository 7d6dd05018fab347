"""Stamping: the registry clerk gives the result its number and date, and it is issued."""

import re

from django.db import transaction

from motcua.accounts.rules.actor import Actor
from motcua.dossiers import papers
from motcua.dossiers.models import Dossier, DossierResult
from motcua.dossiers.services.moving import Doing, Seen, advance, begin, require_act
from motcua.dossiers.vocabulary import ResultSource
from motcua.foundation import files, statements
from motcua.foundation.models import StoredFile
from motcua.foundation.numbers import next_number
from motcua.kernel.errors import InvalidInputError
from motcua.workflow import Act, Outcome

_NUMBER = re.compile(r"[0-9A-Za-zĐđÀ-ỹ][0-9A-Za-zĐđÀ-ỹ./\- ]{0,58}")


@transaction.atomic
def stamp_dossier(seen: Seen, *, by: Actor, document_number: str = "", file: StoredFile | None = None) -> Dossier:
    """Give the result its number and date; what the citizen takes home is fixed from here on.

    `document_number` is the number in the agency's register; empty: the next of the series kept here. `file` is the
    signed and stamped scan, in place of what was proposed; without any file the document is made here.

    Raises:
        InvalidInputError: the number can't be one.
        NotAllowedError: `by` keeps no stamp for this dossier.
        NotPossibleError, OvertakenError: see `moving`.
    """
    doing = begin(seen, by=by)
    require_act(doing, Act.STAMP)
    doing.move(Outcome.STAMPED)
    result = statements.fetch_model(DossierResult, doing.dossier.pk)
    assert result is not None, "an appraisal keeps a result"
    result.document_number = _typed(document_number) or _next(doing)
    result.issued_on, result.stamped_at = doing.at.date(), doing.at
    if file is not None:
        result.stored_file, result.source = file, ResultSource.UPLOADED.value
    elif result.source == ResultSource.GENERATED:
        result.stored_file = _made(doing.dossier, result)
    _fix(result)
    return advance(doing, Outcome.STAMPED, changes={"solved_at": doing.at}, source=result.source)


def _fix(result: DossierResult) -> None:
    changed = ("document_number", "issued_on", "stamped_at", "stored_file_id", "source")
    values = {name: getattr(result, name) for name in changed}
    statements.update_one(DossierResult, where={"dossier_id": result.dossier_id}, values=values)


def _made(dossier: Dossier, result: DossierResult) -> StoredFile:
    document = papers.result_document(dossier, result)
    return files.store([document], name=f"ket-qua-{dossier.code}.pdf", limit=len(document))


def _typed(number: str) -> str:
    number = " ".join(number.split())
    if number and not _NUMBER.fullmatch(number):
        sentence = "Số văn bản gồm chữ, số và các dấu / - . như 125/GPXD-SXD, không quá 59 ký tự."
        raise InvalidInputError("dossiers:result:document_number", sentence, "not the number of a document")
    return number


def _next(doing: Doing) -> str:
    agency = doing.dossier.agency
    return f"{next_number(f'result:{agency.code}:{doing.at.year}')}/KQ-{agency.code}"
