"""What is wrong with a tree before callers meet it, in sentences for the person who drew it."""

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass

from motcua.voice.flow.tree import DIGITS, KEYS, Entry, Menu, Message, Question, Recording, Tree, targets

# More can't be kept in mind while listening.
MOST_CHOICES = 6
LONGEST_ENTRY = 20
SHORTEST_WAIT, LONGEST_WAIT = 2, 30
MOST_TRIES = 5
SHORTEST_RECORDING, LONGEST_RECORDING = 4, 300
SHORTEST_PAUSE, LONGEST_PAUSE = 0.5, 5
_SLOT = re.compile(r"[a-z][a-z-]{0,19}")


@dataclass(frozen=True, slots=True)
class Problem:
    """`node` is what it is about; None: the tree as a whole."""

    sentence: str
    node: str | None = None


def problems(tree: Tree, recorded: Collection[str] | None = None) -> list[Problem]:
    """Everything that keeps this tree from being used; `recorded` are the prompts that the bank has, if it is asked."""
    if lost := list(_targets(tree)):
        return lost
    return [
        *_settings(tree),
        *_keys(tree),
        *_entries(tree),
        *_reach(tree),
        *_ends(tree),
        *_loops(tree),
        *_prompts(tree, recorded),
    ]


def _targets(tree: Tree) -> Iterator[Problem]:
    if tree.start not in tree.nodes:
        yield Problem(f"Nút bắt đầu “{tree.start}” không có trong cây.")
    for name, node in tree.nodes.items():
        for target in targets(node):
            if target not in tree.nodes:
                yield Problem(f"Dẫn tới nút “{target}” không có trong cây.", name)


def _settings(tree: Tree) -> Iterator[Problem]:
    special = (tree.repeat, tree.back, tree.done)
    if any(len(key) != 1 or key not in KEYS for key in special) or len(set(special)) != len(special):
        yield Problem(
            "Phím nghe lại, phím quay lại và phím kết thúc phải là ba phím khác nhau của bàn phím điện thoại."
        )
    if tree.back in DIGITS or tree.done in DIGITS:
        yield Problem("Phím quay lại và phím kết thúc phải là * hoặc #, vì chữ số dùng để nhập số.")
    if not all(SHORTEST_WAIT <= seconds <= LONGEST_WAIT for seconds in (tree.patience, tree.between)):
        yield Problem(f"Thời gian chờ phải từ {SHORTEST_WAIT} đến {LONGEST_WAIT} giây.")
    if not 1 <= tree.tries <= MOST_TRIES:
        yield Problem(f"Số lần thử phải từ 1 đến {MOST_TRIES}.")
    if not (tree.wrong and tree.silence and tree.goodbye):
        yield Problem("Thiếu câu báo bấm sai, câu nhắc khi im lặng hoặc lời chào kết thúc.")


def _keys(tree: Tree) -> Iterator[Problem]:
    for name, node in tree.nodes.items():
        if not isinstance(node, Menu):
            continue
        if not node.choices:
            yield Problem("Thực đơn không có lựa chọn nào.", name)
        if len(node.choices) > MOST_CHOICES:
            yield Problem(f"Thực đơn có quá {MOST_CHOICES} lựa chọn; người nghe không nhớ hết.", name)
        for key in node.choices:
            if len(key) != 1 or key not in KEYS:
                yield Problem(f"“{key}” không phải là phím điện thoại.", name)
            elif key in {tree.repeat, tree.back}:
                yield Problem(f"Phím {key} đã dùng để nghe lại hoặc quay lại.", name)


def _entries(tree: Tree) -> Iterator[Problem]:
    for name, node in tree.nodes.items():
        if isinstance(node, Entry) and not 1 <= node.least <= node.most <= LONGEST_ENTRY:
            yield Problem(f"Số chữ số phải từ 1 đến {LONGEST_ENTRY}, và số ít nhất không lớn hơn số nhiều nhất.", name)
        if isinstance(node, Recording):
            yield from _recording(name, node)
        if isinstance(node, Question) and not node.outcomes:
            yield Problem("Câu hỏi không có kết quả nào để đi tiếp.", name)


def _recording(name: str, node: Recording) -> Iterator[Problem]:
    if not SHORTEST_RECORDING <= node.seconds <= LONGEST_RECORDING:
        yield Problem(f"Lời nói được ghi phải dài từ {SHORTEST_RECORDING} đến {LONGEST_RECORDING} giây.", name)
    if node.pause and not SHORTEST_PAUSE <= node.pause <= LONGEST_PAUSE:
        yield Problem(f"Khoảng lặng kết thúc lời nói phải từ {SHORTEST_PAUSE} đến {LONGEST_PAUSE} giây, hoặc 0.", name)
    if not _SLOT.fullmatch(node.slot):
        yield Problem(f"“{node.slot}” không dùng làm tên lời nói được: chỉ chữ cái thường không dấu và gạch nối.", name)


def _reach(tree: Tree) -> Iterator[Problem]:
    seen, left = {tree.start}, [tree.start]
    while left:
        for target in targets(tree.nodes[left.pop()]):
            if target not in seen:
                seen.add(target)
                left.append(target)
    for name in tree.nodes:
        if name not in seen:
            yield Problem("Không có đường nào dẫn tới nút này.", name)


def _ends(tree: Tree) -> Iterator[Problem]:
    """Each node leads to an end, so that a caller who does as told isn't kept for ever."""
    ending = {name for name, node in tree.nodes.items() if isinstance(node, Message) and node.then is None}
    while more := {n for n, node in tree.nodes.items() if n not in ending and ending & set(targets(node))}:
        ending |= more
    for name in tree.nodes:
        if name not in ending:
            yield Problem("Từ nút này không có đường nào dẫn tới kết thúc cuộc gọi.", name)


def _loops(tree: Tree) -> Iterator[Problem]:
    """Messages that follow each other in a circle would speak without end to somebody who has gone."""
    for name in tree.nodes:
        at: str | None = name
        seen: set[str] = set()
        while at is not None and at not in seen and isinstance(node := tree.nodes[at], Message):
            seen.add(at)
            at = node.then
        if at == name and name in seen:
            yield Problem("Các câu nói nối nhau thành vòng, không chờ người gọi bấm phím.", name)


def _prompts(tree: Tree, recorded: Collection[str] | None) -> Iterator[Problem]:
    for name, node in tree.nodes.items():
        if not node.prompts and not isinstance(node, Question):
            yield Problem("Nút này không nói gì.", name)
        if recorded is not None:
            for prompt in node.prompts:
                if prompt not in recorded:
                    yield Problem(f"Chưa có bản ghi “{prompt}”.", name)
    if recorded is not None:
        for prompt in (*tree.wrong, *tree.silence, *tree.goodbye):
            if prompt not in recorded:
                yield Problem(f"Chưa có bản ghi “{prompt}”.")
