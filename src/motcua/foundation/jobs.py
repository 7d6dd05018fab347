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

from procrastinate import BaseRetryStrategy, RetryDecision
from procrastinate.contrib.django import app
from procrastinate.jobs import Job

from motcua.foundation import events

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


@app.task(name=_DELIVER, retry=RETRY)
def deliver(*, event: str, payload: dict[str, Any], handler: str) -> None:
    """Run one subscriber of one event."""
    events.deliver(events.event_from(event, payload), handler)


def delivery(event: str, payload: dict[str, Any], stream: str, handler: str) -> Job:
    """The job that tells one subscriber; a subscriber's jobs of one stream run one after the other."""
    return Job(
        queue="default",
        lock=f"{handler} {stream}" if stream else None,
        queueing_lock=None,
        task_name=_DELIVER,
        task_kwargs={"event": event, "payload": payload, "handler": handler},
    )
