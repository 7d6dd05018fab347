from django.core.management import call_command

from motcua.accounts.services.allowance import forget_idle_allowances
from motcua.foundation import jobs
from motcua.kernel import clock


@jobs.app.periodic(cron="20 2 * * *")
@jobs.app.task(name="accounts.tidy_sign_in", queueing_lock="accounts.tidy_sign_in")
def tidy_sign_in(timestamp: int) -> None:
    """Every night: allowances that count nothing any more, and sessions past their time."""
    del timestamp
    forget_idle_allowances(now=clock.now())
    call_command("clearsessions")
