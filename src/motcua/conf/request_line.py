"""The log line of a request, in its final form at once: a line through structlog's processors cost a tenth of a millisecond.

It takes the way of every other record through `logging`, so that levels, handlers and the file of errors hold for it;
only its formatting is short. A test holds it equal to what structlog would write.
"""

import logging
from dataclasses import dataclass
from datetime import datetime

import orjson
from structlog.stdlib import ProcessorFormatter

LOGGER = logging.getLogger("motcua.web")
_FAULT = 500
"""The first status that is our fault."""


@dataclass(frozen=True, slots=True)
class RequestLine:
    """What is told of a request: its route ("thu-tuc/<code>/"), never the path or the query."""

    method: str
    route: str
    status: int
    ms: float
    request_id: str

    def __str__(self) -> str:
        """For handlers with a form of their own."""
        return f"request {self.method} {self.route} {self.status}"

    def as_json(self, record: logging.LogRecord) -> str:
        line = {
            "method": self.method,
            "route": self.route,
            "status": self.status,
            "ms": self.ms,
            "event": "request",
            "request_id": self.request_id,
            "level": _level(record),
            "logger": record.name,
            "timestamp": _moment(record),
        }
        return orjson.dumps(line).decode()

    def as_text(self, record: logging.LogRecord) -> str:
        """As structlog's console writes it: a column for the event, then the rest by name."""
        return (
            f"{_moment(record)} [{_level(record):<9}] {'request':<30} [{record.name}]"
            f" method={self.method} ms={self.ms} request_id={self.request_id} route={self.route} status={self.status}"
        )


class LineFormatter(ProcessorFormatter):
    """Structlog's formatter for every record but a request's."""

    as_json = False

    def format(self, record: logging.LogRecord) -> str:
        line = record.msg
        if not isinstance(line, RequestLine):
            return super().format(record)
        return line.as_json(record) if self.as_json else line.as_text(record)


class JsonLineFormatter(LineFormatter):
    as_json = True


def tell(line: RequestLine) -> None:
    """Write the line, as an error when the status is our fault."""
    level = logging.ERROR if line.status >= _FAULT else logging.INFO
    if LOGGER.isEnabledFor(level):
        # made here, because logging's own way walks up the stack for a place that no line tells
        LOGGER.handle(logging.LogRecord(LOGGER.name, level, "", 0, line, None, None))


def _level(record: logging.LogRecord) -> str:
    return "error" if record.levelno == logging.ERROR else "info"


def _moment(record: logging.LogRecord) -> str:
    return datetime.fromtimestamp(record.created).isoformat()  # noqa: DTZ006 - the machine's time, as on every other line
