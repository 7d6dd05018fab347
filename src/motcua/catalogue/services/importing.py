"""Importing procedures from a file, at once or as a job."""

from pathlib import Path

from django.db import transaction

from motcua.catalogue.events import CatalogueChanged, ImportQueued
from motcua.catalogue.importing import Importer, one_import_at_a_time
from motcua.catalogue.models import ImportRun
from motcua.catalogue.parsing import files
from motcua.catalogue.report import ImportReport
from motcua.foundation import audit, outbox
from motcua.foundation.files.store import path_of
from motcua.foundation.models import StoredFile
from motcua.kernel import clock

_INTERRUPTED = "Lần nhập này bị ngắt giữa chừng; những bản ghi đã nhập vẫn còn. Hãy nhập lại tệp."


def import_procedures(path: Path, *, by: str, reread: bool = False) -> ImportReport:
    """Import a file now and say what happened; the same file twice changes nothing.

    Each batch of records is a transaction, the run is one line of audit. A file that can't be read at all gives a
    report with `trouble`.

    Args:
        path: .json, .jsonl, either as .gz, in any of the known shapes.
        by: who, as an opaque id: "staff:17", "system".
        reread: read records again that have not changed, after this program has learned to read better.
    """
    now = clock.now()
    run = ImportRun.objects.create(file_name=path.name[-255:], requested_by=by, requested_at=now)
    return _run(run, path, reread=reread)


@transaction.atomic
def queue_import(stored_file: StoredFile, *, by: str) -> ImportRun:
    """Have the worker import an uploaded file. The run's row tells its progress, then its report."""
    run = ImportRun.objects.create(
        file_name=stored_file.name, stored_file=stored_file, requested_by=by, requested_at=clock.now()
    )
    audit.append(actor=by, act="catalogue:import:queued", subject=f"import_run:{run.pk}", details={})
    outbox.publish(ImportQueued(run.pk))
    return run


def run_queued_import(run_id: int) -> ImportReport | None:
    """Import the file of a queued run; None when the run is already done, or in hand elsewhere."""
    run = ImportRun.objects.select_related("stored_file").get(pk=run_id)
    if run.stored_file is None or run.state not in {ImportRun.State.QUEUED, ImportRun.State.RUNNING}:
        return None
    return _run(run, path_of(run.stored_file.digest))


def _run(run: ImportRun, path: Path, *, reread: bool = False) -> ImportReport:
    with one_import_at_a_time():
        run.refresh_from_db()
        _close_interrupted(run)
        run.rejections.all().delete()
        importer = Importer(run, reread)
        run.state, run.started_at, run.progress = ImportRun.State.RUNNING, clock.now(), 0
        run.save()
        try:
            run.file_digest = files.digest(path)
            importer.take_all(path)
        except files.UnreadableFileError as error:
            importer.report.trouble = error.sentence
        _finish(run, importer)
    return importer.report


@transaction.atomic
def _finish(run: ImportRun, importer: Importer) -> None:
    report = importer.report
    importer.copy_counts()
    run.state = ImportRun.State.FAILED if report.trouble else ImportRun.State.DONE
    run.trouble, run.finished_at, run.progress = report.trouble, clock.now(), 100
    run.save()
    if report.created or report.changed:
        outbox.publish(CatalogueChanged("catalogue:import:finished"))
    counts = {
        "read": report.read,
        "created": report.created,
        "changed": report.changed,
        "unchanged": report.unchanged,
        "rejected": report.rejected,
    }
    act = "catalogue:import:failed" if report.trouble else "catalogue:import:finished"
    details = {"file": _grouped(run.file_digest), **counts}
    audit.append(actor=run.requested_by, act=act, subject=f"import_run:{run.pk}", details=details)


@transaction.atomic
def _close_interrupted(run: ImportRun) -> None:
    """Whoever holds the lock knows that every other run which says that it runs has died."""
    for dead in ImportRun.objects.filter(state=ImportRun.State.RUNNING).exclude(pk=run.pk):
        dead.state, dead.trouble, dead.finished_at = ImportRun.State.FAILED, _INTERRUPTED, clock.now()
        dead.save()
        subject = f"import_run:{dead.pk}"
        audit.append(actor="system", act="catalogue:import:interrupted", subject=subject, details={"read": dead.read})


def _grouped(digest: str) -> str:
    """A digest in groups of eight: twelve digits in a row would look like an identity number to the audit chain."""
    return "-".join(digest[start : start + 8] for start in range(0, len(digest), 8))
