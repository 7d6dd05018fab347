"""Invented people and companies. Their numbers begin with 000, which nobody's does; 030 is no operator's prefix."""

import random
from collections.abc import Callable, Sequence
from datetime import date, timedelta

from motcua.accounts.rules.parties import NumberKind, PartyFacts, PartyKind
from motcua.demo.names import invent
from motcua.dossiers.facts import Submitter
from motcua.kernel.identifiers.tax import tax_check_digit

YOUNGEST, OLDEST = 18, 85
_DAYS_OF_A_YEAR = 365
_BORN_THIS_CENTURY = 2000

_TRADES = ("Xây dựng", "Thương mại", "Vận tải", "Thủy sản", "Nông sản", "Dịch vụ", "In ấn", "Cơ khí", "Dược phẩm")
_FORMS = ("Công ty TNHH", "Công ty TNHH một thành viên", "Công ty cổ phần", "Hợp tác xã")
_BRANDS = ("Sen Vàng", "Bến Đá", "Đồng Lau", "Thanh Trà", "Cồn Sậy", "Vĩnh Sen", "Phù Sa", "Hạ Giang", "Thanh Châu")
_HAMLETS = ("ấp", "khu phố", "tổ dân phố")


class People:
    """Everybody who comes, told apart by number. The same `chance` invents the same people."""

    def __init__(self, chance: random.Random, today: date) -> None:
        self._chance = chance
        self._today = today
        self._given: set[str] = set()

    def citizen(self, places: Sequence[str]) -> PartyFacts:
        chance = self._chance
        name, woman = invent(chance)
        age = timedelta(days=chance.randint(YOUNGEST * _DAYS_OF_A_YEAR + 5, OLDEST * _DAYS_OF_A_YEAR))
        born_on = self._today - age
        number = self._new(lambda: _citizen_id(born_on, woman=woman, chance=chance))
        return PartyFacts(
            PartyKind.CITIZEN, name, NumberKind.CITIZEN_ID, number, born_on, self._phone(), "", self._address(places)
        )

    def company(self, places: Sequence[str]) -> PartyFacts:
        chance = self._chance
        name = f"{chance.choice(_FORMS)} {chance.choice(_TRADES)} {chance.choice(_BRANDS)} {chance.randint(1, 99)}"
        number = self._new(lambda: _tax_code(chance))
        return PartyFacts(
            PartyKind.BUSINESS, name, NumberKind.TAX_CODE, number, None, self._phone(), "", self._address(places)
        )

    def submitter(self, places: Sequence[str], relation: str) -> Submitter:
        """Somebody who hands in for another."""
        person = self.citizen(places)
        return Submitter(person.name, person.number, relation)

    def _new(self, make: Callable[[], str]) -> str:
        number = make()
        while number in self._given:
            number = make()
        self._given.add(number)
        return number

    def _phone(self) -> str:
        return f"030{self._chance.randrange(10**7):07}"

    def _address(self, places: Sequence[str]) -> str:
        chance = self._chance
        house, hamlet = chance.randint(1, 480), f"{chance.choice(_HAMLETS)} {chance.randint(1, 12)}"
        return f"số {house}, {hamlet}, {chance.choice(places)}"


def _citizen_id(born_on: date, *, woman: bool, chance: random.Random) -> str:
    century = 2 * (born_on.year >= _BORN_THIS_CENTURY) + woman
    return f"000{century}{born_on.year % 100:02}{chance.randrange(10**6):06}"


def _tax_code(chance: random.Random) -> str:
    while True:
        nine = f"000{chance.randint(1, 999_999):06}"
        check = tax_check_digit(nine)
        if check is not None:
            return f"{nine}{check}"
