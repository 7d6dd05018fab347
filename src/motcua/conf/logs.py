"""Logs through structlog: readable lines in a demo, one JSON object a line in production, on standard error."""

import logging
import logging.config
import re
from collections.abc import MutableMapping
from typing import Any

import structlog

from motcua.foundation.settings import Settings

_VALUES = re.compile(r"^(\s*DETAIL:).*$", re.MULTILINE)


def drop_values(logger: object, name: str, record: MutableMapping[str, Any]) -> MutableMapping[str, Any]:
    """PostgreSQL tells the offending row ("DETAIL: Key (phone)=(09…)"); a log is no place for it."""
    del logger, name
    for key, value in record.items():
        if isinstance(value, str) and "DETAIL:" in value:
            record[key] = _VALUES.sub(r"\1 …", value)
    return record


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
    logging.config.dictConfig(configuration(settings.log_level, settings.log_format))


def configuration(level: str, log_format: str) -> dict[str, Any]:
    """The standard library's logging: one handler, one formatter; of libraries only the warnings."""
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {
            "motcua": {
                "()": structlog.stdlib.ProcessorFormatter,
                "foreign_pre_chain": SHARED,
                "processors": [structlog.stdlib.ProcessorFormatter.remove_processors_meta, *_renderer(log_format)],
            }
        },
        "handlers": {"standard_error": {"class": "logging.StreamHandler", "formatter": "motcua"}},
        "root": {"handlers": ["standard_error"], "level": "WARNING"},
        "loggers": {
            "motcua": {"level": level},
            "django.request": {"level": "CRITICAL"},  # told by our own lines, without the path
            "django.server": {"level": "ERROR"},
            "django.security.DisallowedHost": {"level": "CRITICAL"},  # scanners
        },
    }


def _renderer(log_format: str) -> list[Any]:
    if log_format == "json":
        return [
            structlog.processors.format_exc_info,
            drop_values,
            structlog.processors.JSONRenderer(ensure_ascii=False),
        ]
    return [structlog.processors.format_exc_info, drop_values, structlog.dev.ConsoleRenderer(colors=False)]
