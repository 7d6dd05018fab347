"""Every page that people open, as the walk visits them: who asks, and for what."""

from dataclasses import dataclass

from motcua.desk.handling.acts import ACTS
from tests.journeys.followed import STATES

CITIZEN, ADMINISTRATOR = "", "quantri"


@dataclass(frozen=True)
class Visit:
    who: str
    """Sign-in name; "" for a citizen."""
    path: str
    name: str
    """The screenshot's."""


WALK = (
    Visit(CITIZEN, "/", "home"),
    Visit(CITIZEN, "/?lang=en", "home-en"),
    Visit(CITIZEN, "/thu-tuc/?q=sang+tên+sổ+đỏ&lang=vi", "search"),
    Visit(CITIZEN, "/thu-tuc/?q=khai+sinh&cap=xa&trang=2", "search-filtered"),
    Visit(CITIZEN, "/thu-tuc/?q=zzzzz+qqqqq", "search-nothing"),
    Visit(CITIZEN, "/thu-tuc/", "search-all"),
    Visit(CITIZEN, "/thu-tuc/1.001193/", "procedure"),
    Visit(CITIZEN, "/thu-tuc/1.012784/", "procedure-land"),
    Visit(CITIZEN, "/thu-tuc/1.012784/?lang=en", "procedure-en"),
    Visit(CITIZEN, "/thu-tuc/9.900001/?lang=vi", "procedure-small"),
    Visit(CITIZEN, "/thu-tuc/9.999999/", "not-found"),
    Visit(CITIZEN, "/tra-cuu/", "look-up"),
    Visit(CITIZEN, "/tra-cuu/?code=xin+ch%C3%A0o&token=ABC", "look-up-wrong"),
    Visit(CITIZEN, "/tra-cuu/?code=H99-261125-9999&token=AAAAAAAAAAAAAAAA", "look-up-absent"),
    *(
        Visit(CITIZEN, "/tra-cuu/?code={" + state + ".code}&token={" + state + ".token}", f"status-{state}")
        for state in STATES
    ),
    Visit(CITIZEN, "/tra-cuu/?code={appraised.code}&token={appraised.token}&lang=en", "status-appraised-en"),
    Visit(CITIZEN, "/so-thu-tu/aaaaaaaaaaa/", "waiting-absent"),
    Visit(CITIZEN, "/dat-lich/", "book"),
    Visit(CITIZEN, "/dat-lich/?lang=en", "book-en"),
    Visit(CITIZEN, "/dat-lich/noi/trung-tam-tinh/?lang=vi", "book-unit"),
    Visit(CITIZEN, "/dat-lich/nhom/{queue_group}/", "book-days"),
    Visit(CITIZEN, "/dat-lich/nhom/{queue_group}/2026-01-01/", "book-times-none"),
    Visit(CITIZEN, "/dat-lich/tra-cuu/", "appointment-look-up"),
    Visit(CITIZEN, "/dat-lich/lich/aaaaaaaaaaaaaaaaaaaaaa/", "appointment-absent"),
    Visit(CITIZEN, "/dang-nhap?lang=vi", "sign-in"),
    Visit(ADMINISTRATOR, "/noi-bo/", "staff-home"),
    Visit(ADMINISTRATOR, "/noi-bo/sanh/", "halls"),
    Visit(ADMINISTRATOR, "/noi-bo/tong-dai/", "hotline"),
    Visit(ADMINISTRATOR, "/noi-bo/tong-dai/so-ngan/", "hotline-numbers"),
    Visit(ADMINISTRATOR, "/noi-bo/tong-dai/so-ngan/?q=zzzzz", "hotline-numbers-nothing"),
    Visit(ADMINISTRATOR, "/noi-bo/tong-dai/so-ngan/1.012784/", "hotline-number"),
    Visit(ADMINISTRATOR, "/noi-bo/tong-dai/kich-ban/", "hotline-script"),
    Visit(ADMINISTRATOR, "/noi-bo/tong-dai/goi-thu/", "hotline-keypad"),
    Visit("giamsat", "/noi-bo/tong-dai/loi-nhan/", "hotline-messages"),
    Visit(ADMINISTRATOR, "/noi-bo/nhap-thu-tuc/", "imports"),
    Visit(ADMINISTRATOR, "/noi-bo/nhap-thu-tuc/{report}/", "import-report"),
    Visit(ADMINISTRATOR, "/noi-bo/thu-tuc/", "procedures"),
    Visit(ADMINISTRATOR, "/noi-bo/thu-tuc/?q=khai+sinh&xem=tiep-nhan", "procedures-filtered"),
    Visit(ADMINISTRATOR, "/noi-bo/thu-tuc/?q=9.999999", "procedures-nothing"),
    Visit(ADMINISTRATOR, "/noi-bo/thu-tuc/9.900001/", "procedure-kept"),
    Visit(ADMINISTRATOR, "/noi-bo/thu-tuc/9.900001/thay-doi/", "procedure-changes"),
    Visit(ADMINISTRATOR, "/noi-bo/thu-tuc/9.900001/nguon/", "procedure-source"),
    Visit(ADMINISTRATOR, "/noi-bo/thu-tuc/9.900001/phi/{fee}/", "fee"),
    Visit(ADMINISTRATOR, "/noi-bo/quyet-dinh/", "decisions"),
    Visit(ADMINISTRATOR, "/noi-bo/quyet-dinh/{decision}/", "decision"),
    Visit(ADMINISTRATOR, "/noi-bo/quyet-dinh/moi/", "decision-new"),
    Visit("thuly.xaydung1", "/quay/", "desk-inbox"),
    Visit("thuly.xaydung1", "/quay/?viec=tham-dinh&loc=hom-nay", "desk-inbox-empty"),
    Visit("thuly.xaydung1", "/quay/ho-so/{untouched}/", "desk-dossier"),
    Visit("thuly.xaydung1", "/quay/quet?ma=H99-261125-9999", "desk-scan-nothing"),
    Visit("giamsat", "/quay/", "desk-inbox-everything"),
    Visit("giamsat", "/noi-bo/danh-gia/", "ratings"),
    Visit("giamsat", "/noi-bo/danh-gia/danh-sach", "ratings-list"),
    Visit("tiepnhan08", "/quay/danh-gia-cua-toi/", "own-ratings"),
    *(Visit("giamsat", "/quay/ho-so/{" + state + ".code}/", f"desk-dossier-{state}") for state in STATES),
    Visit("tiepnhan08", "/quay/", "desk-inbox-reception"),
    Visit("tiepnhan08", "/noi-bo/", "staff-home-reception"),
    Visit("tiepnhan08", "/noi-bo/mat-khau", "password"),
    Visit("tiepnhan08", "/noi-bo/quyet-dinh/", "refused"),
    Visit("tiepnhan08", "/quay/goi-so/cac-quay/", "counters"),
    Visit("tiepnhan08", "/quay/lich-hen/", "arrival"),
    Visit("thuly.xaydung1", "/quay/goi-so/cac-quay/", "counters-nowhere"),
    Visit("tiepnhan08", "/quay/tiep-nhan/", "choose"),
    Visit("tiepnhan08", "/quay/tiep-nhan/?q=sang+tên+đất", "choose-found"),
    Visit("tiepnhan08", "/quay/tiep-nhan/?q=zzzzz+qqqqq", "choose-nothing"),
    Visit("tiepnhan08", "/quay/tiep-nhan/?luot={visit}", "choose-more"),
    Visit("tiepnhan08", "/quay/tiep-nhan/1.013831/", "intake-long-title"),
    Visit("tiepnhan08", "/quay/tiep-nhan/1.013239/", "intake-many-papers"),
    Visit("tiepnhan08", "/quay/tiep-nhan/2.002011/", "intake-many-cases"),
    Visit("tiepnhan08", "/quay/tiep-nhan/9.900001/?luot={visit}", "intake-not-here"),
    Visit("tiepnhan08", "/quay/tiep-nhan/1.012784/?luot={visit}", "intake-more"),
    Visit("tiepnhan08", "/quay/luot/{visit}/", "visit"),
    Visit("tiepnhan08", "/quay/phieu/{slip}/", "slip-supplement"),
    Visit("tiepnhan08", "/quay/phieu/{refusal}/", "slip-refusal"),
    Visit("tiepnhan08", "/quay/tra-ket-qua/", "return"),
    Visit("tiepnhan08", "/quay/tra-ket-qua/?ma={waiting}", "return-waiting"),
    Visit("tiepnhan08", "/quay/tra-ket-qua/?ma={under_way}", "return-not-yet"),
    Visit("tiepnhan08", "/quay/tra-ket-qua/?ma=H99-261125-9999", "return-absent"),
    Visit(CITIZEN, "/thiet-bi/", "pair"),
    Visit("maylayso1", "/kiosk/", "kiosk"),
    Visit("maylayso1", "/kiosk/?lon=1&tuong-phan=1", "kiosk-large"),
    Visit("maylayso1", "/kiosk/nhom/{queue_group}/", "kiosk-group"),
    Visit("maylayso1", "/kiosk/nhom/{queue_group}/thu-tuc/?q=khai+sinh", "kiosk-procedure"),
    Visit("maylayso1", "/kiosk/nhom/{queue_group}/uu-tien/", "kiosk-priority"),
    Visit("maylayso1", "/kiosk/quet/", "kiosk-scan"),
    Visit("maylayso1", "/kiosk/lich-hen/", "kiosk-appointment"),
    Visit(ADMINISTRATOR, "/quan-tri/", "admin"),
    Visit(ADMINISTRATOR, "/quan-tri/accounts/", "admin-room"),
    Visit(ADMINISTRATOR, "/quan-tri/accounts/staff/{staff}/password/", "admin-staff-password"),
    Visit(ADMINISTRATOR, "/quan-tri/accounts/staff/{staff}/history/", "admin-staff-history"),
    Visit(ADMINISTRATOR, "/quan-tri/accounts/staff/{staff}/delete/", "admin-staff-delete"),
    Visit(ADMINISTRATOR, "/quan-tri/accounts/staff/{staff}/change/", "admin-staff-change"),
    Visit(ADMINISTRATOR, "/quan-tri/accounts/staff/{system}/change/", "admin-staff-change-system"),
    Visit(ADMINISTRATOR, "/quan-tri/accounts/accesstoken/", "admin-accesstoken-list"),
    Visit(ADMINISTRATOR, "/quan-tri/accounts/accesstoken/{token}/change/", "admin-accesstoken-change"),
    Visit(ADMINISTRATOR, "/quan-tri/organisation/onestopunit/{unit}/change/", "admin-onestopunit-change"),
    Visit(ADMINISTRATOR, "/quan-tri/organisation/agency/{agency}/change/", "admin-agency-change"),
    *(
        Visit(
            ADMINISTRATOR, f"/quan-tri/{record}/{act}", f"admin-{record.partition('/')[2]}-{act.strip('/') or 'list'}"
        )
        for record in (
            "accounts/staff",
            "organisation/administrativeunit",
            "organisation/agency",
            "organisation/calendaroverride",
            "organisation/counter",
            "organisation/holidaydecision",
            "organisation/onestopunit",
            "ticketing/counterservice",
            "ticketing/hall",
            "ticketing/halldevice",
            "ticketing/queuegroup",
            "ticketing/slotplan",
        )
        for act in ("", "add/")
    ),
)

