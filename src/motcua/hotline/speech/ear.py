"""Written language made into spoken language: what stands in `for_the_ear`'s answer can be read out as it stands.

Words, commas and full stops are left; figures, abbreviations, numbers of laws and forms, dates, money, brackets and lists
are said the way people say them.
"""

import re
import unicodedata
from collections.abc import Callable
from datetime import date

from motcua.hotline.speech.abbreviations import ABBREVIATIONS, ISSUERS
from motcua.hotline.speech.english import number_in_english, ordinal_in_english
from motcua.kernel.speech import Use, code_in_words, date_in_words, number_in_words
from motcua.kernel.speech.numbers import DIGITS
from motcua.ui.formats import MONTHS_EN

LONGEST_NUMBER = 12
"""Figures; more of them are no number but a code, told figure by figure."""
_LONGEST_CODE = 8
"""Signs of a form's code that a listener can note; the longer ones say nothing to the ear."""
_ROMAN = {
    "I": 1,
    "II": 2,
    "III": 3,
    "IV": 4,
    "V": 5,
    "VI": 6,
    "VII": 7,
    "VIII": 8,
    "IX": 9,
    "X": 10,
    "XI": 11,
    "XII": 12,
    **{
        f"X{low}": 10 + value
        for low, value in (("III", 3), ("IV", 4), ("V", 5), ("VI", 6), ("VII", 7), ("VIII", 8), ("IX", 9), ("X", 10))
    },
}
_UPPER = "A-ZĐÂĂÊÔƠƯ"

_ADDRESS = re.compile(r"(?:https?://)?((?:[\w-]+\.)+[a-z]{2,})(?:/\S*)?", re.ASCII)
_LAW = re.compile(rf"\b(?:[Ss]ố:?\s*)?(\d{{1,5}})/(\d{{4}})/([{_UPPER}][\w-]*)")
_NAMED = re.compile(r"\s*(?:ngày\s+[\d/. ]+|ngày\s+\d+\s+tháng\s+\d+\s+năm\s+\d+)?\s*của\b")
_CITED = re.compile(
    r",?\s*\(?\s*(?:được\s+)?(?:ban hành\s+(?:kèm\s+)?theo|kèm theo|quy định tại|theo quy định tại)\s+"
    r"(?:(?:điểm|khoản|điều|mục|phụ lục)[^,;()]{1,60}?\s)?"
    r"(?:Nghị định|Thông tư|Thông tư liên tịch|Quyết định|Luật|Nghị quyết|Văn bản hợp nhất)\s+(?:số:?\s*)?\d[^,;()]*\)?",
    re.IGNORECASE,
)
_OLD_LAW = re.compile(rf"\b(?:[Ss]ố:?\s*)?(\d{{1,5}})/([{_UPPER}]{{2,}}(?:-[{_UPPER}]+)*)\b")
_DATE = re.compile(r"\b(?:ngày\s+)?(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})\b")
_MONTH_YEAR = re.compile(r"\btháng\s+(\d{1,2})[/-](\d{4})\b")
_CLOCK = re.compile(r"\b(\d{1,2})(?::|h|g|giờ)\s?(\d{2})\b(?!\s*(?:ngày|bản))")
_DONG = re.compile(r"(?<=\d)\s*(?:đồng|vnđ|vnd|đ|₫)(?![\wÀ-ỹ])", re.IGNORECASE)
_THOUSANDS = re.compile(r"\d{1,3}(?:[.\s]\d{3})+(?!\d)")
_DECIMAL = re.compile(r"\b(\d+)[,.](\d{1,3})\b")
_FORM = re.compile(rf"\b([Mm]ẫu(?:\s+(?:số|đơn|tờ khai))?)\s*:?\s*([\d{_UPPER}a-z]*[\d{_UPPER}][\w./-]*)")
_MIXED = re.compile(rf"\b(?=[\w./-]*\d)(?=[\w./-]*[{_UPPER}a-zđ])[\w][\w./-]*")
_CAPITALS = re.compile(rf"\b[{_UPPER}]{{2,}}\b")
_NUMBER = re.compile(r"\d+")
_BULLET = re.compile(
    r"(?:^|(?<=[\n;.:,]))\s*(?:[-–—+*•·o]\s+|[a-zđ]\d?\)\s*|\d{1,2}(?:\.\d{1,2})*[.):/;]\s*(?=[^\W\d_])|\d{1,2}\.\s+(?=\d))"
)
_TWICE = re.compile(r"\b(0?\d{1,2})\s*\(\s*(?:một|hai|ba|bốn|năm|sáu|bảy|tám|chín|mười)\s*\)", re.IGNORECASE)
_CAPITAL = "A-ZÀ-ÖØ-ÞĂĐĨŨƠƯẠẢẤẦẨẪẬẮẰẲẴẶẸẺẼẾỀỂỄỆỈỊỌỎỐỒỔỖỘỚỜỞỠỢỤỦỨỪỬỮỰỲỴỶỸ"
_SHOUTED = re.compile(rf"\b(?:[{_CAPITAL}]+[ ,]+){{2,}}[{_CAPITAL}]+\b")
_ORDER_LETTER = re.compile(r"\b(điểm|mục|khoản|phụ lục|biểu)\s+([a-zđA-ZĐ])\b")
_BETWEEN_WORDS = re.compile(r"(?<=[^\W\d_])\s*/\s*(?=[^\W\d_])")
_OPENING, _CLOSING = re.compile(r"\s*[(\[{]\s*"), re.compile(r"\s*[)\]}]\s*")
_SILENT = re.compile(r"[^\w\s,.]|_")
_DASHES = re.compile(r"\s+[-–—]+\s*|[–—]+")
_PAUSES = re.compile(r"\s*[,.](?:\s*[,.])*\s*")
_BLANKS = re.compile(r"\s+")
_UNITS = {
    "m2": "mét vuông",
    "m²": "mét vuông",
    "m3": "mét khối",
    "m³": "mét khối",
    "km": "ki lô mét",
    "kg": "ki lô gam",
    "cm": "xen ti mét",
    "mm": "mi li mét",
    "ha": "héc ta",
}
_UNIT = re.compile(r"(?<=[\d\s])(" + "|".join(sorted(_UNITS, key=len, reverse=True)) + r")(?![\wÀ-ỹ])")


