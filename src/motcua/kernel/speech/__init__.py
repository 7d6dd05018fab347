"""Numbers, codes, dates, times and spans in words, in Northern or Southern use: for receipts, telephone and halls."""

from motcua.kernel.speech.codes import code_in_words
from motcua.kernel.speech.durations import limit_in_words, working_time_in_words
from motcua.kernel.speech.numbers import decimal_in_words, number_in_words, ordinal_in_words
from motcua.kernel.speech.times import date_in_words, moment_in_words, time_in_words, weekday_in_words
from motcua.kernel.speech.uses import Use

__all__ = [
    "Use",
    "code_in_words",
    "date_in_words",
    "decimal_in_words",
    "limit_in_words",
    "moment_in_words",
    "number_in_words",
    "ordinal_in_words",
    "time_in_words",
    "weekday_in_words",
    "working_time_in_words",
]
