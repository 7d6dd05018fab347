"""Figures in running text: laws, dates, hours, money, units, ranges, sizes, codes; the words that take their place."""

import re
from decimal import Decimal

from motcua.hotline.speech.ear.tables import LAWS, UNITS
from motcua.kernel.speech import code_in_words, decimal_in_words, number_in_words

_MONTHS, _DAYS, _NOON_TO_NOON = 12, 31, 24
_MONTHS_OTHERWISE = {4: "tư"}
_LONGEST_READ = 12
"""More figures than this in a row are no amount; they are read one by one."""
_TELEPHONE = 9

_FORM = re.compile(
    r"(?P<lead>\b(?:[Mm]ẫu|[Bb]iểu mẫu|[Bb]iểu|[Pp]hụ lục|[Tt]ờ khai|[Mm]ẫu đơn|[Mm]ẫu tờ khai)(?:\s(?:số|đơn số))?:?\s)"
    r"(?P<code>(?:[A-ZĐ]{1,6}[-./])*[A-ZĐa-zđ]{0,5}\d\w*(?:[./-][\wĐ]+)*)(?!\s?/\s?(?:19|20)\d\d)"
)
_PARTED = re.compile(r"(?<=[A-ZĐ])(?:-\s+|\s+-)(?=[A-ZĐ]{1,6}-?\d)")
"""A blank that got into the code of a form: "TP- QTV-05"."""
_PHONE = re.compile(r"(?<![\w./-])(?:\+84\s?|0|1[89]00)(?:[\s.]?\d){4,10}(?![\w/])")
_TWICE = re.compile(r"(?<![\d.,/])0*(?P<figures>\d{1,9})\s*\((?P<words>[^()\d]{2,60})\)")
_AGAIN = re.compile(r"(?P<words>[^\W\d_]+(?: [^\W\d_]+){0,9})\s*\(\s*0*(?P<figures>\d{1,9})\s*(?P<per>%?)\s*\)")
_LAW = re.compile(
    r"(?P<number>\d{1,4}(?:\.\d{1,3})?)\s?(?:/\s?(?P<year>(?:19|20)\d\d))?\s?/\s?"
    r"(?P<mark>(?:NĐ|TTLT|TT|NQLT|NQ|QĐ|QH|CT|PL|VBHN|UBTVQH|TTr|KH)(?![a-zà-ỹ])\d{0,2}(?:\s?[-/]\s?[A-ZĐƯa-z]{2,}\d{0,2}(?![a-zà-ỹ]))*)"
)
_NAMED = re.compile(
    r"(?P<kind>nghị định|thông tư liên tịch|thông tư|nghị quyết liên tịch|nghị quyết|quyết định|bộ luật|luật|pháp lệnh|chỉ thị|văn bản hợp nhất"
    r"|công văn|kế hoạch|hướng dẫn|tờ trình|thông báo)[^\d,.;]{0,60}$",
    re.IGNORECASE,
)
_DATE = re.compile(
    r"(?:\b[Nn]gày )?\b(?P<day>\d{1,2})\s?[/.-]\s?(?P<month>\d{1,2})\s?[/.-]\s?(?P<year>(?:19|20)\d\d)(?!\d)"
)
_MONTH = re.compile(r"(?:\b[Tt]háng )?(?<![\d/.-])(?P<month>0?[1-9]|1[0-2])/(?P<year>(?:19|20)\d\d)(?!\d|/)")
_HOUR = re.compile(r"(?<![\d:.])(?P<hour>[01]?\d|2[0-4])(?:[hg]|:(?=[0-5]\d))(?P<minute>[0-5]\d)?(?![\d\w:])")
_GROUPED = r"\d{1,3}(?:\.\d{3})+|\d{1,3}(?:,\d{3}){2,}|\d+"
_UNIT = "|".join(sorted(map(re.escape, UNITS), key=len, reverse=True))
_SIDE = r"\d+(?:[.,]\d+)?"
_SIZE = re.compile(
    rf"(?<![\w.,])({_SIDE})\s?(?:cm|mm|m)?\s?[xX×*]\s?({_SIDE})(?:\s?(?:cm|mm|m)?\s?[xX×*]\s?({_SIDE}))?\s?(?P<unit>cm|mm|m)?(?![\w])"
)
_RANGE = re.compile(r"(?<=\d)\s?[-–]\s?(?=\d)")
_AMOUNT = re.compile(
    rf"(?<![\w/.-])(?P<number>{_GROUPED})(?:,(?P<fraction>\d{{1,3}}))?(?:\s?(?P<unit>{_UNIT})(?![\wà-ỹ]|-[a-zđ]))?(?!(?-i:/[A-ZĐ]{{2}}|[A-ZĐ]))(?P<per>\s?/\s?(?=[a-zà-ỹA-Z0-9]))?(?![\d])",
    re.IGNORECASE,
)
_POINTED = re.compile(r"(?<![\d.,/])\d{1,3}(?:\.\d{1,2}){1,3}(?![\d.,]?\d)")
"""A version or a section: "IFC 4.0"."""
_CODE = re.compile(r"(?<!\w)(?=[\w./-]*\d)(?=[\w./-]*[A-ZĐa-zđ])[A-ZĐa-zđ0-9]+(?:[./-][A-ZĐa-zđ0-9]+)*(?!\w)")
_LETTERED = re.compile(r"(?<=\d)(?=[^\W\d_])|(?<=[^\W\d_])(?=\d)")
_DIGITS = re.compile(r"\d+")


def with_forms_spelled(text: str) -> str:
    """The numbers of forms sign by sign: "Mẫu số 05a" → "Mẫu số không năm a"."""
    return _FORM.sub(_form, _PARTED.sub("-", text))


