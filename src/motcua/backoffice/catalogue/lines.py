"""The list of a handling decision, pasted one procedure a line: "1.004227; 5 ngày làm việc; tiếp nhận, trả kết quả".

Cells are parted by semicolons, or by tabs as they come out of a spreadsheet. The limit and the acts may be left out.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import override

from motcua.catalogue import rules
from motcua.catalogue.labels import ACTS
from motcua.catalogue.parsing.limits import read_cell
from motcua.catalogue.services import HandledLine
from motcua.kernel.errors import InvalidInputError
from motcua.kernel.identifiers import ProcedureCode
from motcua.kernel.limits import Limit
from motcua.kernel.text import fold
from motcua.ui import formats
from motcua.workflow.acts import Act

_CELLS = re.compile(r"\s*[;\t|]\s*")
_ACTS = re.compile(r"\s*[,+]\s*")
MOST_CELLS = 3
FOUR_IN_PLACE = (Act.RECEIVE, Act.APPRAISE, Act.APPROVE, Act.RETURN)
SUMS_OF_ACTS: Mapping[str, tuple[Act, ...]] = {"4 tai cho": FOUR_IN_PLACE, "5 tai cho": tuple(Act)}
"""What officials call "bốn tại chỗ" and "năm tại chỗ", as people type it, folded."""


class LineError(Exception):
    """What is wrong with a line, as a sentence."""

    def __init__(self, sentence: str) -> None:
        super().__init__(sentence)
        self.sentence = sentence


@dataclass(frozen=True, slots=True)
class Checked:
    lines: tuple[HandledLine, ...]
    errors: tuple[str, ...]
    """Each begins with the line's number: "Dòng 3: …"."""


def check(text: str, legal_limits: Mapping[str, Limit | None]) -> Checked:
    """Read every line; `legal_limits` has each procedure that may be handled, with its legal limit."""
    lines: list[HandledLine] = []
    errors: list[str] = []
    first_at: dict[str, int] = {}
    for number, line in enumerate(text.splitlines(), 1):
        if not line.strip():
            continue
        try:
            read = _line(line.strip(), legal_limits)
            _check_new(read.code, first_at)
        except LineError as error:
            errors.append(_("Dòng %(n)s: %(sentence)s") % {"n": number, "sentence": error.sentence})
        else:
            first_at[read.code] = number
            lines.append(read)
    return Checked(tuple(lines), tuple(errors))


def written(lines: Iterable[HandledLine]) -> str:
    """The lines as they would be typed; `check` reads them back."""
    return "\n".join(_written(line) for line in lines)


def _line(line: str, legal_limits: Mapping[str, Limit | None]) -> HandledLine:
    cells = _CELLS.split(line)
    if len(cells) > MOST_CELLS:
        raise LineError(_("mỗi dòng có nhiều nhất ba phần: mã; thời hạn cam kết; việc làm tại chỗ."))
    code, limit, acts = (*cells, "", "")[:MOST_CELLS]
    return HandledLine(_code(code, legal_limits), _acts(acts), _limit(code, limit, legal_limits))


def _check_new(code: str, first_at: Mapping[str, int]) -> None:
    if code in first_at:
        raise LineError(_("thủ tục %(code)s đã có ở dòng %(n)s.") % {"code": code, "n": first_at[code]})


def _code(text: str, legal_limits: Mapping[str, Limit | None]) -> str:
    try:
        code = ProcedureCode.parse(text).value
    except InvalidInputError as error:
        raise LineError(_("“%(text)s” không phải mã thủ tục; mã có dạng 1.004227.") % {"text": text[:40]}) from error
    if code not in legal_limits:
        raise LineError(_("danh mục không có thủ tục %(code)s; nhập thủ tục đó trước.") % {"code": code})
    return code


def _limit(code: str, text: str, legal_limits: Mapping[str, Limit | None]) -> Limit | None:
    if not text:
        return None
    limit = read_cell(text).limit
    if limit is None:
        raise LineError(_("không đọc được thời hạn “%(text)s”; ghi như: 5 ngày làm việc.") % {"text": text[:40]})
    legal = legal_limits[ProcedureCode.parse(code).value]
    if legal is not None and rules.promises_less(legal, limit):
        sentence = _("thời hạn cam kết %(limit)s dài hơn thời hạn theo luật là %(legal)s.")
        raise LineError(sentence % {"limit": formats.limit(limit), "legal": formats.limit(legal)})
    return limit


def _acts(text: str) -> tuple[Act, ...]:
    if not text:
        return ()
    if fold(text) in SUMS_OF_ACTS:
        return SUMS_OF_ACTS[fold(text)]
    named = {fold(name): act for act, name in _act_names().items()}
    found = []
    for word in filter(None, _ACTS.split(text)):
        if fold(word) not in named:
            known = ", ".join(_act_names().values())
            sentence = _("không có việc tại chỗ tên “%(word)s”; ghi: %(known)s, hoặc 4 tại chỗ, 5 tại chỗ.")
            raise LineError(sentence % {"word": word[:40], "known": known})
        found.append(named[fold(word)])
    return tuple(act for act in Act if act in found)


def _act_names() -> dict[Act, str]:
    """In Vietnamese whatever the page speaks: the list is a copy of the decision, and its limits are Vietnamese too."""
    with override("vi"):
        return {act: str(label).lower() for act, label in ACTS.items()}


def _written(line: HandledLine) -> str:
    names = _act_names()
    acts = ", ".join(names[act] for act in line.on_the_spot)
    cells = [line.code, str(line.committed_limit or ""), acts]
    return "; ".join(cells).rstrip("; ")
