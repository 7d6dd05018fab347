"""The fixed sentences of the hotline, in both languages. What stands in braces is filled with fragments."""

from collections.abc import Iterator

from motcua.hotline.speech.fragment import LANGUAGES, Fragment
from motcua.hotline.speech.sentence import Sentence

# A dossier: where it is
SENT = Sentence(
    "Hồ sơ đã được gửi, đang chờ {unit} kiểm tra để tiếp nhận.",
    "The dossier has been sent. It is waiting to be checked by {unit}.",
)
WAITS_FOR_APPRAISAL = Sentence(
    "Hồ sơ đã được tiếp nhận, đang chờ {unit} thẩm định.",
    "The dossier has been received. It is waiting to be examined by {unit}.",
)
RECEIVED_AT = Sentence(
    "Hồ sơ đã được tiếp nhận, hiện đang ở {unit}.", "The dossier has been received. It is now at {unit}."
)
APPRAISED_BY = Sentence("Hồ sơ đang được {unit} thẩm định.", "The dossier is being examined by {unit}.")
APPROVED_BY = Sentence("Hồ sơ đang được {unit} xem xét phê duyệt.", "The dossier is waiting for approval by {unit}.")
STAMPED_BY = Sentence(
    "Kết quả đang được {unit} đóng dấu, phát hành.", "The result is being stamped and issued by {unit}."
)
HANDLED_AT = Sentence("Hồ sơ đang được xử lý tại {unit}.", "The dossier is being handled at {unit}.")
WAITS_FOR_PAPERS = Sentence("Hồ sơ đang chờ bổ sung giấy tờ.", "The dossier is waiting for further papers from you.")
WAITS_FOR_PAYMENT = Sentence(
    "Hồ sơ đang chờ nộp phí, lệ phí hoặc thuế. Nộp xong thì được giải quyết tiếp.",
    "The dossier is waiting for a fee or tax to be paid. It goes on once that is done.",
)
RESULT_READY = Sentence(
    "Hồ sơ đã có kết quả, mời đến nhận tại {place}.", "The result is ready. Please collect it at {place}."
)
RESULT_READY_ON_SLIP = Sentence(
    "Hồ sơ đã có kết quả, mời đến nhận tại nơi trả kết quả ghi trên giấy hẹn.",
    "The result is ready. Please collect it at the place that your appointment slip names.",
)
RESULT_RETURNED = Sentence("Kết quả đã được trả.", "The result has been handed over.")
RESULT_RETURNED_AT = Sentence("Kết quả đã được trả lúc {at}.", "The result was handed over at {at}.")
NOT_RECEIVED = Sentence("Hồ sơ không được tiếp nhận.", "The dossier was not accepted.")
WITHDRAWN = Sentence("Hồ sơ đã được rút theo yêu cầu của người nộp.", "The dossier was withdrawn, as its sender asked.")
WITHDRAWN_ON = Sentence(
    "Hồ sơ đã được rút theo yêu cầu của người nộp, {day}.", "The dossier was withdrawn, as its sender asked, on {day}."
)
STOPPED = Sentence("Hồ sơ đã dừng giải quyết.", "The handling of the dossier has ended.")
STOPPED_ON = Sentence("Hồ sơ đã dừng giải quyết, {day}.", "The handling of the dossier ended on {day}.")

# A dossier: until when
DUE = Sentence("Hẹn trả kết quả lúc {due}.", "The result is due at {due}.")
LATE = Sentence("Hồ sơ đã quá hẹn. Ngày hẹn trả là {due}.", "The dossier is late. The result was due at {due}.")
PAUSED = Sentence("Thời hạn đang tạm dừng.", "The time limit is paused.")
PAUSED_FOR_PAPERS = Sentence(
    "Thời hạn tạm dừng đến khi nhận đủ giấy tờ.", "The time limit is paused until all papers are there."
)
SORRY = Sentence(
    "Trung tâm xin lỗi vì trễ hẹn. Không phải nộp lại giấy tờ, hồ sơ vẫn đang được giải quyết.",
    "The centre apologises for the delay. Nothing has to be handed in again, the dossier is being handled.",
)
WAS_LATE = Sentence(
    "Kết quả có sau ngày hẹn. Trung tâm xin lỗi vì trễ hẹn.",
    "The result was ready after its date. The centre apologises for the delay.",
)

