"""What people come for: a few procedures very often, hundreds now and then. By words, for any catalogue."""

import random
import re

from motcua.demo.simulation.rules.world import Handled

COMMON = (
    (r"chứng thực bản sao|^thủ tục đăng ký khai sinh$|tình trạng hôn nhân", 700),
    (r"lý lịch tư pháp cho công dân|đăng ký biến động|đăng ký đất đai|cấp đổi giấy chứng nhận quyền sử dụng đất", 600),
    (r"^thủ tục đăng ký (kết hôn|khai tử)$|trích lục|^đăng ký (thường trú|tạm trú)|cấp thẻ căn cước", 400),
    (
        r"thành lập (công ty tnhh|hộ kinh doanh)|đăng ký thay đổi nội dung đăng ký (doanh nghiệp|hộ)|giấy phép lái xe",
        350,
    ),
    (r"giấy phép xây dựng|đăng ký thế chấp|xóa đăng ký thế chấp|hộ chiếu phổ thông|bảo hiểm y tế", 200),
    (r"trợ cấp|mai táng|xác nhận|chứng chỉ hành nghề", 30),
)
"""Folded words of titles and how often they are asked for, beside 1 to LONGEST_TAIL for all others."""

RAREST, LONGEST_TAIL, STEEPNESS = 1.0, 15.0, 1.2


def weight(handled: Handled) -> float:
    """How often a procedure is asked for, beside the others of the hall."""
    title = handled.title.lower()
    for pattern, often in COMMON:
        if re.search(pattern, title):
            return float(often)
    return min(RAREST * random.Random(handled.code).paretovariate(STEEPNESS), LONGEST_TAIL)
