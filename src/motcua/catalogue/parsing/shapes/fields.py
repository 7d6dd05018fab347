"""A record's fields under whatever spelling of their names: "MATTHC", "ma_thu_tuc", "mã_thủ_tục", "MaThuTuc"."""

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from motcua.kernel.text import fold, normalise

_NOT_A_LETTER = re.compile(r"[^a-z0-9]")
_NAMING = ("ten", "noidung", "mota", "trinhtu", "giatri", "text", "value", "name")
"""The keys that name a thing, when a list of things stands where a text is expected."""


def plain(name: str) -> str:
    """A field's name without marks, case and separators."""
    return _NOT_A_LETTER.sub("", fold(name))


class Fields:
    """A JSON object, read forgivingly: any spelling of a name, texts where texts or lists of texts stand."""

    def __init__(self, *records: Mapping[str, Any]) -> None:
        self._values: dict[str, Any] = {}
        for record in records:
            for key, value in record.items():
                self._values.setdefault(plain(str(key)), value)

    def has(self, *names: str) -> bool:
        return any(name in self._values for name in names)

    def value(self, *names: str) -> Any:
        """The first of these names that has a value; None when none has."""
        for name in names:
            value = self._values.get(name)
            if value not in (None, "", [], {}):
                return value
        return None

    def text(self, *names: str) -> str:
        return text_of(self.value(*names))

    def rows(self, *names: str) -> "list[Fields] | None":
        """The objects of a list (or a lone object), one wrapper deep if need be; None where a text or nothing stands."""
        return rows_of(self.value(*names))


def rows_of(value: Any) -> list[Fields] | None:
    """Objects to read as rows; texts in a list become rows that only have a name."""
    if isinstance(value, Mapping):
        inner = next((item for item in value.values() if isinstance(item, list) and _all_objects(item)), None)
        return rows_of(inner) if inner and len(value) == 1 else [Fields(value)]
    if isinstance(value, list) and value and _all_objects(value):
        return [Fields(item) for item in value]
    if isinstance(value, list) and value and all(isinstance(item, str) for item in value):
        return [Fields({"ten": item}) for item in value]
    return None


def text_of(value: Any) -> str:
    """The text of a value: numbers as written, lists as lines, of an object the part that names it."""
    if value is None or isinstance(value, bool):
        return ""
    if isinstance(value, str):
        return normalise(value).strip()
    if isinstance(value, Mapping):
        return text_of(_naming_part(value))
    if isinstance(value, Iterable):
        return "\n".join(text for text in map(text_of, value) if text)
    return str(value)


def _naming_part(value: Mapping[str, Any]) -> Any:
    parts = {plain(str(key)): part for key, part in value.items()}
    for prefix in _NAMING:
        named = next((part for key, part in parts.items() if key.startswith(prefix) and part), None)
        if named is not None:
            return named
    return list(_leaves(parts.values()))


def _leaves(values: Iterable[Any]) -> Iterator[Any]:
    return (value for value in values if isinstance(value, str | int | float) and not isinstance(value, bool))


def _all_objects(value: list[Any]) -> bool:
    return all(isinstance(item, Mapping) for item in value)
