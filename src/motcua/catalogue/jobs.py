"""The catalogue's work for later."""

from motcua.catalogue.events import ImportQueued
from motcua.catalogue.services import run_queued_import


def import_queued_file(event: ImportQueued) -> None:
    """Import an uploaded file; run again after a crash it starts anew and changes nothing twice."""
    run_queued_import(event.run_id)
