"""What opens the state of a dossier: its code and the token that its slip carries, as people type them. Pure."""

import re

from motcua.kernel.errors import InvalidInputError
from motcua.kernel.identifiers import DossierCode

TOKEN_LENGTH = 16
LONGEST_TYPED = 100
"""Characters of either: more is no slip of the finger."""

_TOKEN = re.compile(rf"[A-Z2-7]{{{TOKEN_LENGTH}}}")
_BETWEEN = re.compile(r"[\s\u00a0.\u2010-\u2015-]+")
_MISREAD = str.maketrans("018", "OIB")
"""Base 32 has no 0, 1 and 8: whoever types one has read O, I or B."""


def read_code(typed: str) -> str:
    """The canonical code. InvalidInputError with a sentence for the field."""
    if not typed.strip():
        sentence = "Hãy nhập mã hồ sơ in trên giấy hẹn, ví dụ H28.13-261124-0001."
        raise InvalidInputError("dossiers:look_up:code_missing", sentence, "no code")
    return str(DossierCode.parse(typed[:LONGEST_TYPED]))


def read_token(typed: str) -> str:
    """The canonical token: capitals, without what was put between. InvalidInputError with a sentence for the field."""
    token = _BETWEEN.sub("", typed[:LONGEST_TYPED]).upper().translate(_MISREAD)
    if not token:
        sentence = f"Hãy nhập mã tra cứu: {TOKEN_LENGTH} chữ và số sau chữ “mã tra cứu” trên giấy hẹn."
        raise InvalidInputError("dossiers:look_up:token_missing", sentence, "no token")
    if len(token) != TOKEN_LENGTH:
        sentence = f"Mã tra cứu có {TOKEN_LENGTH} chữ và số; mã vừa nhập có {len(token)}."
        raise InvalidInputError("dossiers:look_up:token_length", sentence, f"{len(token)} characters")
    if not _TOKEN.fullmatch(token):
        sentence = "Mã tra cứu chỉ gồm chữ cái không dấu và chữ số, như in trên giấy hẹn."
        raise InvalidInputError("dossiers:look_up:token_shape", sentence, "not base 32")
    return token
