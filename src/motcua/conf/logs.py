"""Logs through structlog: readable lines in a demo, one JSON object a line in production, on standard error."""

import logging
import logging.config
import os
import re
from collections.abc import MutableMapping
from contextlib import suppress
from pathlib import Path
from typing import Any

import structlog

from motcua.conf.request_line import JsonLineFormatter, LineFormatter
from motcua.foundation.settings import Settings

ERRORS_LIMIT = 2_000_000
"""Bytes of the file of errors after which a start begins a new one."""

_VALUES = re.compile(r"^(\s*DETAIL:).*$", re.MULTILINE)


def drop_values(logger: object, name: str, record: MutableMapping[str, Any]) -> MutableMapping[str, Any]:
    """PostgreSQL tells the offending row ("DETAIL: Key (phone)=(09…)"); a log is no place for it."""
    del logger, name
    for key, value in record.items():
        if isinstance(value, str) and "DETAIL:" in value:
            record[key] = _VALUES.sub(r"\1 …", value)
    return record


def refused_without_path(record: logging.LogRecord) -> bool:
    """A filter for Django's line on a refused form: the reason's kind alone, without the path and the referring page."""
    if isinstance(record.args, tuple) and record.args:
        record.msg, record.args = "form refused: %s", (str(record.args[0]).partition(" - ")[0],)
    return True


SHARED: list[Any] = [
    structlog.contextvars.merge_contextvars,
    structlog.stdlib.add_log_level,
    structlog.stdlib.add_logger_name,
    structlog.processors.TimeStamper(fmt="iso", utc=False),
]
"""Done to every record, ours and other libraries'."""


def configure(settings: Settings) -> None:
    """Route structlog and the standard library's logging through one formatter."""
    structlog.configure(
        processors=[
            structlog.stdlib.filter_by_level,
            *SHARED,
            structlog.stdlib.PositionalArgumentsFormatter(),
            structlog.stdlib.ProcessorFormatter.wrap_for_formatter,
        ],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.stdlib.BoundLogger,
        cache_logger_on_first_use=True,
    )
    logging.config.dictConfig(configuration(settings.log_level, settings.log_format, errors_file(settings.home)))


def errors_file(home: Path) -> Path:
    """Where errors are kept besides, for `motcua doctor` to show."""
    return home / "run" / "errors.log"


def shorten_errors(home: Path) -> None:
    """Start a new file of errors when the present one is long; for whoever starts the centre, before its processes."""
    file = errors_file(home)
    with suppress(FileNotFoundError):
        if file.stat().st_size > ERRORS_LIMIT:
            file.replace(file.with_suffix(".old"))


def configuration(level: str, log_format: str, errors: Path) -> dict[str, Any]:
    """The standard library's logging: one formatter, errors kept besides; of libraries only the warnings."""
    keeps = {"errors": _keeping(errors)} if os.access(errors.parent, os.W_OK) else {}
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "filters": {"without_path": {"()": lambda: refused_without_path}},
        "formatters": {
            "motcua": {
                "()": JsonLineFormatter if log_format == "json" else LineFormatter,
                "foreign_pre_chain": SHARED,
                "processors": [structlog.stdlib.ProcessorFormatter.remove_processors_meta, *_renderer(log_format)],
            }
        },
        "handlers": {"standard_error": {"class": "logging.StreamHandler", "formatter": "motcua"}, **keeps},
        "root": {"handlers": ["standard_error", *keeps], "level": "WARNING"},
        "loggers": {
            "motcua": {"level": level},
            "django.security.csrf": {"filters": ["without_path"]},
            "django.request": {"level": "CRITICAL"},  # told by our own lines, without the path
            "django.server": {"level": "ERROR"},
            "django.security.DisallowedHost": {"level": "CRITICAL"},  # scanners
        },
    }


def _keeping(file: Path) -> dict[str, Any]:
    """Several processes append to one file; a line at a time stays whole."""
    handler = {"class": "logging.FileHandler", "filename": str(file), "delay": True, "encoding": "utf-8"}
    return handler | {"formatter": "motcua", "level": "ERROR"}


def _renderer(log_format: str) -> list[Any]:
    if log_format == "json":
        return [
            structlog.processors.format_exc_info,
            drop_values,
            structlog.processors.JSONRenderer(ensure_ascii=False),
        ]
    return [structlog.processors.format_exc_info, drop_values, structlog.dev.ConsoleRenderer(colors=False)]
