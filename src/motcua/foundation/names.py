"""The grammar of acts and events: `room:subject:verb`, lower case, as in "dossiers:supplement:requested"."""

import re

_NAME = re.compile(r"[a-z][a-z0-9_]*(:[a-z][a-z0-9_]*){2}")
_MAX_LENGTH = 100


def checked_name(name: str) -> str:
    """The name itself.

    Raises:
        ValueError: it doesn't follow the grammar.
    """
    if len(name) > _MAX_LENGTH or not _NAME.fullmatch(name):
        raise ValueError(f"A name is written room:subject:verb in lower case, not {name!r}")
    return name
