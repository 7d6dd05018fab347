from django.urls import path

from motcua.desk.counter import urls as counter
from motcua.desk.handling import urls as handling
from motcua.desk.ratings import own_ratings
from motcua.desk.reception import urls as reception

app_name = "desk"
urlpatterns = [
    *reception.urlpatterns,
    *handling.urlpatterns,
    *counter.urlpatterns,
    path("quay/danh-gia-cua-toi/", own_ratings, name="own_ratings"),
]
