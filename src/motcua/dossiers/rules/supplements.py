"""What a request to complete a received dossier has to say (NĐ 61/2018, Điều 17, 19 khoản 4). Pure."""

from collections.abc import Iterator, Sequence
from dataclasses import fields as columns_of

from motcua.dossiers.facts import MissingPaper
from motcua.dossiers.vocabulary import PaperState
from motcua.kernel.errors import InvalidInputError

MOST_LINES = 30
LONGEST = {"name": 500, "reason": 1000, "basis": 300}
_WANTED = {
    "name": "Hãy ghi tên giấy tờ cần bổ sung.",
    "reason": "Hãy ghi vì sao cần bổ sung; người nộp có quyền biết.",
    "basis": "Hãy ghi căn cứ pháp lý, ví dụ “Điều 16 Luật Hộ tịch”.",
}


class SupplementFieldsError(InvalidInputError):
    """A request isn't right; `fields` has a sentence for each cell: (line from 0, column) → sentence."""

    def __init__(self, fields: dict[tuple[int, str], str]) -> None:
        super().__init__("dossiers:supplement:fields", " ".join(fields.values()), f"{len(fields)} cells are not right")
        self.fields = fields


def check_missing(lines: Sequence[MissingPaper]) -> None:
    """Refuse a request that names nothing, or a paper without its reason and legal basis.

    Raises:
        InvalidInputError: nothing is asked for, or more than a person can bring.
        SupplementFieldsError: with a sentence for every cell that isn't right.
    """
    if not lines:
        sentence = "Hãy ghi ít nhất một giấy tờ cần bổ sung, kèm lý do và căn cứ pháp lý."
        raise InvalidInputError("dossiers:supplement:nothing_missing", sentence, "nothing is missing")
    if len(lines) > MOST_LINES:
        sentence = f"Một phiếu yêu cầu nhiều nhất {MOST_LINES} giấy tờ; vừa nhập {len(lines)}."
        raise InvalidInputError("dossiers:supplement:too_many", sentence, f"{len(lines)} papers are asked for")
    wrong = {(number, column): why for number, line in enumerate(lines) for column, why in _problems(line)}
    if wrong:
        raise SupplementFieldsError(wrong)


def _problems(line: MissingPaper) -> Iterator[tuple[str, str]]:
    for column in (field.name for field in columns_of(MissingPaper)):
        text = getattr(line, column).strip()
        if not text:
            yield column, _WANTED[column]
        elif len(text) > LONGEST[column]:
            yield column, f"Phần này dài nhất {LONGEST[column]} ký tự; vừa nhập {len(text)}."


def check_brought(asked: int, brought: Sequence[PaperState]) -> None:
    """Refuse a completion in which a paper that was asked for is still missing: `brought` has a state for each of them."""
    missing = asked - sum(state in {PaperState.ORIGINAL, PaperState.COPY, PaperState.REUSED} for state in brought)
    if missing:
        sentence = (
            f"Còn {missing} giấy tờ trong phiếu yêu cầu chưa có. Hãy nhận khi người nộp mang đủ; "
            "ghi nhận lúc này thì thời hạn chạy tiếp với hồ sơ còn thiếu."
        )
        raise InvalidInputError("dossiers:supplement:still_missing", sentence, f"{missing} papers are still missing")