# A dossier: what to do
NOTHING_YET = Sentence("Chưa cần làm gì.", "There is nothing to do yet.")
NOTHING_MORE = Sentence("Không còn việc gì phải làm.", "There is nothing left to do.")
THEN_COLLECT = Sentence(
    "Khi có kết quả, mang giấy hẹn và thẻ căn cước đến {place} để nhận.",
    "When the result is ready, bring your appointment slip and your identity card to {place}.",
)
THEN_COLLECT_ON_SLIP = Sentence(
    "Khi có kết quả, mang giấy hẹn và thẻ căn cước đến nơi trả kết quả ghi trên giấy hẹn để nhận.",
    "When the result is ready, bring your appointment slip and your identity card to the place that the slip names.",
)
BRING_SLIP = Sentence(
    "Mang giấy hẹn và thẻ căn cước đến nhận trong giờ làm việc.",
    "Bring your appointment slip and your identity card during opening hours.",
)
ASK_NEW_DATE = Sentence(
    "Hỏi ngày trả mới tại {unit}, hoặc gọi số in trên giấy hẹn.",
    "Ask for the new date at {unit}, or call the number on your appointment slip.",
)
HAND_IN_PAPERS = Sentence(
    "Nộp đủ, một lần, những giấy tờ ghi trên phiếu yêu cầu bổ sung tại {unit}.",
    "Hand in all papers that the request names, at one time, at {unit}.",
)
PAY = Sentence(
    "Nộp số tiền ghi trên thông báo. Chưa nhận được thông báo thì hỏi tại {unit}.",
    "Pay the amount on the notice. If you have no notice, ask at {unit}.",
)
CORRECT_RESULT = Sentence(
    "Nếu kết quả có sai sót, mang đến {unit} để được đính chính.",
    "If the result holds a mistake, bring it to {unit} to have it corrected.",
)
REFUSAL_REASON = Sentence(
    "Lý do ghi trên phiếu từ chối tiếp nhận. Hỏi thêm tại {unit}.",
    "The reason is written on the refusal slip. Ask further at {unit}.",
)
SEND_AGAIN = Sentence(
    "Nếu vẫn cần giải quyết, nộp hồ sơ mới tại {unit}.",
    "If you still need it, hand in a new dossier at {unit}.",
)
STOP_REASON = Sentence(
    "Lý do ghi trên thông báo dừng giải quyết hồ sơ. Hỏi thêm tại {unit}.",
    "The reason is written on the notice of its ending. Ask further at {unit}.",
)

# A centre
OPEN_NOW = Sentence("{unit} đang mở cửa đến {time}.", "{unit} is open until {time}.")
OPENS_TODAY = Sentence(
    "{unit} đang đóng cửa, hôm nay mở cửa lại lúc {time}.", "{unit} is closed now. It opens today at {time}."
)
OPENS_ON = Sentence("{unit} đang đóng cửa, mở cửa lại lúc {at}.", "{unit} is closed now. It opens at {at}.")
HOURS = Sentence("Giờ làm việc của {unit}.", "The opening hours of {unit}.")
HOURS_ONE_DAY = Sentence("{day}, {hours}.", "{day}, {hours}.")
HOURS_DAYS = Sentence("Từ {first} đến {last}, {hours}.", "From {first} to {last}, {hours}.")
STRETCH = Sentence("từ {opens} đến {closes}", "from {opens} to {closes}")
AND_STRETCH = Sentence("và từ {opens} đến {closes}", "and from {opens} to {closes}")
NO_HOURS = Sentence("Chưa có thông tin về giờ làm việc.", "The opening hours are not known.")
ADDRESS = Sentence("Địa chỉ của {unit}, {address}.", "The address of {unit}, {address}.")
TELEPHONE = Sentence("Số điện thoại, {number}.", "The telephone number, {number}.")
NO_CLOSED_DAYS = Sentence(
    "Trong ba mươi ngày tới không có ngày nghỉ lễ.", "There are no public holidays in the next thirty days."
)
CLOSED_DAYS = Sentence("Trong ba mươi ngày tới, nghỉ các ngày sau.", "In the next thirty days it is closed as follows.")
CLOSED_DAY = Sentence("{day}.", "{day}.")
CLOSED_FROM_TO = Sentence("Từ {first}, đến hết {last}.", "From {first}, to {last}.")
NOBODY_WAITS = Sentence("Hiện không có ai đang chờ.", "Nobody is waiting now.")
ONE_WAITS = Sentence("Hiện có một người đang chờ.", "One person is waiting now.")
PEOPLE_WAIT = Sentence("Hiện có {people} người đang chờ.", "{people} people are waiting now.")
WAIT_MINUTES = Sentence("Thời gian chờ khoảng {minutes} phút.", "The wait is about {minutes} minutes.")
WAIT_LITTLE = Sentence("Lấy số là được gọi ngay.", "You are called at once.")