def without_laws(text: str) -> str:
    """The numbers of laws in words, their marks said once: "Nghị định 154/2024/NĐ-CP" → "Nghị định số một trăm …"."""
    return _LAW.sub(_law, _AGAIN.sub(_again, _TWICE.sub(_once, text)))


def without_figures(text: str) -> str:
    """The text with every figure in words."""
    text = _DATE.sub(_date, text)
    text = _MONTH.sub(_month, text)
    text = _HOUR.sub(_hour, text)
    text = _SIZE.sub(_size, text)
    text = _PHONE.sub(_phone, text)
    text = _RANGE.sub(" đến ", text)
    text = _POINTED.sub(lambda number: f" {_pointed(number[0])} ", text)
    text = _AMOUNT.sub(_amount, text)
    text = _CODE.sub(lambda code: f" {spelled(code[0])} ", text)
    return _DIGITS.sub(lambda figures: f" {_figures(figures[0])} ", text)


def _phone(found: re.Match[str]) -> str:
    figures = "".join(sign for sign in found[0] if sign.isdigit())
    return f" {_one_by_one(figures)} " if len(figures) >= _TELEPHONE - 1 else found[0]


def _once(found: re.Match[str]) -> str:
    """One of the two, where a number is written in words too: "12 (mười hai) tháng"."""
    same = found["words"].strip().lower() == number_in_words(int(found["figures"]))
    return f"{int(found['figures'])} " if same else found[0]


def _again(found: re.Match[str]) -> str:
    """The same the other way round: "hai (02) bộ", "một trăm phần trăm (100 %)"."""
    said = number_in_words(int(found["figures"])) + (" phần trăm" if found["per"] else "")
    return found["words"] if f" {found['words'].lower()}".endswith(f" {said}") else found[0]


def _form(found: re.Match[str]) -> str:
    return f"{found['lead']}{spelled(found['code'])} "


def spelled(code: str) -> str:
    """A code by its signs, lines and points left out: "05a/BK-TCT" → "không năm a, bê ca tê xê tê"."""
    parts = re.split(r"\s?[/]\s?", code)
    return ", ".join(filter(None, (_spelled(part) for part in parts)))


def _spelled(part: str) -> str:
    part = re.sub(r"(?<=\d)\.(?=\d)", " chấm ", part)
    pieces = [piece for piece in _LETTERED.split(re.sub(r"[.\-\s]+", " ", part)) if piece]
    words = (_code_figures(piece) if piece.isdigit() else _letters(piece) for run in pieces for piece in run.split())
    return " ".join(words)


def _letters(piece: str) -> str:
    return piece if piece == "chấm" else letters(piece)


def letters(text: str) -> str:
    """The names of the letters; small vowels and whole syllables are left to the voice."""
    return " ".join(code_in_words(sign).replace("-", " ") or sign.lower() for sign in text)


def _code_figures(figures: str) -> str:
    return _one_by_one(figures) if figures.startswith("0") or len(figures) > 2 else number_in_words(int(figures))  # noqa: PLR2004 - "CT 1000" is read by its signs


def _pointed(figures: str) -> str:
    return " chấm ".join(number_in_words(int(part)) for part in figures.split("."))


def _one_by_one(figures: str) -> str:
    return " ".join(number_in_words(int(figure)) for figure in figures)


def _figures(figures: str) -> str:
    return _one_by_one(figures) if len(figures) > _LONGEST_READ else number_in_words(int(figures))


def _law(found: re.Match[str]) -> str:
    mark = found["mark"].replace(" ", "")
    kind = next((name for begins, name in LAWS.items() if mark.startswith(begins)), "")
    if mark.startswith("UBTVQH"):
        kind = "Pháp lệnh"
    said = f"số {_pointed(found['number'])}"
    if found["year"]:
        said += f" năm {number_in_words(int(found['year']))}"
    before = found.string[: found.start()]
    if _NAMED.search(before) or not kind:
        return re.sub(r"^số ", "", said) + " " if re.search(r"\bsố\s*:?\s*$", before, re.IGNORECASE) else f" {said} "
    return f" {kind} {said} "


def _date(found: re.Match[str]) -> str:
    day, month = int(found["day"]), int(found["month"])
    if not (1 <= day <= _DAYS and 1 <= month <= _MONTHS):
        return found[0]
    return f" ngày {number_in_words(day)} tháng {_month_name(month)} năm {number_in_words(int(found['year']))} "


def _month(found: re.Match[str]) -> str:
    return f" tháng {_month_name(int(found['month']))} năm {number_in_words(int(found['year']))} "


def _month_name(month: int) -> str:
    return _MONTHS_OTHERWISE.get(month) or number_in_words(month)


def _hour(found: re.Match[str]) -> str:
    minute = int(found["minute"] or 0)
    return f" {number_in_words(int(found['hour']))} giờ" + (f" {number_in_words(minute)} phút " if minute else " ")


def _size(found: re.Match[str]) -> str:
    sides = [decimal_in_words(Decimal(side.replace(",", "."))) for side in found.groups()[:3] if side]
    return f" {' nhân '.join(sides)} {UNITS[found['unit']] if found['unit'] else ''} "


def _amount(found: re.Match[str]) -> str:
    figures = re.sub(r"[.,]", "", found["number"])
    if len(figures) > _LONGEST_READ:
        words = _one_by_one(figures)
    elif found["fraction"]:
        words = decimal_in_words(Decimal(f"{figures}.{found['fraction']}"))
    else:
        words = number_in_words(int(figures))
    unit = UNITS[found["unit"].lower()] if found["unit"] else ""
    per = " một " if found["per"] and unit else found["per"] or " "
    return f" {words} {unit}{per}"
