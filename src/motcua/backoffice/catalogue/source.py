"""A source's record as people read it: names and paragraphs instead of JSON."""

import json
from collections.abc import Iterator
from typing import Any

DEEPEST = 6
"""Levels of nesting that get a line of their own; deeper ones are shown as they came."""

Entry = tuple[str, list[str]]


def readable(raw: str) -> list[Entry]:
    """(name, paragraphs) of everything the record says, in its own order. What is no JSON object is one entry."""
    try:
        value = json.loads(raw)
    except (ValueError, RecursionError):
        return [("", raw.splitlines())]
    return list(_entries("", value, 0))


def _entries(name: str, value: Any, depth: int) -> Iterator[Entry]:
    if isinstance(value, dict) and depth < DEEPEST:
        for key, inner in value.items():
            yield from _entries(f"{name} › {_words(key)}" if name else _words(key), inner, depth + 1)
    elif isinstance(value, list) and depth < DEEPEST and any(isinstance(inner, dict | list) for inner in value):
        for number, inner in enumerate(value, 1):
            yield from _entries(f"{name} {number}".strip(), inner, depth + 1)
    elif lines := _lines(value):
        yield name, lines


def _words(key: object) -> str:
    text = str(key).replace("_", " ")
    return text[:1].upper() + text[1:]


def _lines(value: Any) -> list[str]:
    if isinstance(value, list):
        return [str(item) for item in value]
    if isinstance(value, dict):
        return [json.dumps(value, ensure_ascii=False)]
    if value is None:
        return []
    return [line.strip() for line in str(value).splitlines() if line.strip()]
