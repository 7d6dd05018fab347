"""A long text cut where a reader breathes."""

import re

LONGEST_BREATH = 26
"""Syllables of one fragment, some eight seconds."""
_SHORTEST = 3
"""Fewer syllables join the clause before, for one word alone between two pauses is no clause."""
_BREAK = re.compile(r"(?<=[,.]) ")


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


_JOINTS = _set("hoặc và của theo do để trong đối tại kèm khi được bằng ngày nếu nhằm thuộc đã quy")
"""Words before which a clause that is too long may be cut."""
_BOUND = _set("kèm phải tự không đối cùng tiếp lý mỗi hằng hàng đang giao")
"""Words that hold on to the joint behind them."""
_NUMBERS = _set(
    "không một hai ba bốn năm sáu bảy tám chín mười mươi mốt tư lăm trăm nghìn triệu tỷ linh phẩy ngày tháng"
)
"""Words between two of which nothing is ever cut."""
_COUNTED = _set("số điều khoản điểm mục chương lục mẫu quyển tờ")
"""Words that hold on to the number behind them."""


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
    """Where it may be cut: at a joint, else between any two words that are no number together."""
    within = range(_SHORTEST, len(words) - _SHORTEST + 1)
    places = [at for at in within if not _one_number(words[at - 1].lower(), words[at])]
    joints = [at for at in places if words[at] in _JOINTS and words[at - 1] not in _BOUND]
    return joints or places or list(within)


def _one_number(word: str, following: str) -> bool:
    return following in _NUMBERS and (word in _NUMBERS or word in _COUNTED)


def _size(clause: str) -> int:
    return len(clause.split())
