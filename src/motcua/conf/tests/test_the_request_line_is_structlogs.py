"""The line of a request is written past structlog's processors; it says what they would, in their form."""

import json
import logging
import logging.config
from pathlib import Path

import pytest
import structlog

from motcua.conf import logs
from motcua.conf.request_line import RequestLine

TOLD = {"method": "GET", "route": "thu-tuc/<code>/", "status": 200, "ms": 3.4, "request_id": "0123456789ab"}
BY_LEVEL = {logging.INFO: "info", logging.ERROR: "error"}


def _formatter(log_format: str, tmp_path: Path) -> logging.Formatter:
    given = logs.configuration("INFO", log_format, tmp_path / "none" / "errors.log")
    formatter = logging.config.DictConfigurator(given).configure_formatter(given["formatters"]["motcua"])
    assert isinstance(formatter, logging.Formatter)
    return formatter


def _record(msg: object, level: int) -> logging.LogRecord:
    record = logging.LogRecord("motcua.web", level, "", 0, msg, None, None)
    record.created = 1795600000.25
    return record


def _through_structlog(formatter: logging.Formatter, level: int) -> str:
    """What a structlog logger would have handed to the formatter."""
    line = RequestLine(**TOLD)
    stamp = json.loads(line.as_json(_record(line, level)))["timestamp"]
    event = {**TOLD, "event": "request", "level": BY_LEVEL[level], "logger": "motcua.web", "timestamp": stamp}
    wrapped, extra = structlog.stdlib.ProcessorFormatter.wrap_for_formatter(logging.getLogger("motcua.web"), "", event)
    record = _record(*wrapped, level)
    record.__dict__.update(extra["extra"])
    return formatter.format(record)


@pytest.mark.parametrize("level", BY_LEVEL)
def test_as_json(tmp_path, level):
    formatter = _formatter("json", tmp_path)
    ours = formatter.format(_record(RequestLine(**TOLD), level))
    assert json.loads(ours) == json.loads(_through_structlog(formatter, level))


@pytest.mark.parametrize("level", BY_LEVEL)
def test_as_text(tmp_path, level):
    formatter = _formatter("console", tmp_path)
    ours = formatter.format(_record(RequestLine(**TOLD), level))
    assert ours == _through_structlog(formatter, level)