NO_PAGES = {
    "portal:rating_tablet": "a machine's screen; a journey of its own opens it at its sizes",
    "portal:rate": "needs a ticket that was served; a journey of its own opens it",
    "portal:rate_visit": "needs a receipt; a journey of its own opens it",
    "portal:suggest": "JSON for the search box",
    **dict.fromkeys(("backoffice:hotline_message", "backoffice:hotline_give_numbers"), "takes POST only"),
    "portal:guide": "a PDF; its words are read in a journey",
    "portal:appointment_ics": "a file for calendars",
    **dict.fromkeys(("portal:appointment_cancel", "backoffice:restore_priority"), "takes POST only"),
    **dict.fromkeys(("portal:move_day", "portal:move_time"), "needs an appointment; a journey of its own opens it"),
    "portal:wait_state": "JSON for the waiting page",
    "portal:give_back": "takes POST only",
    **dict.fromkeys(
        ("boards:hall", "boards:counter", "backoffice:hall"),
        "live: tests/processes opens it before a running centre, with the process that it listens to",
    ),
    "boards:hall_state": "JSON for the board",
    "boards:counter_state": "JSON for the display",
    "boards:sound": "a WAV",
    "health": "JSON for machines",
    "kiosk:alive": "JSON for the page",
    "kiosk:take": "takes POST only",
    "kiosk:ticket": "made by a tap; a journey takes the number and looks at it",
    "kiosk:ticket_state": "JSON for the page",
    "kiosk:print_again": "takes POST only",
    "kiosk:consent": "takes POST only",
    "desk:visit_receipt": "a PDF; the printed forms have tests of their own",
    "desk:supplement_request": "a PDF; the printed forms have tests of their own",
    "desk:intake_refusal": "a PDF; the printed forms have tests of their own",
    "backoffice:sign_out": "takes POST only",
    "desk:counter": "leads to the counters until one is open; a journey of its own looks at it",
    "desk:take_seat": "takes POST only",
    "desk:counter_act": "takes POST only; what it refuses is a state of the counter's page",
    "desk:ticket_act": "takes POST only; what it refuses is a state of the counter's page",
    "desk:receipt": "a PDF",
    "desk:result_file": "a download; its content is compared in a journey",
    "desk:supplement_slip": "a PDF",
    "desk:closing_notice": "a PDF",
    **{f"desk:{act.name}": "takes POST only; what it refuses is a state of the dossier's page" for act in ACTS},
    "backoffice:import_upload": "leads to the list; what it refuses is a state of the list",
    "backoffice:procedure_names": "takes POST only",
    "admin:accounts_accesstoken_add": "refused to everybody: tokens are issued at the command line",
    "admin:password_change": "leads to the page for one's own password",
    "backoffice:kept_form": "needs a session that ended while a form was sent; its own test opens it",
}
"""Routes without a page of their own to walk through, and why."""

WALKED_ELSEWHERE = {
    r"ui:": "src/motcua/ui/tests opens the whole gallery at three widths",
    r"api:": "JSON for machines",
    r"admin:.*(_change|_history|_delete)$": "walked for staff, units and agencies; the others are made by the same templates",
    r"admin:(login|logout|jsi18n|autocomplete|view_on_site|password_change_done)$": "no page, or never reached: we sign in elsewhere",
    r"admin:django\.": "leads to the change page, or to 404",
    r"admin:procrastinate": "the queue's own page of jobs, read-only, a change list like the others",
}
"""Routes, as patterns of their names, that need no visit, and why."""