def for_the_ear(text: str, language: str = "vi") -> str:
    """The words to read out; "" where nothing can be said. Never raises."""
    words = unicodedata.normalize("NFC", text)
    for rule in _ENGLISH if language == "en" else _VIETNAMESE:
        words = rule(words)
    return _tidied(words)


def without_citations(text: str) -> str:
    """A paper's name without the decree that its form stands in: on the telephone nobody notes it, and it hides the paper."""
    return _CITED.sub("", text)


def _tidied(words: str) -> str:
    """Pauses where brackets, dashes, semicolons and lines were; one between two words, none at the beginning."""
    words = _OPENING.sub(", ", words)
    words = _CLOSING.sub(", ", words)
    words = _DASHES.sub(", ", words)
    words = re.sub(r"[;:]|\n", ", ", words)
    words = re.sub(r"[!?…]", ". ", words)
    words = _SILENT.sub(" ", "".join(sign for sign in words if not sign.isnumeric()))
    words = _PAUSES.sub(lambda found: ". " if "." in found[0] and "," not in found[0].rstrip() else ", ", words)
    return _BLANKS.sub(" ", words).strip(" ,.")


# Vietnamese


def _addresses(text: str) -> str:
    return _ADDRESS.sub(lambda found: found[1].replace(".", " chấm ").replace("-", " gạch "), text)


def _bullets(text: str) -> str:
    return _BULLET.sub(" ", text)


def _laws(text: str) -> str:
    def said(found: re.Match[str]) -> str:
        number = number_in_words(int(found[1]))
        issuer = "" if _NAMED.match(found.string, found.end()) else _issuer(found[3])
        return f"số {number} năm {number_in_words(int(found[2]))}{issuer}"

    text = _LAW.sub(said, text)
    return _OLD_LAW.sub(lambda found: f"số {number_in_words(int(found[1]))}{_issuer(found[2])}", text)


def _issuer(code: str) -> str:
    """The end of a law's number: "NĐ-CP" → " của Chính phủ"; nothing where the issuer isn't known: the law's kind is told before its number."""
    issuer = ISSUERS.get(code) or next((name for part in code.split("-") if (name := ISSUERS.get(part))), "")
    return f" của {issuer}" if issuer else ""


def _dates(text: str) -> str:
    def said(found: re.Match[str]) -> str:
        day, month, year = (int(part) for part in found.groups())
        try:
            return f" {date_in_words(date(year, month, day))} "
        except ValueError:
            return found[0]

    text = _DATE.sub(said, text)
    return _MONTH_YEAR.sub(
        lambda found: f"tháng {number_in_words(int(found[1]))} năm {number_in_words(int(found[2]))}", text
    )


def _clocks(text: str) -> str:
    def said(found: re.Match[str]) -> str:
        hour, minute = int(found[1]), int(found[2])
        if hour > 24 or minute > 59:  # noqa: PLR2004 - no time of day
            return found[0]
        return f"{number_in_words(hour)} giờ" + (f" {number_in_words(minute)} phút" if minute else "")

    return _CLOCK.sub(said, text)


def _money(text: str) -> str:
    text = _THOUSANDS.sub(lambda found: re.sub(r"\D", "", found[0]), text)
    return _DONG.sub(" đồng", text)


def _signs(text: str) -> str:
    text = re.sub(r"(?<=\d)\s*%", " phần trăm", text)
    text = _UNIT.sub(lambda found: f" {_UNITS[found[1]]}", text)
    text = re.sub(r"(?<=mét)\s+[xX×]\s+", " nhân ", text)
    text = re.sub(r"\bvà\s*/\s*hoặc\b", "và hoặc", text)
    text = _BETWEEN_WORDS.sub(" hoặc ", text)
    text = re.sub(r"(?<=\d)\s*[xX×]\s*(?=\d)", " nhân ", text)
    text = re.sub(r"(?<=\d)\s*-\s*(?=\d)", " đến ", text)
    text = re.sub(r"(?<=\d)\s*/\s*(?=\d)", " trên ", text)
    return text.replace("≥", " từ ").replace("≤", " không quá ").replace("&", " và ").replace("@", " a còng ")


