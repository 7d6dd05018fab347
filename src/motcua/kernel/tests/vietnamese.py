"""What the tests know of Vietnamese writing, spelt out by hand so that it owes nothing to the code."""

from hypothesis import strategies as st

# each row a letter in dictionary order, its six tones in dictionary order
_ROWS = """
aàảãáạ ăằẳẵắặ âầẩẫấậ b c d đ eèẻẽéẹ êềểễếệ f g h iìỉĩíị j k l m n oòỏõóọ ôồổỗốộ ơờởỡớợ p q r s t
uùủũúụ ưừửữứự v w x yỳỷỹýỵ z
"""
TABLE = _ROWS.split()

LETTERS = "".join(TABLE)
PLAIN = {letter: row[0] for row in TABLE for letter in row}
TONE = {letter: number for row in TABLE for number, letter in enumerate(row)}

_WORDS = """
ấp báo cáo biên lai cấp đổi chứng thực chữ ký cư trú đất đai đăng ký kết hôn địa chính giấy phép hộ tịch khai sinh
khuỷu tay khiếu nại lệ phí nghĩa vụ người nước ngoài phúc thẩm quyền sử dụng quốc tịch quý danh sổ đỏ thế chấp
thuế thu nhập trưởng thành tuyên truyền ủy quyền vợ chồng xây dựng xe máy ưu đãi yêu cầu ý kiến giếng gì già giặc
hưu trí hươu rượu thuở khuya nguệch ngoạc quắt quỵt quỳnh huỷ hoại toà án khoẻ mạnh loé sáng xoèn xoẹt
"""
WORDS = _WORDS.split()

words = st.sampled_from(WORDS)
phrases = st.lists(words, min_size=1, max_size=5).map(" ".join)
vietnamese_text = st.text(LETTERS + LETTERS.upper() + " -,.0123456789", max_size=40)
any_text = st.text(st.characters(exclude_categories=()), max_size=40) | st.text(
    "0123456789.-+ ()/|đĐVNDKQH'\u00a0\u200b\u0301\u0302", max_size=40
)
