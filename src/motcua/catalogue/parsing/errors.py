"""Why a record is not taken."""

from enum import StrEnum


class Reason(StrEnum):
    BROKEN_JSON = "broken_json"
    NOT_UTF8 = "not_utf8"
    TOO_LARGE = "too_large"
    CUT_OFF = "cut_off"
    NOT_AN_OBJECT = "not_an_object"
    UNKNOWN_SHAPE = "unknown_shape"
    NO_CODE = "no_code"
    BAD_CODE = "bad_code"
    NO_TITLE = "no_title"
    BAD_TITLE = "bad_title"
    ANOTHER_PROCEDURES_PAGE = "another_procedures_page"
    REPEATED_CODE = "repeated_code"
    UNREADABLE = "unreadable"


class RejectedRecordError(Exception):
    """A record that can't be taken: the reason for machines, a Vietnamese sentence for people."""

    def __init__(self, reason: Reason, sentence: str, code: str = "") -> None:
        super().__init__(reason.value)
        self.reason = reason
        self.sentence = sentence
        self.code = code
