"""Work for later, in procrastinate's queue; rooms put their tasks in their own `jobs.py`.

    @jobs.app.task(name="notices.send", retry=jobs.RETRY)
    def send(*, notice_id: int) -> None: ...

    @jobs.app.periodic(cron="10 1 * * *")
    @jobs.app.task(name="catalogue.refresh", queueing_lock="catalogue.refresh")
    def refresh(timestamp: int) -> None: ...

A job runs at least once: after a crash it runs again. It isn't deferred from inside a service's transaction
(that commit would carry NOTIFY); the service publishes an event, and the subscriber is the job.
"""

from dataclasses import dataclass
from typing import Any

from procrastinate import BaseRetryStrategy, JobContext, RetryDecision
from procrastinate.contrib.django import app
from procrastinate.jobs import Job

from motcua.foundation import events, files, idempotency
from motcua.foundation.live import messages

__all__ = ["RETRY", "RetryAfter", "app", "deliver", "delivery"]


@dataclass(frozen=True)
class RetryAfter(BaseRetryStrategy):
    """Try again after each of these waits, in seconds; after the last the job stays failed, for people to see."""

    waits: tuple[int, ...]

    def get_retry_decision(self, *, exception: BaseException, job: Job) -> RetryDecision | None:
        del exception
        if job.attempts >= len(self.waits):
            return None
        return RetryDecision(retry_in={"seconds": self.waits[job.attempts]})


RETRY = RetryAfter((1, 5, 30, 120, 600, 3600, 6 * 3600, 24 * 3600))
"""A hiccup is over in seconds, an outage in hours, a weekend in a day or two."""

_DELIVER = "foundation.deliver"
_JOBS_KEPT_HOURS = 7 * 24


@app.task(name=_DELIVER, retry=RETRY)
def deliver(*, event: str, payload: dict[str, Any], handler: str) -> None:
    """Run one subscriber of one event."""
    events.deliver(events.event_from(event, payload), handler)


@app.periodic(cron="* * * * *")
@app.task(name="foundation.rescue", queueing_lock="foundation.rescue", pass_context=True)
async def rescue(context: JobContext, timestamp: int) -> None:
    """Put the jobs of a worker that died back into the queue."""
    del timestamp
    manager = context.app.job_manager
    for job in await manager.get_stalled_jobs():
        await manager.retry_job(job)


@app.periodic(cron="*/10 * * * *")
@app.task(name="foundation.forget", queueing_lock="foundation.forget")
def forget(timestamp: int) -> None:
    """Remove what has served its time: live messages, idempotency keys, halves of uploads."""
    del timestamp
    files.prune()
    messages.prune()
    idempotency.prune()


@app.periodic(cron="40 1 * * *")
@app.task(name="foundation.forget_jobs", queueing_lock="foundation.forget_jobs", pass_context=True)
async def forget_jobs(context: JobContext, timestamp: int) -> None:
    """Remove jobs that succeeded; those that failed stay for people to see."""
    del timestamp
    await context.app.job_manager.delete_old_jobs(nb_hours=_JOBS_KEPT_HOURS)


def delivery(event: str, payload: dict[str, Any], stream: str, handler: str) -> Job:
    """The job that tells one subscriber; a subscriber's jobs of one stream run one after the other."""
    return Job(
        queue="default",
        lock=f"{handler} {stream}" if stream else None,
        queueing_lock=None,
        task_name=_DELIVER,
        task_kwargs={"event": event, "payload": payload, "handler": handler},
    )