# A procedure
PROCEDURE = Sentence("Thủ tục {title}.", "The procedure, in Vietnamese. {title}.")
PAPERS = Sentence(
    "Cần mang theo {count} loại giấy tờ.", "Bring {count} kinds of papers. Their names are in Vietnamese."
)
ONE_PAPER = Sentence("Cần mang theo một loại giấy tờ.", "Bring one paper. Its name is in Vietnamese.")
PAPERS_BY_CASE = Sentence(
    "Giấy tờ tùy từng trường hợp, có {count} trường hợp.",
    "Which papers to bring depends on the case. There are {count} cases.",
)
PAPERS_REMARKED = Sentence(
    "Về giấy tờ phải nộp, quy định ghi như sau.", "About the papers, the rules say in Vietnamese as follows."
)
PAPERS_UNKNOWN = Sentence(
    "Chưa có thông tin về giấy tờ phải nộp. Hỏi tại quầy trước khi đi.",
    "The papers are not known here. Please ask at the counter before you come.",
)
ORIGINALS = Sentence("{count} bản chính", "{count} original")
COPIES = Sentence("{count} bản sao", "{count} copy")
MORE_IN_WRITING = Sentence(
    "Phần còn lại ghi trên phiếu hướng dẫn, lấy tại quầy.", "The rest is in the printed guide, at the counter."
)
LIMIT = Sentence("Thời hạn giải quyết là {limit}.", "It takes {limit}.")
LIMIT_BY_LAW = Sentence(
    "Trung tâm hẹn sớm hơn luật. Theo luật là {limit}.", "The centre promises less than the law, which says {limit}."
)
LIMIT_OTHER_WAY = Sentence("Nếu nộp {way}, thời hạn là {limit}.", "If you hand it in {way}, it takes {limit}.")
LIMIT_AS_WRITTEN = Sentence("Thời hạn giải quyết, {words}.", "The time limit, in Vietnamese. {words}.")
LIMIT_UNKNOWN = Sentence(
    "Chưa có thông tin về thời hạn. Hỏi tại quầy trước khi đi.",
    "The time limit is not known here. Please ask at the counter.",
)
FREE = Sentence("Không mất tiền.", "It is free of charge.")
FEE = Sentence("Phí, lệ phí là {amount}.", "The fee is {amount}.")
FEE_BETWEEN = Sentence("Phí, lệ phí từ {least} đến {most}.", "The fee is between {least} and {most}.")
FREE_OR = Sentence("Có trường hợp không mất tiền.", "In some cases it is free of charge.")
FEE_BY_CASE = Sentence(
    "Phí, lệ phí tùy từng trường hợp. Hỏi tại quầy trước khi nộp.",
    "The fee depends on the case. Please ask at the counter.",
)
FEE_UNCHECKED = Sentence("Quầy xác nhận số tiền khi thu.", "The counter confirms the amount.")
FEE_UNKNOWN = Sentence(
    "Chưa có thông tin về phí, lệ phí. Hỏi tại quầy trước khi đi.",
    "The fee is not known here. Please ask at the counter.",
)
WHERE = Sentence("Nộp tại {place}.", "Hand it in at {place}.")
OR = Sentence("hoặc", "or")
WAYS = Sentence("Cách nộp, {ways}.", "It can be handed in {ways}.")
PLACE_UNKNOWN = Sentence(
    "Chưa có thông tin về nơi nộp. Hỏi tại quầy trước khi đi.",
    "The place is not known here. Please ask at the counter.",
)
PROVINCE_CENTRE = Sentence("Trung tâm Phục vụ hành chính công tỉnh", "the public service centre of the province")
COMMUNE_CENTRE = Sentence(
    "Trung tâm Phục vụ hành chính công xã, phường", "the public service centre of a commune or ward"
)
IN_PERSON = Sentence("trực tiếp", "in person")
ONLINE = Sentence("trực tuyến", "online")
BY_POST = Sentence("qua dịch vụ bưu chính", "by post")
RESULT = Sentence("Kết quả nhận được, {name}.", "The result, in Vietnamese. {name}.")
RESULT_UNKNOWN = Sentence("Chưa có thông tin về kết quả.", "The result is not known here.")


def sentence_fragments() -> Iterator[Fragment]:
    """Every fragment of every sentence here."""
    for value in list(globals().values()):
        if isinstance(value, Sentence):
            for language in LANGUAGES:
                yield from value.fragments(language)
