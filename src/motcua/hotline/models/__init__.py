from motcua.hotline.models.call import CallRecord
from motcua.hotline.models.failures import HotlineAlarm, LookUpFailure
from motcua.hotline.models.message import VoiceMessage
from motcua.hotline.models.node import TelephoneNode
from motcua.hotline.models.number import ShortNumber
from motcua.hotline.models.tree import CallTree
from motcua.hotline.models.wish import SummaryWish

__all__ = [
    "CallRecord",
    "CallTree",
    "HotlineAlarm",
    "LookUpFailure",
    "ShortNumber",
    "SummaryWish",
    "TelephoneNode",
    "VoiceMessage",
]
