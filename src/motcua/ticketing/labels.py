"""The Vietnamese names of the words of the hall, as people read them on screen."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from motcua.ticketing.vocabulary import (
    AppointmentState,
    CounterState,
    DeviceKind,
    Lane,
    Movement,
    PrinterFault,
    PrintState,
    Priority,
    QueueMode,
    Source,
    TicketState,
)

TICKET_STATES: Mapping[TicketState, Promise] = {
    TicketState.WAITING: _("Đang chờ"),
    TicketState.CALLED: _("Đang gọi"),
    TicketState.SERVING: _("Đang được phục vụ"),
    TicketState.HELD: _("Tạm dừng, sẽ quay lại quầy"),
    TicketState.SERVED: _("Đã phục vụ xong"),
    TicketState.NO_SHOW: _("Gọi không thấy"),
    TicketState.LEFT: _("Đã trả số"),
    TicketState.CLOSED: _("Hết giờ, chưa được phục vụ"),
}
PRIORITIES: Mapping[Priority, Promise] = {
    Priority.NONE: _("Không ưu tiên"),
    Priority.ELDERLY: _("Người cao tuổi"),
    Priority.DISABLED: _("Người khuyết tật"),
    Priority.PREGNANT: _("Phụ nữ mang thai"),
    Priority.SMALL_CHILD: _("Người đi cùng trẻ nhỏ"),
    Priority.WAR_INVALID: _("Người có công, thương binh"),
}
SOURCES: Mapping[Source, Promise] = {
    Source.KIOSK: _("Máy lấy số"),
    Source.COUNTER: _("Quầy hướng dẫn"),
    Source.PHONE: _("Điện thoại"),
    Source.APPOINTMENT: _("Đặt lịch hẹn"),
    Source.API: _("Hệ thống khác"),
}
PRINT_STATES: Mapping[PrintState, Promise] = {
    PrintState.NOT_ASKED: _("Không in"),
    PrintState.WAITING: _("Đang in"),
    PrintState.PRINTED: _("Đã in"),
    PrintState.FAILED: _("Không in được"),
}
PRINTER_FAULTS: Mapping[PrinterFault, Promise] = {
    PrinterFault.PAPER_OUT: _("Máy in hết giấy"),
    PrinterFault.COVER_OPEN: _("Nắp máy in đang mở"),
    PrinterFault.JAM: _("Máy in kẹt giấy"),
    PrinterFault.OFF: _("Máy in không trả lời"),
    PrinterFault.ERROR: _("Máy in báo lỗi"),
}
LANES: Mapping[Lane, Promise] = {
    Lane.ORDINARY: _("Theo thứ tự"),
    Lane.PREFERRED: _("Ưu tiên hoặc có hẹn"),
}
APPOINTMENT_STATES: Mapping[AppointmentState, Promise] = {
    AppointmentState.HELD: _("Đang giữ chỗ"),
    AppointmentState.BOOKED: _("Đã đặt"),
    AppointmentState.MOVED: _("Đã đổi giờ"),
    AppointmentState.CANCELLED: _("Đã hủy"),
    AppointmentState.CHECKED_IN: _("Đã đến"),
    AppointmentState.NO_SHOW: _("Không đến"),
    AppointmentState.EXPIRED: _("Hết thời gian giữ chỗ"),
}
COUNTER_STATES: Mapping[CounterState, Promise] = {
    CounterState.OPEN: _("Đang mở"),
    CounterState.PAUSED: _("Tạm nghỉ"),
    CounterState.CLOSED: _("Đóng"),
}
MOVEMENTS: Mapping[Movement, Promise] = {
    Movement.ISSUED: _("Lấy số"),
    Movement.PRINTED: _("Đã in"),
    Movement.PRINT_FAILED: _("Không in được"),
    Movement.CALLED: _("Gọi"),
    Movement.RECALLED: _("Gọi lại"),
    Movement.SERVING: _("Bắt đầu phục vụ"),
    Movement.HELD: _("Tạm dừng"),
    Movement.RESUMED: _("Quay lại quầy"),
    Movement.TRANSFERRED: _("Chuyển"),
    Movement.NO_SHOW: _("Gọi không thấy"),
    Movement.REINSTATED: _("Đến muộn, xếp lại"),
    Movement.SERVED: _("Phục vụ xong"),
    Movement.LEFT: _("Trả số"),
    Movement.CLOSED: _("Hết giờ"),
    Movement.PRIORITY_CONFIRMED: _("Xác nhận ưu tiên"),
    Movement.PRIORITY_REFUSED: _("Không thuộc diện ưu tiên"),
    Movement.PRIORITY_RESTORED: _("Trả lại diện ưu tiên"),
}
QUEUE_MODES: Mapping[QueueMode, Promise] = {
    QueueMode.OWN: _("Lấy số và gọi số ở đây"),
    QueueMode.FED: _("Hệ thống lấy số khác gửi số sang"),
    QueueMode.OFF: _("Không lấy số"),
}
DEVICE_KINDS: Mapping[DeviceKind, Promise] = {
    DeviceKind.KIOSK: _("Máy lấy số"),
    DeviceKind.BOARD: _("Bảng sảnh"),
    DeviceKind.COUNTER_DISPLAY: _("Màn hình quầy"),
    DeviceKind.RATING_TABLET: _("Máy đánh giá"),
}
