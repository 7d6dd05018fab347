"""The search page's filters as words in its address: ?q=…&cap=xa&doi-tuong=nguoi-dan&cach-nop=truc-tuyen&linh-vuc=…."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any, Generic, TypeVar
from urllib.parse import urlencode

from django.http import QueryDict
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from motcua.catalogue.search import Filters
from motcua.catalogue.vocabulary import Audience, ChannelKind, Level

LONGEST_QUESTION = 300
"""Characters; nobody types more, and a page must not be made to think for long."""
LAST_PAGE = 1000


Word = TypeVar("Word", bound=StrEnum)


@dataclass(frozen=True)
class Choice(Generic[Word]):
    slug: str
    text: Promise
    words: frozenset[Word]


LEVELS = (
    Choice("xa", _("Cấp xã"), frozenset({Level.COMMUNE})),
    Choice("tinh", _("Cấp tỉnh"), frozenset({Level.PROVINCE})),
    Choice("bo", _("Cấp bộ"), frozenset({Level.MINISTRY})),
)
AUDIENCES = (
    Choice("nguoi-dan", _("Người dân"), frozenset({Audience.CITIZEN})),
    Choice("doanh-nghiep", _("Doanh nghiệp"), frozenset({Audience.BUSINESS, Audience.FOREIGN_INVESTED_BUSINESS})),
    Choice("hop-tac-xa", _("Hợp tác xã"), frozenset({Audience.COOPERATIVE})),
    Choice("to-chuc", _("Tổ chức"), frozenset({Audience.ORGANISATION, Audience.FOREIGN_ORGANISATION})),
    Choice(
        "nguoi-nuoc-ngoai",
        _("Người nước ngoài, kiều bào"),
        frozenset({Audience.FOREIGNER, Audience.OVERSEAS_VIETNAMESE}),
    ),
)
CHANNELS = (
    Choice("truc-tiep", _("Nộp trực tiếp"), frozenset({ChannelKind.DIRECT})),
    Choice("truc-tuyen", _("Nộp trực tuyến"), frozenset({ChannelKind.ONLINE})),
    Choice("buu-chinh", _("Gửi bưu điện"), frozenset({ChannelKind.POST})),
)
GROUPS: Mapping[str, tuple[Choice[Any], ...]] = {"cap": LEVELS, "doi-tuong": AUDIENCES, "cach-nop": CHANNELS}
GROUP_NAMES = {"cap": _("Nơi giải quyết"), "doi-tuong": _("Dành cho"), "cach-nop": _("Cách nộp")}


@dataclass(frozen=True, slots=True)
class Asked:
    """What the address of a search page asks for. `chosen`: group → slug."""

    words: str
    field: str
    chosen: tuple[tuple[str, str], ...]
    page: int

    @property
    def narrowed(self) -> bool:
        return bool(self.field or self.chosen)

    @property
    def filters(self) -> Filters:
        chosen = dict(self.chosen)
        return Filters(
            field=self.field,
            levels=_words(LEVELS, chosen.get("cap")),
            audiences=_words(AUDIENCES, chosen.get("doi-tuong")),
            channels=_words(CHANNELS, chosen.get("cach-nop")),
        )

    def query(self, page: int | None = None) -> str:
        """The address's query that asks this again, on another page if one is given."""
        pairs = [("q", self.words), *self.chosen, ("linh-vuc", self.field)]
        pairs += [("trang", str(page))] if page and page > 1 else []
        return urlencode([(name, value) for name, value in pairs if value])

    def with_choice(self, group: str, slug: str) -> "Asked":
        """The same question from page one, with this choice made, or taken back when it was made already."""
        chosen = dict(self.chosen)
        made = chosen.pop(group, "") == slug
        return replace(self, chosen=_ordered(chosen if made else chosen | {group: slug}), page=1)

    def without_field(self) -> "Asked":
        return replace(self, field="", page=1)


def asked_by(query: QueryDict) -> Asked:
    """Read an address. What isn't understood is left out: an old or mistyped link still shows something."""
    chosen = {
        group: slug
        for group, choices in GROUPS.items()
        if (slug := query.get(group, "")) in {choice.slug for choice in choices}
    }
    return Asked(
        words=query.get("q", "").replace("\0", " ").strip()[:LONGEST_QUESTION],
        field=query.get("linh-vuc", "").replace("\0", " ").strip()[:LONGEST_QUESTION],
        chosen=_ordered(chosen),
        page=_page(query.get("trang", "")),
    )


def _page(text: str) -> int:
    if not re.fullmatch(r"[0-9]{1,4}", text):
        return 1
    return min(max(int(text), 1), LAST_PAGE)


def _ordered(chosen: Mapping[str, str]) -> tuple[tuple[str, str], ...]:
    return tuple((group, chosen[group]) for group in GROUPS if group in chosen)


def _words(choices: tuple[Choice[Word], ...], slug: str | None) -> frozenset[Word]:
    return next((choice.words for choice in choices if choice.slug == slug), frozenset())
