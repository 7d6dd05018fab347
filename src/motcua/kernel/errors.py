"""Errors that a person may meet: a code for machines, a sentence for the person, a sentence for the log.

The code follows a written grammar, `room:subject:reason` ("kernel:citizen_id:length"), is never shown on a
screen and never changes its meaning. The Vietnamese sentence says what is wrong and what to do. The sentence
for the log holds no personal data: no names, numbers or texts that somebody typed.
"""

import re

_CODE = re.compile(r"[a-z][a-z0-9_]*(:[a-z][a-z0-9_]*){2}")


class MotCuaError(Exception):
    """Something that a person is told about.

    `str()` and `repr()` give the code and the log sentence only, so that tracebacks and log lines stay free of
    personal data; a screen shows `message_vi`, which services that serve citizens directly say in the language of the page.
    """

    def __init__(self, code: str, message_vi: str, log: str) -> None:
        """Raise with a code "room:subject:reason", a Vietnamese sentence and an English one for the log."""
        if not _CODE.fullmatch(code):
            raise ValueError(f"An error code is written room:subject:reason, not {code!r}")
        super().__init__(code, message_vi, log)
        self.code = code
        self.message_vi = message_vi
        self.log = log

    def __str__(self) -> str:
        return f"{self.code}: {self.log}"

    def __repr__(self) -> str:
        return f"{type(self).__name__}({self.code!r}, log={self.log!r})"


class InvalidInputError(MotCuaError):
    """What was typed, scanned or sent can't be read; the person can put it right (HTTP 422)."""


class NotFoundError(MotCuaError):
    """There is no such thing, or not for this person (HTTP 404)."""


class NotAllowedError(MotCuaError):
    """The thing exists, but this person may not do this to it (HTTP 403)."""


class ConflictError(MotCuaError):
    """Another was first, or the thing's state doesn't allow it now (HTTP 409)."""


class UnavailableError(MotCuaError):
    """Something this needs is out of reach for the moment; trying again later helps (HTTP 503)."""