def _forms(text: str) -> str:
    def said(found: re.Match[str]) -> str:
        code = found[2].strip("./-")
        if not any(sign.isdigit() or sign.isupper() for sign in code):
            return found[0]
        return f"{found[1]} {_code(code)}" if len(code) <= _LONGEST_CODE else f"{found[1]} quy định"

    return _FORM.sub(said, text)


def _code(code: str) -> str:
    """A short code: "05a" → "năm a", "TP" → "tê pê": numbers as numbers, letters by name, signs left out."""
    parts = re.findall(r"\d+|[^\W\d_]+", code)
    return " ".join(_figures(part) if part.isdigit() else code_in_words(part) for part in parts)


def _abbreviations(text: str) -> str:
    for written, spoken in ABBREVIATIONS:
        text = written.sub(spoken, text)
    return text


def _letters(text: str) -> str:
    text = _ORDER_LETTER.sub(lambda found: f"{found[1]} {code_in_words(found[2])}", text)

    text = _SHOUTED.sub(lambda found: found[0].lower() if found[0].isupper() else found[0], text)

    def said(found: re.Match[str]) -> str:
        word = found[0]
        if word in _ROMAN:
            return number_in_words(_ROMAN[word])
        has_vowel = any(sign in "AEIOUYÂĂÊÔƠƯ" for sign in word)
        if (has_vowel and len(word) > 4) or any(ord(sign) > 0x1E9F for sign in word):  # noqa: PLR2004 - a word in capitals
            return word.lower()
        return code_in_words(word) if not has_vowel or len(word) <= 3 else word.lower()  # noqa: PLR2004 - an abbreviation

    return _CAPITALS.sub(said, text)


def _numbers(text: str) -> str:
    text = _TWICE.sub(lambda found: found[1], text)
    text = re.sub(
        r"\b(cấp|loại|hạng|nhóm|mức|bậc|phần|chương|số|phụ lục)\s+([IVX]+)\b", _roman, text, flags=re.IGNORECASE
    )
    text = _MIXED.sub(lambda found: _mixed(found[0]), text)
    text = _DECIMAL.sub(lambda found: f"{_figures(found[1])} phẩy {_by_figure(found[2])}", text)
    return _NUMBER.sub(lambda found: f" {_figures(found[0])} ", text)


def _roman(found: re.Match[str]) -> str:
    return f"{found[1]} {number_in_words(_ROMAN[found[2]]) if found[2] in _ROMAN else found[2].lower()}"


def _mixed(code: str) -> str:
    """A code of letters and figures; what is too long to be kept in mind is left out."""
    return f" {_code(code)} " if len(code) <= _LONGEST_CODE else " "


def _figures(text: str) -> str:
    if not text.isascii():
        return ""
    if len(text) > LONGEST_NUMBER:
        return _by_figure(text)
    return number_in_words(int(text), Use.NORTHERN)


def _by_figure(text: str) -> str:
    return " ".join(DIGITS[int(figure)] for figure in text if figure in "0123456789")


# English


def _english_dates(text: str) -> str:
    def said(found: re.Match[str]) -> str:
        day, month, year = (int(part) for part in found.groups())
        if not (1 <= day <= 31 and 1 <= month <= 12):  # noqa: PLR2004 - no date
            return found[0]
        return f" the {ordinal_in_english(day)} of {MONTHS_EN[month - 1]} {number_in_english(year)} "

    return _DATE.sub(said, text)


def _english_numbers(text: str) -> str:
    text = re.sub(r"(?<=\d)\s*%", " per cent", text)
    text = re.sub(r"\d{1,3}(?:,\d{3})+(?!\d)", lambda found: found[0].replace(",", ""), text)
    text = re.sub(
        r"\b(\d{1,2}):(\d{2})\b", lambda found: f"{found[1]} {found[2] if found[2] != '00' else 'hours'}", text
    )
    text = re.sub(r"(\d)[.](\d)", r"\1 point \2", text)

    def said(found: re.Match[str]) -> str:
        figures = found[0]
        if not figures.isascii() or len(figures) > LONGEST_NUMBER:
            return " "
        return f" {number_in_english(int(figures))} "

    return _NUMBER.sub(said, text).replace("&", " and ")


_VIETNAMESE: tuple[Callable[[str], str], ...] = (
    _bullets,
    _addresses,
    _laws,
    _dates,
    _clocks,
    _money,
    _forms,
    _abbreviations,
    _signs,
    _letters,
    _numbers,
)
_ENGLISH: tuple[Callable[[str], str], ...] = (_english_dates, _english_numbers)
