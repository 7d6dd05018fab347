"""Plausible Vietnamese names, invented, the same ones every time."""

import random
from collections.abc import Iterator

FAMILY = {
    "Nguyễn": 31,
    "Trần": 11,
    "Lê": 10,
    "Phạm": 7,
    "Hoàng": 5,
    "Phan": 5,
    "Vũ": 4,
    "Võ": 3,
    "Đặng": 3,
    "Bùi": 3,
    "Đỗ": 2,
    "Hồ": 2,
    "Ngô": 2,
    "Dương": 2,
    "Lý": 1,
    "Đinh": 1,
    "Trịnh": 1,
    "Đoàn": 1,
    "Lâm": 1,
    "Mai": 1,
    "Thạch": 1,
}
"""Family names with their share among a hundred people, roughly."""

WOMEN = (
    ("Thị", "Ngọc", "Thị Kim", "Thị Thanh", "Thị Bích", "Thị Mỹ", "Hoàng", "Thùy", "Thị Hồng", "Khánh", "Thị Thu"),
    (
        "Lan",
        "Hương",
        "Huyền",
        "Ngân",
        "Trinh",
        "Thảo",
        "Linh",
        "Trang",
        "Yến",
        "Nhung",
        "Hạnh",
        "Duyên",
        "Ánh",
        "Quyên",
    ),
)
MEN = (
    ("Văn", "Hữu", "Đức", "Minh", "Quốc", "Thanh", "Công", "Hoàng", "Trọng", "Anh", "Xuân", "Thành"),
    ("Tuấn", "Hùng", "Dũng", "Khôi", "Phúc", "Nghĩa", "Bảo", "Sơn", "Trí", "Khoa", "Đạt", "Lộc", "Thắng", "Hiếu", "Ẩn"),
)


def invent(chance: random.Random) -> tuple[str, bool]:
    """A full name, and whether it is a woman's."""
    middle, last = chance.choice((WOMEN, MEN))
    family = chance.choices(list(FAMILY), list(FAMILY.values()))[0]
    return f"{family} {chance.choice(middle)} {chance.choice(last)}", middle is WOMEN[0]


def names(seed: int) -> Iterator[str]:
    """Endless full names without a repetition until they run out of combinations."""
    chance = random.Random(seed)
    given: set[str] = set()
    while True:
        name, _ = invent(chance)
        if name not in given:
            given.add(name)
            yield name
