"""What the worker does for a hall runs there: nobody has opened a transaction for it."""

import pytest

from motcua.ticketing import jobs

PERIODIC = (
    *(jobs.close_days, jobs.forget_cards, jobs.give_back_places),
    *(jobs.note_no_shows, jobs.forecast_halls),
)


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("job", PERIODIC, ids=lambda job: job.name)
def test_a_job_needs_no_transaction_of_its_caller(job):
    job(timestamp=0)
