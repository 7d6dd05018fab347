"""Whom an audit actor means, for people who read lists."""

from collections.abc import Iterable, Mapping

from django.utils.translation import gettext as _

from motcua.accounts.models import Staff

_STAFF = "staff:"


def names_of(actors: Iterable[str]) -> Mapping[str, str]:
    """Actor ("staff:17", "system") → full name; what acts by itself or from a console is the system."""
    wanted = set(actors)
    ids = {int(number) for actor in wanted if (number := actor.removeprefix(_STAFF)).isdigit()}
    known = {f"{_STAFF}{pk}": name for pk, name in Staff.objects.filter(pk__in=ids).values_list("pk", "full_name")}
    return {actor: known.get(actor, _("Hệ thống")) for actor in wanted}
