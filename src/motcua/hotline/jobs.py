"""What the hotline does by itself."""

from motcua.catalogue.events import CatalogueChanged
from motcua.foundation import jobs
from motcua.hotline.services.failures import forget_old_failures
from motcua.hotline.services.numbering import number_procedures
from motcua.hotline.services.spoken import sweep
from motcua.kernel import clock


def follow_catalogue(event: CatalogueChanged) -> None:
    """A procedure that is handled here since this change gets its number; the telephone itself sees that prompts are missing."""
    del event
    number_procedures(by="system")


@jobs.app.periodic(cron="30 * * * *")
@jobs.app.task(name="hotline.forget_failures", queueing_lock="hotline.forget_failures")
def forget_failures(timestamp: int) -> None:
    """Delete the failures that no alarm counts any more."""
    del timestamp
    forget_old_failures(clock.now())


@jobs.app.periodic(cron="40 * * * *")
@jobs.app.task(name="hotline.forget_wishes", queueing_lock="hotline.forget_wishes")
def forget_wishes(timestamp: int) -> None:
    """Delete what was said in search of a procedure and never taken up."""
    del timestamp
    sweep()
