"""SIP addresses (RFC 3261 §19.1), and the others as opaque texts."""

import re
from dataclasses import dataclass, field
from typing import Self

from motcua.voice.sip.errors import MalformedError
from motcua.voice.sip.grammar import HOST, whole_number

_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+\-.]*")
_USER = re.compile(r"(?:[A-Za-z0-9\-_.!~*'()&=+$,;?/]|%[0-9A-Fa-f]{2})+")
_PASSWORD = re.compile(r"(?:[A-Za-z0-9\-_.!~*'()&=+$,]|%[0-9A-Fa-f]{2})*")
_PARAMETER = re.compile(r"(?:[A-Za-z0-9\-_.!~*'()\[\]/:&+$]|%[0-9A-Fa-f]{2})+")
_HEADER = re.compile(r"(?:[A-Za-z0-9\-_.!~*'()\[\]/?:+$]|%[0-9A-Fa-f]{2})*")
_OPAQUE = re.compile(r"[!-~]+")
HIGHEST_PORT = 65_535
SCHEMES = ("sip", "sips")


@dataclass(frozen=True, slots=True)
class Uri:
    """`sip:user:password@host:port;parameters?headers`; of another scheme only `opaque` is filled."""

    scheme: str
    host: str = ""
    user: str | None = None
    password: str | None = None
    port: int | None = None
    parameters: dict[str, str | None] = field(default_factory=dict)
    headers: tuple[tuple[str, str], ...] = ()
    opaque: str = ""

    @classmethod
    def read(cls, text: str) -> Self:
        scheme, colon, rest = text.partition(":")
        if not colon or _SCHEME.fullmatch(scheme) is None or _OPAQUE.fullmatch(rest) is None:
            raise MalformedError("An address has no scheme or holds letters that must be escaped")
        scheme = scheme.lower()
        if scheme not in SCHEMES:
            return cls(scheme, opaque=rest)
        # An unescaped @ occurs once; parameters may hold none, users may hold ";" and "?".
        userinfo, at, rest = rest.rpartition("@")
        user, password = _read_user(userinfo) if at else (None, None)
        rest, question, headers = rest.partition("?")
        hostport, *parameters = rest.split(";")
        host, port = read_host_port(hostport)
        if question and not headers:
            raise MalformedError("An address ends in a question mark")
        return cls(
            scheme, host, user, password, port, _read_parameters(parameters), _read_headers(headers) if headers else ()
        )

    def __str__(self) -> str:
        if self.scheme not in SCHEMES:
            return f"{self.scheme}:{self.opaque}"
        user = "" if self.user is None else self.user + ("" if self.password is None else f":{self.password}") + "@"
        port = "" if self.port is None else f":{self.port}"
        parameters = "".join(f";{name}" if v is None else f";{name}={v}" for name, v in self.parameters.items())
        headers = "?" + "&".join(f"{name}={v}" for name, v in self.headers) if self.headers else ""
        return f"{self.scheme}:{user}{self.host}{port}{parameters}{headers}"


def read_host_port(text: str) -> tuple[str, int | None]:
    """`host`, `host:port`, `[v6]:port`; spaces may surround the colon (RFC 3261 §25.1, COLON in sent-by)."""
    if text.startswith("["):
        host, bracket, port = text.partition("]")
        host, port = host + bracket, port.strip(" \t")
        if port and not port.startswith(":"):
            raise MalformedError("Something stands behind an address in brackets")
        port, colon = port[1:], port[:1]
    else:
        host, colon, port = text.partition(":")
    host = host.strip(" \t")
    if HOST.fullmatch(host) is None:
        raise MalformedError("A host name can't be read")
    return host, whole_number(port.strip(" \t"), HIGHEST_PORT, "A port") if colon else None


def _read_user(text: str) -> tuple[str, str | None]:
    user, colon, password = text.partition(":")
    if _USER.fullmatch(user) is None or _PASSWORD.fullmatch(password) is None:
        raise MalformedError("The user part of an address holds letters that must be escaped")
    return user, password if colon else None


def _read_parameters(parts: list[str]) -> dict[str, str | None]:
    parameters: dict[str, str | None] = {}
    for part in parts:
        name, equals, value = part.partition("=")
        if _PARAMETER.fullmatch(name) is None or (equals and _PARAMETER.fullmatch(value) is None):
            raise MalformedError("A parameter of an address can't be read")
        if name.lower() in parameters:
            raise MalformedError("A parameter of an address stands twice")
        parameters[name.lower()] = value if equals else None
    return parameters


def _read_headers(text: str) -> tuple[tuple[str, str], ...]:
    headers = []
    for part in text.split("&"):
        name, equals, value = part.partition("=")
        if not equals or not name or _HEADER.fullmatch(name) is None or _HEADER.fullmatch(value) is None:
            raise MalformedError("A header in an address can't be read")
        headers.append((name, value))
    return tuple(headers)
