from django.urls import path

from motcua.portal import home, look_up, procedure, rating, rating_tablet, search, waiting
from motcua.portal.booking import appointment, choosing
from motcua.portal.booking import look_up as appointment_look_up

app_name = "portal"
urlpatterns = [
    path("", home.home, name="home"),
    path("tra-cuu/", look_up.look_up, name="look_up"),
    path("so-thu-tu/<slug:token>/", waiting.wait, name="wait"),
    path("so-thu-tu/<slug:token>/hien-tai", waiting.state, name="wait_state"),
    path("so-thu-tu/<slug:token>/tra-so", waiting.give_back, name="give_back"),
    path("danh-gia/quay/<int:counter_id>/", rating_tablet.tablet, name="rating_tablet"),
    path("danh-gia/ho-so/", rating.by_receipt, name="rate_visit"),
    path("danh-gia/<slug:token>/", rating.by_ticket, name="rate"),
    path("dat-lich/", choosing.start, name="book"),
    path("dat-lich/tra-cuu/", appointment_look_up.look_up, name="appointment_look_up"),
    path("dat-lich/noi/<slug:unit_code>/", choosing.unit, name="book_unit"),
    path("dat-lich/nhom/<int:group_id>/", choosing.group, name="book_group"),
    path("dat-lich/nhom/<int:group_id>/<slug:day>/", choosing.day, name="book_day"),
    path("dat-lich/lich/<slug:token>/", appointment.appointment, name="appointment"),
    path("dat-lich/lich/<slug:token>/lich-hen.ics", appointment.ics, name="appointment_ics"),
    path("dat-lich/lich/<slug:token>/huy", appointment.give_up, name="appointment_cancel"),
    path("dat-lich/lich/<slug:token>/doi/", appointment.move_day, name="move_day"),
    path("dat-lich/lich/<slug:token>/doi/<slug:day>/", appointment.move_time, name="move_time"),
    path("thu-tuc/", search.search, name="search"),
    path("thu-tuc/goi-y", search.suggest, name="suggest"),
    path("thu-tuc/<procedure_code:code>/", procedure.procedure, name="procedure"),
    path("thu-tuc/<procedure_code:code>/huong-dan.pdf", procedure.guide, name="guide"),
]
