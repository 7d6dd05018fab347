from django.urls import path

from motcua.boards import counter, hall, sound

app_name = "boards"
urlpatterns = [
    path("bang/quay/<int:counter_id>/", counter.show, name="counter"),
    path("bang/quay/<int:counter_id>/hien-tai", counter.state, name="counter_state"),
    path("bang/tieng/<slug:edition>/<slug:language>/<int:counter>/<slug:number>.wav", sound.call, name="sound"),
    path("bang/<slug:unit_code>/", hall.show, name="hall"),
    path("bang/<slug:unit_code>/hien-tai", hall.state, name="hall_state"),
]
