"""The citizen's identity number (số căn cước, số định danh cá nhân): NĐ 137/2015, TT 59/2021/TT-BCA.

Three digits of the place where the birth was registered, one of century and sex, two of the year, six at random.
"""

from dataclasses import dataclass, field
from enum import StrEnum
from typing import Self

from motcua.kernel.errors import InvalidInputError
from motcua.kernel.identifiers.digits import compact, grouped, read_digits

CITIZEN_ID_DIGITS = 12
_OLD_ID_DIGITS = 9
DEMO_PLACE = "000"
_FIRST_COUNTRY = 101  # places from 101 on are countries of birth
_LAST_CENTURY_DIGIT = "3"  # 0 and 1: 1900-1999; 2 and 3: 2000-2099

# The 63 provinces before 1/7/2025; cards keep them, whatever became of the province.
PLACES = {
    "001": "Hà Nội",
    "002": "Hà Giang",
    "004": "Cao Bằng",
    "006": "Bắc Kạn",
    "008": "Tuyên Quang",
    "010": "Lào Cai",
    "011": "Điện Biên",
    "012": "Lai Châu",
    "014": "Sơn La",
    "015": "Yên Bái",
    "017": "Hòa Bình",
    "019": "Thái Nguyên",
    "020": "Lạng Sơn",
    "022": "Quảng Ninh",
    "024": "Bắc Giang",
    "025": "Phú Thọ",
    "026": "Vĩnh Phúc",
    "027": "Bắc Ninh",
    "030": "Hải Dương",
    "031": "Hải Phòng",
    "033": "Hưng Yên",
    "034": "Thái Bình",
    "035": "Hà Nam",
    "036": "Nam Định",
    "037": "Ninh Bình",
    "038": "Thanh Hóa",
    "040": "Nghệ An",
    "042": "Hà Tĩnh",
    "044": "Quảng Bình",
    "045": "Quảng Trị",
    "046": "Thừa Thiên Huế",
    "048": "Đà Nẵng",
    "049": "Quảng Nam",
    "051": "Quảng Ngãi",
    "052": "Bình Định",
    "054": "Phú Yên",
    "056": "Khánh Hòa",
    "058": "Ninh Thuận",
    "060": "Bình Thuận",
    "062": "Kon Tum",
    "064": "Gia Lai",
    "066": "Đắk Lắk",
    "067": "Đắk Nông",
    "068": "Lâm Đồng",
    "070": "Bình Phước",
    "072": "Tây Ninh",
    "074": "Bình Dương",
    "075": "Đồng Nai",
    "077": "Bà Rịa - Vũng Tàu",
    "079": "Thành phố Hồ Chí Minh",
    "080": "Long An",
    "082": "Tiền Giang",
    "083": "Bến Tre",
    "084": "Trà Vinh",
    "086": "Vĩnh Long",
    "087": "Đồng Tháp",
    "089": "An Giang",
    "091": "Kiên Giang",
    "092": "Cần Thơ",
    "093": "Hậu Giang",
    "094": "Sóc Trăng",
    "095": "Bạc Liêu",
    "096": "Cà Mau",
}


class Sex(StrEnum):
    MALE = "male"
    FEMALE = "female"

    @property
    def label(self) -> str:
        """As cards print it: "Nam", "Nữ"."""
        return "Nam" if self is Sex.MALE else "Nữ"


@dataclass(frozen=True, slots=True)
class CitizenId:
    """An identity number of twelve digits. It is personal data, so `repr()` hides it."""

    value: str = field(repr=False)

    @classmethod
    def parse(cls, text: str, *, demo: bool = False) -> Self:
        """Read a typed number; invented ones, which begin with 000, only in `demo` mode.

        Errors: kernel:citizen_id:empty, :old (nine digits), :characters, :length, :place, :century.
        """
        _refuse_old_number(text)
        digits = read_digits(text, subject="citizen_id", name="Số căn cước", length=CITIZEN_ID_DIGITS)
        _check_place(digits[:3], demo=demo)
        if digits[3] > _LAST_CENTURY_DIGIT:
            sentence = "Chữ số thứ tư của số căn cước phải là 0, 1, 2 hoặc 3. Hãy đối chiếu lại với thẻ."
            raise InvalidInputError("kernel:citizen_id:century", sentence, "century digit above 3")
        return cls(digits)

    @property
    def place(self) -> str | None:
        """The province (before 1/7/2025) where the birth was registered; None abroad and in demo numbers."""
        return PLACES.get(self.value[:3])

    @property
    def sex(self) -> Sex:
        return Sex.FEMALE if int(self.value[3]) % 2 else Sex.MALE

    @property
    def birth_year(self) -> int:
        return 1900 + 100 * (int(self.value[3]) // 2) + int(self.value[4:6])

    @property
    def formatted(self) -> str:
        """For the eye: "001 085 012345" (place, century and year, number)."""
        return grouped(self.value, 3, 3)

    @property
    def masked(self) -> str:
        """For screens that others may see: "••••••••2345"."""
        return "•" * (CITIZEN_ID_DIGITS - 4) + self.value[-4:]

    def __str__(self) -> str:
        return self.value


def _refuse_old_number(text: str) -> None:
    digits = compact(text)
    if len(digits) == _OLD_ID_DIGITS and digits.isdecimal():
        sentence = "Số vừa nhập có 9 chữ số như chứng minh nhân dân cũ. Hãy nhập số căn cước, gồm 12 chữ số."
        raise InvalidInputError("kernel:citizen_id:old", sentence, "an old nine-digit number")


def _check_place(place: str, *, demo: bool) -> None:
    if place in PLACES or int(place) >= _FIRST_COUNTRY or (demo and place == DEMO_PLACE):
        return
    sentence = f"Ba chữ số đầu {place} không phải mã nơi đăng ký khai sinh. Hãy đối chiếu lại với thẻ căn cước."
    raise InvalidInputError("kernel:citizen_id:place", sentence, "unknown place code")
