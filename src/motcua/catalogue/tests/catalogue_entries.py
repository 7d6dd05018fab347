"""A small catalogue for the tests of search: titles as ministries write them, none of them a copy of a real list."""

from motcua.catalogue.search.entries import Entry
from motcua.catalogue.vocabulary import Audience, ChannelKind, Level

PEOPLE = (Audience.CITIZEN,)
COMPANIES = (Audience.BUSINESS,)
COMMUNE, PROVINCE, MINISTRY = (Level.COMMUNE,), (Level.PROVINCE,), (Level.MINISTRY,)
HERE, ANYWHERE = (ChannelKind.DIRECT,), (ChannelKind.DIRECT, ChannelKind.ONLINE)

ENTRIES = (
    Entry("9.000001", "Thủ tục đăng ký khai sinh", "Hộ tịch", COMMUNE, PEOPLE, ANYWHERE),
    Entry("9.000002", "Thủ tục đăng ký khai sinh có yếu tố nước ngoài", "Hộ tịch", COMMUNE, PEOPLE, HERE),
    Entry("9.000003", "Thủ tục đăng ký khai sinh lưu động", "Hộ tịch", COMMUNE, PEOPLE, HERE),
    Entry("9.000004", "Thủ tục đăng ký lại khai sinh", "Hộ tịch", COMMUNE, PEOPLE, ANYWHERE),
    Entry("9.000005", "Cấp bản sao Trích lục hộ tịch, bản sao Giấy khai sinh", "Hộ tịch", COMMUNE, PEOPLE, ANYWHERE),
    Entry("9.000006", "Thủ tục đăng ký kết hôn", "Hộ tịch", COMMUNE, PEOPLE, HERE),
    Entry("9.000007", "Thủ tục cấp Giấy xác nhận tình trạng hôn nhân", "Hộ tịch", COMMUNE, PEOPLE, ANYWHERE),
    Entry("9.000008", "Đăng ký thường trú", "Cư trú", COMMUNE, PEOPLE, ANYWHERE),
    Entry("9.000009", "Xóa đăng ký thường trú", "Cư trú", COMMUNE, PEOPLE, ANYWHERE),
    Entry("9.000010", "Cấp lại giấy phép lái xe", "Sát hạch, cấp giấy phép lái xe", PROVINCE, PEOPLE, ANYWHERE),
    Entry("9.000011", "Đổi giấy phép lái xe", "Sát hạch, cấp giấy phép lái xe", PROVINCE, PEOPLE, ANYWHERE),
    Entry(
        "9.000012",
        "Cấp lại giấy phép lái xe (thực hiện tại cấp trung ương)",
        "Sát hạch, cấp giấy phép lái xe",
        MINISTRY,
        PEOPLE,
        ANYWHERE,
    ),
    Entry(
        "9.000013",
        "Cấp đổi Giấy chứng nhận quyền sử dụng đất, quyền sở hữu tài sản gắn liền với đất",
        "Đất đai",
        PROVINCE,
        PEOPLE,
        ANYWHERE,
    ),
    Entry("9.000014", "Hòa giải tranh chấp đất đai", "Đất đai", COMMUNE, PEOPLE, HERE),
    Entry("9.000015", "Đăng ký thành lập hộ kinh doanh", "Hộ kinh doanh", COMMUNE, (*PEOPLE, *COMPANIES), ANYWHERE),
    Entry("9.000016", "Chấm dứt hoạt động hộ kinh doanh", "Hộ kinh doanh", COMMUNE, (*PEOPLE, *COMPANIES), ANYWHERE),
    Entry(
        "9.000017",
        "Đăng ký thành lập công ty trách nhiệm hữu hạn một thành viên",
        "Doanh nghiệp",
        PROVINCE,
        COMPANIES,
        ANYWHERE,
    ),
    Entry("9.000018", "Cấp Phiếu lý lịch tư pháp", "Lý lịch tư pháp", PROVINCE, PEOPLE, ANYWHERE),
    Entry(
        "9.000019",
        "Cấp giấy phép hoạt động đối với phòng khám nha khoa",
        "Khám bệnh, chữa bệnh",
        PROVINCE,
        COMPANIES,
        ANYWHERE,
    ),
    Entry("9.000020", "Chuyển trường đối với học sinh trung học phổ thông", "Giáo dục", PROVINCE, PEOPLE, ANYWHERE),
)
