"""The provisions that a due date rests on, as they are cited to a citizen.

Labour Code: Bộ luật Lao động 45/2019/QH14. Civil Code: Bộ luật Dân sự 91/2015/QH13.
"""

from typing import Final

WEEKLY_REST: Final = "Điều 111 Bộ luật Lao động"
SUBSTITUTE_DAY: Final = "khoản 3 Điều 111 Bộ luật Lao động"
PUBLIC_HOLIDAYS: Final = "Điều 112 Bộ luật Lao động"
CULTURE_DAY: Final = "Điều 2 Nghị quyết 28/2026/QH16"
FIRST_DAY_NOT_COUNTED: Final = "khoản 2 Điều 147 Bộ luật Dân sự"
END_OF_MONTHS: Final = "khoản 4 Điều 148 Bộ luật Dân sự"
END_MOVED_OFF_REST: Final = "khoản 5 Điều 148 Bộ luật Dân sự"
