"""The catalogue of translated sentences, held against what the source really says. Sentences are Vietnamese."""

import re
from collections.abc import Iterator
from pathlib import Path

from babel.messages import Catalog, Message
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po, write_po

_PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|%[sd]|\{\w*\}")

METHODS = [("**/tests/**", "ignore"), ("**/migrations/**", "ignore"), ("**.py", "python"), ("**.jinja", "jinja2")]
OPTIONS = {
    "**.jinja": {
        "extensions": "jinja2.ext.i18n,jinja2.ext.do",
        "trimmed": "true",
        "newstyle_gettext": "true",
        "silent": "false",
    }
}
KEYWORDS: dict[str, tuple[int | tuple[int, str], ...] | None] = {
    "_": None,
    "gettext": None,
    "gettext_lazy": None,
    "gettext_noop": None,
    "ngettext": (1, 2),
    "ngettext_lazy": (1, 2),
    "pgettext": ((1, "c"), 2),
    "pgettext_lazy": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3),
}


def template(package: Path) -> Catalog:
    """Every sentence of the package that is to be translated, with the places where it stands."""
    found = Catalog(project="motcua", charset="utf-8")
    # Babel's stubs don't know that method_map takes a list of pairs, nor keywords without positions.
    for file, line, message, comments, context in extract_from_dir(
        package,
        method_map=METHODS,
        options_map=OPTIONS,
        keywords=KEYWORDS,
        comment_tags=("Translators:",),
        strip_comment_tags=True,
    ):
        del line  # it would change with every edit above it
        found.add(message, locations=[(file, 0)], auto_comments=comments, context=context)
    return found


def update(package: Path, path: Path) -> int:
    """Bring the catalogue at `path` in step with the source; returns how many sentences still lack a translation."""
    catalogue = _read(path)
    made = catalogue.creation_date  # a date that changed with every run would be a difference without a reason
    catalogue.update(template(package), no_fuzzy_matching=True, keep_user_comments=True)
    catalogue.obsolete.clear()
    catalogue.creation_date = made
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("wb") as file:
        write_po(file, catalogue, width=120, sort_output=True, include_lineno=False, omit_header=False)
    return sum(1 for message in catalogue if message.id and not _translated(message))


def problems(package: Path, path: Path) -> Iterator[str]:
    """A sentence for each message that is missing, left over, untranslated or has other placeholders than its original."""
    catalogue, wanted = _read(path), template(package)
    for message in wanted:
        found = catalogue.get(message.id, message.context) if message.id else message
        if found is None:
            yield f"{path.name}: thiếu câu {message.id!r}; chạy `make i18n`."
        elif message.id and not _translated(found):
            yield f"{path.name}: chưa dịch câu {message.id!r}."
        elif message.id and not _same_placeholders(found):
            yield f"{path.name}: bản dịch của {message.id!r} có chỗ trống khác câu gốc."
    for message in catalogue:
        if message.id and wanted.get(message.id, message.context) is None:
            yield f"{path.name}: thừa câu {message.id!r}; chạy `make i18n`."


def _same_placeholders(message: Message) -> bool:
    """A plural form may leave the number out ("one procedure"), a plain sentence nothing."""
    originals, translated = _forms(message.id), _forms(message.string)
    allowed = set(_PLACEHOLDER.findall(" ".join(originals)))
    used = [set(_PLACEHOLDER.findall(form)) for form in translated]
    return all(form <= allowed for form in used) and (len(originals) > 1 or used == [allowed])


def _forms(text: str | list[str] | tuple[str, ...] | None) -> list[str]:
    return [text] if isinstance(text, str) else list(text or ())


def _read(path: Path) -> Catalog:
    if not path.is_file():
        return Catalog(
            path.parts[-3], header_comment="# What the screens say.", project="motcua", charset="utf-8", fuzzy=False
        )
    with path.open("rb") as file:
        return read_po(file, locale=path.parts[-3])


def _translated(message: Message) -> bool:
    """A sentence that became a plural is marked fuzzy until somebody has given both forms: fuzzy ones aren't compiled."""
    text = message.string
    return not message.fuzzy and (all(text) if isinstance(text, list | tuple) else bool(text))
