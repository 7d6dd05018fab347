"""Pure decisions of the catalogue."""

from collections.abc import Iterable, Sequence
from decimal import Decimal

from motcua.catalogue.facts import Channel
from motcua.catalogue.vocabulary import ChannelKind
from motcua.kernel.limits import Limit, LimitUnit

_HOURS = {
    LimitUnit.SAME_DAY: Decimal(8),
    LimitUnit.WORKING_HOURS: Decimal(1),
    LimitUnit.CALENDAR_DAYS: Decimal(8) * 5 / 7,
    LimitUnit.WORKING_DAYS: Decimal(8),
    LimitUnit.MONTHS: Decimal(8) * 21,
}
"""About how many working hours a unit holds: good for saying which limit is longer, never for a due date."""


def effective_limit(legal: Limit | None, committed: Limit | None) -> Limit | None:
    """The limit that the receipt shows: the shorter one that the centre promised, else the legal one."""
    return committed or legal


def length(limit: Limit) -> Decimal:
    """About how long a limit is, in working hours, to compare limits of different units."""
    return _HOURS[limit.unit] * (limit.quantity or 1)


def shortest(limits: Iterable[Limit | None]) -> Limit | None:
    """The shortest of the limits that are stated."""
    return min((limit for limit in limits if limit is not None), key=length, default=None)


def longest(limits: Iterable[Limit | None]) -> Limit | None:
    """The longest of the limits that are stated."""
    return max((limit for limit in limits if limit is not None), key=length, default=None)


def legal_limit(channels: Sequence[Channel]) -> Limit | None:
    """The limit that counts when no channel and no case is named.

    That of the counter, else of the portal, else of the post; of several cases the longest: the centre promises no
    more than the law does until somebody has looked at the dossier.
    """
    for kind in (ChannelKind.DIRECT, ChannelKind.ONLINE, ChannelKind.POST):
        limit = longest(channel.limit for channel in channels if channel.kind is kind)
        if limit is not None:
            return limit
    return None


def promises_less(legal: Limit | None, committed: Limit | None) -> bool:
    """True of a committed limit that is longer than the legal one, as far as their units can be compared."""
    if legal is None or committed is None:
        return False
    if legal.unit is committed.unit:
        return committed.quantity > legal.quantity
    return length(committed) > length(legal)
