"""The checker sees each kind of loss; a ledger with what never was makes it fail."""

from dataclasses import replace
from pathlib import Path

import pytest

from tests.faults.hall_ledger import KeptTicket, hall_faults
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
    ledger.write(number="A0001", counter="8")
    with (tmp_path / "ledger").open("a") as file:
        file.write('{"key": "b", "co')
    read = Story.read([tmp_path / "ledger"])
    assert read.called == [("A0001", "8")]
    assert (read.asked, read.acknowledged, read.failures) == ({"a"}, {"a": CODES[0]}, {"OperationalError": 1})


NUMBERS = ("A0001", "A0002", "C0001")
CALLED = KeptTicket("a", "A0001", "A", 1, "served", "8", 1, ["8"])
SECOND = KeptTicket("b", "A0002", "A", 2)


def hall_story() -> Story:
    """Four numbers asked for, three given; one called to counter 8."""
    given = dict(zip("abc", NUMBERS, strict=True))
    return Story({*"abcd"}, given, called=[("A0001", "8")])


def tickets(**changes: KeptTicket | None) -> list[KeptTicket]:
    waiting = [KeptTicket(key, number, number[0], int(number[1:])) for key, number in zip("abc", NUMBERS, strict=True)]
    there = {ticket.key: ticket for ticket in waiting} | {"a": CALLED} | changes
    return [ticket for ticket in there.values() if ticket]


WRONG_IN_THE_HALL = {
    "lost": (tickets(c=None), ["acknowledged C0001: found []"]),
    "lost in the middle": (
        tickets(a=None),
        [
            "acknowledged A0001: found []",
            "A: 1 numbers up to 2, 0 doubles",
            "A0001 was given to ['8']: found []",
        ],
    ),
    "made up": (tickets(x=KeptTicket("x", "C0002", "C", 2)), ["nobody asked for ['C0002']"]),
    "twice for one tap": (
        tickets(x=replace(SECOND, number="A0003", serial=3)),
        ["acknowledged A0002: found ['A0002', 'A0003']"],
    ),
    "one number for two": (
        tickets(d=replace(SECOND, key="d")),
        ["A: 3 numbers up to 2, 1 doubles"],
    ),
    "issued without a journal": (
        tickets(b=replace(SECOND, issued=0)),
        ["A0002 is waiting at None: issued 0 times, called to ()"],
    ),
    "a call that was forgotten": (
        tickets(a=replace(CALLED, state="waiting", counter=None, called=[])),
        ["A0001 was given to ['8']: found []"],
    ),
    "called to two": (
        tickets(a=replace(CALLED, called=["8", "9"])),
        [
            "A0001 is served at 8: issued 1 times, called to ['8', '9']",
            "A0001 was given to ['8']: found ['8', '9']",
        ],
    ),
    "two at one counter": (
        tickets(a=replace(CALLED, state="called"), b=replace(SECOND, state="serving", counter="8", called=["8"])),
        ["counter 8 has 2 people at once"],
    ),
}


def test_nothing_wrong_in_the_hall():
    assert hall_faults(hall_story(), tickets()) == []


@pytest.mark.parametrize("fault", WRONG_IN_THE_HALL)
def test_each_fault_of_the_hall_is_told(fault: str):
    found, expected = WRONG_IN_THE_HALL[fault]
    assert hall_faults(hall_story(), found) == expected


def test_one_number_given_to_two_counters_is_told():
    story = hall_story()
    story.called.append(("A0001", "9"))
    assert hall_faults(story, tickets()) == ["A0001 was given to ['8', '9']: found ['8']"]
