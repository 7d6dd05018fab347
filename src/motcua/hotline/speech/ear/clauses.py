"""A long text cut where a reader breathes."""

import re

LONGEST_BREATH = 26
"""Syllables of one fragment, some eight seconds."""
_SHORTEST = 3
"""Fewer syllables join the clause before, for one word alone between two pauses is no clause."""
_BREAK = re.compile(r"(?<=[,.]) ")
_JOINTS = frozenset(
    {
        "hoặc",
        "và",
        "của",
        "theo",
        "do",
        "để",
        "trong",
        "đối",
        "tại",
        "kèm",
        "cho",
        "với",
        "được",
        "về",
        "khi",
        "mà",
        "từ",
        "bằng",
        "có",
    }
)
"""Words before which a clause that is too long may be cut."""


def clauses(words: str) -> list[str]:
    """The clauses of a text in words, signs at their ends kept; each is at most LONGEST_BREATH syllables."""
    found: list[str] = []
    for clause in filter(None, _BREAK.split(words)):
        for piece in _breaths(clause):
            if found and _size(piece) < _SHORTEST and _size(found[-1]) + _size(piece) <= LONGEST_BREATH:
                found[-1] += f" {piece}"
            else:
                found.append(piece)
    return found


def _breaths(clause: str) -> list[str]:
    words = clause.split()
    if len(words) <= LONGEST_BREATH:
        return [clause]
    middle = min(_joints(words), key=lambda at: abs(at - len(words) / 2))
    return [*_breaths(" ".join(words[:middle])), *_breaths(" ".join(words[middle:]))]


def _joints(words: list[str]) -> list[int]:
    """Where it may be cut; between any two words when there is no joint."""
    within = range(_SHORTEST, len(words) - _SHORTEST + 1)
    return [at for at in within if words[at] in _JOINTS] or list(within)


def _size(clause: str) -> int:
    return len(clause.split())
