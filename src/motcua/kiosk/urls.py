from django.urls import path

from motcua.kiosk import choosing, pairing, scanning, taking

app_name = "kiosk"
urlpatterns = [
    path("thiet-bi/", pairing.pair, name="pair"),
    path("kiosk/", choosing.start, name="start"),
    path("kiosk/con-song", choosing.alive, name="alive"),
    path("kiosk/nhom/<int:group_id>/", choosing.group, name="group"),
    path("kiosk/nhom/<int:group_id>/thu-tuc/", choosing.procedure, name="procedure"),
    path("kiosk/nhom/<int:group_id>/uu-tien/", choosing.priority, name="priority"),
    path("kiosk/lay-so", taking.take, name="take"),
    path("kiosk/ve/<uuid:ticket_id>/", taking.ticket, name="ticket"),
    path("kiosk/ve/<uuid:ticket_id>/trang-thai", taking.ticket_state, name="ticket_state"),
    path("kiosk/ve/<uuid:ticket_id>/in-lai", taking.print_again, name="print_again"),
    path("kiosk/quet/", scanning.scan, name="scan"),
    path("kiosk/lich-hen/", scanning.appointment, name="appointment"),
    path("kiosk/dong-y", scanning.consent, name="consent"),
]
