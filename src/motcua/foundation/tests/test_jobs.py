"""The queue's own habits: how often a job is tried, and what is cleared away."""

from datetime import timedelta

import pytest
from procrastinate.jobs import Job
from procrastinate.utils import utcnow

from motcua.foundation import jobs
from motcua.foundation.models import IdempotencyKey, LiveEvent


def decision(attempts: int):
    job = Job(task_name="a", queue="default", lock=None, queueing_lock=None, attempts=attempts)
    return jobs.RetryAfter((1, 60)).get_retry_decision(exception=OSError(), job=job)


def test_a_failed_job_waits_longer_each_time_and_then_stays_failed():
    waits = [round((decision(attempts).retry_at - utcnow()).total_seconds()) for attempts in (0, 1)]
    assert waits == [1, 60]
    assert decision(2) is None


@pytest.mark.django_db
def test_what_has_served_its_time_is_cleared_away():
    for age in (timedelta(days=8), timedelta(0)):
        for made in (
            LiveEvent.objects.create(channel="hall:1", data={}),
            IdempotencyKey.objects.create(scope="a", key=str(age), body_digest=b""),
        ):
            made.refresh_from_db()
            type(made).objects.filter(pk=made.pk).update(created_at=made.created_at - age)
    jobs.forget(timestamp=0)
    assert (LiveEvent.objects.count(), IdempotencyKey.objects.count()) == (1, 1)
