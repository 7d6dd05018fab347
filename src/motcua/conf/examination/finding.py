from dataclasses import dataclass


@dataclass(frozen=True)
class Finding:
    """`ok` is None for what is merely absent, and may be."""

    ok: bool | None
    text: str
    remedy: str = ""


def good(text: str) -> Finding:
    return Finding(ok=True, text=text)


def bad(text: str, remedy: str = "") -> Finding:
    return Finding(ok=False, text=text, remedy=remedy)


def absent(text: str, remedy: str = "") -> Finding:
    return Finding(ok=None, text=text, remedy=remedy)
