"""The checker sees each kind of loss; a ledger with what never was makes it fail."""

from pathlib import Path

import pytest

from tests.faults.ledger import Kept, Ledger, Story, faults

CODES = [f"H99.1-261125-{number:04}" for number in range(1, 5)]


def story() -> Story:
    """Four asked, three acknowledged; the fourth was written though its answer got lost."""
    return Story({"a", "b", "c", "d", "e"}, {"a": CODES[0], "b": CODES[1], "c": CODES[2]})


def kept(**changes: tuple[str, str, int, int] | None) -> Kept:
    rows = {key: (key, code, 2, 1) for key, code in zip("abcd", CODES, strict=True)} | changes
    there = [row for row in rows.values() if row]
    return Kept(there, [code for _, code, *_ in there])


def test_nothing_wrong():
    assert faults(story(), kept()) == []


WRONG = {
    "lost": (kept(c=None, d=None), [f"acknowledged {CODES[2]}: found []"]),
    "lost in the middle": (
        kept(b=None),
        [f"acknowledged {CODES[1]}: found []", "H99.1-261125: 3 numbers up to 4, 0 doubles"],
    ),
    "another code": (
        kept(c=("c", CODES[2][:-1] + "5", 2, 1)),
        [f"acknowledged {CODES[2]}: found ['H99.1-261125-0005']", "H99.1-261125: 4 numbers up to 5, 0 doubles"],
    ),
    "twice": (
        kept(x=("a", "H99.1-261125-0005", 2, 1)),
        [f"acknowledged {CODES[0]}: found ['{CODES[0]}', 'H99.1-261125-0005']"],
    ),
    "unanswered twice": (
        kept(x=("d", "H99.1-261125-0005", 2, 1)),
        [f"asked once, found ['{CODES[3]}', 'H99.1-261125-0005']"],
    ),
    "made up": (kept(x=("x", "H99.1-261125-0005", 2, 1)), ["nobody asked for ['H99.1-261125-0005']"]),
    "half": (kept(d=("d", CODES[3], 1, 0)), [f"{CODES[3]} has 1 steps and 0 clock events"]),
    "not on the record": (Kept(kept().rows, CODES[1:]), [f"{CODES[0]}: 1 dossiers, 0 audit rows"]),
    "twice on the record": (Kept(kept().rows, [*CODES, CODES[0]]), [f"{CODES[0]}: 1 dossiers, 2 audit rows"]),
    "only on the record": (
        Kept(kept().rows, [*CODES, "H99.1-261125-0005"]),
        ["H99.1-261125-0005: 0 dossiers, 1 audit rows"],
    ),
}


@pytest.mark.parametrize("fault", WRONG)
def test_each_fault_is_told(fault: str):
    found, expected = WRONG[fault]
    assert faults(story(), found) == expected


def test_the_same_number_twice_is_a_double():
    twice = kept(d=("d", CODES[2], 2, 1))
    assert f"{CODES[2]}: 2 dossiers, 2 audit rows" in faults(story(), twice)
    assert "H99.1-261125: 4 numbers up to 3, 1 doubles" in faults(story(), twice)


def test_written_and_read_back_but_for_half_a_line(tmp_path: Path):
    ledger = Ledger(tmp_path / "ledger")
    ledger.write(key="a")
    ledger.write(key="a", failed="OperationalError")
    ledger.write(key="a", code=CODES[0])
    with (tmp_path / "ledger").open("a") as file:
        file.write('{"key": "b", "co')
    read = Story.read([tmp_path / "ledger"])
    assert (read.asked, read.acknowledged, read.failures) == ({"a"}, {"a": CODES[0]}, {"OperationalError": 1})
