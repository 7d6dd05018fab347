"""Tokens, quoted strings, lists and parameters (RFC 3261 §25.1), in time linear in the text."""

import re

from motcua.voice.sip.errors import MalformedError

TOKEN = re.compile(r"[A-Za-z0-9\-.!%*_+`'~]+")
# Domain names and IPv4 addresses alike: the resolver isn't asked, so letters are enough.
HOST = re.compile(r"[A-Za-z0-9](?:[A-Za-z0-9\-._]*)|\[[0-9A-Fa-f:.]+\]")
DIGITS = re.compile(r"[0-9]+")
SPACE = " \t"

Parameters = dict[str, str | None]


def is_token(text: str) -> bool:
    return TOKEN.fullmatch(text) is not None


def whole_number(text: str, highest: int, what: str) -> int:
    """A number in figures alone, no sign; `int()` would take "+1", "1_0" and other scripts' digits."""
    if not text.isascii() or not text.isdigit() or len(text) > 20 or (number := int(text)) > highest:  # noqa: PLR2004
        raise MalformedError(f"{what} is not a number from 0 to {highest}")
    return number


def end_of_quoted(text: str, start: int) -> int:
    """Where the quoted string that opens at `start` ends: the index after its closing mark."""
    at = start + 1
    while at < len(text):
        if text[at] == "\\":
            at += 2
        elif text[at] == '"':
            return at + 1
        else:
            at += 1
    raise MalformedError("A quoted string is not closed")


def split_outside(text: str, separator: str) -> list[str]:
    """Split at `separator` where it stands neither in a quoted string nor between angle brackets; parts are stripped."""
    if '"' not in text and "<" not in text:
        return [part.strip(SPACE) for part in text.split(separator)]
    parts, begin, at = [], 0, 0
    while at < len(text):
        letter = text[at]
        if letter == '"':
            at = end_of_quoted(text, at)
            continue
        if letter == "<":
            at = text.find(">", at)
            if at < 0:
                raise MalformedError("An angle bracket is not closed")
        elif letter == separator:
            parts.append(text[begin:at].strip(SPACE))
            begin = at + 1
        at += 1
    parts.append(text[begin:].strip(SPACE))
    return parts


def unquote(text: str) -> str:
    """What a quoted string says, without its marks and backslashes. Text that isn't quoted stays."""
    if not text.startswith('"'):
        return text
    if end_of_quoted(text, 0) != len(text):
        raise MalformedError("Something stands behind a quoted string")
    return re.sub(r"\\(.)", r"\1", text[1:-1])


def quote(text: str) -> str:
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def read_parameters(parts: list[str]) -> Parameters:
    """`name`, `name=value` and `name="value"`: names are lowered, values stay as written, a name comes once."""
    parameters: Parameters = {}
    for part in parts:
        name, equals, value = part.partition("=")
        name, value = name.strip(SPACE).lower(), value.strip(SPACE)
        if not is_token(name):
            raise MalformedError("A parameter has no name")
        if name in parameters:
            raise MalformedError("A parameter stands twice")
        if equals and not _is_value(value):
            raise MalformedError("A parameter's value can't be read")
        parameters[name] = value if equals else None
    return parameters


def _is_value(value: str) -> bool:
    if value.startswith('"'):
        return end_of_quoted(value, 0) == len(value)
    # RFC 3261 allows an IPv6 address in `received` and its ABNF writes it bare; both occur.
    return is_token(value) or HOST.fullmatch(value) is not None or re.fullmatch(r"[0-9A-Fa-f:.]+", value) is not None


def write_parameters(parameters: Parameters) -> str:
    return "".join(f";{name}" if value is None else f";{name}={value}" for name, value in parameters.items())
