from django.urls import path

from motcua.portal import home, look_up, procedure, rating, rating_tablet, search, waiting

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
    path("thu-tuc/", search.search, name="search"),
    path("thu-tuc/goi-y", search.suggest, name="suggest"),
    path("thu-tuc/<procedure_code:code>/", procedure.procedure, name="procedure"),
    path("thu-tuc/<procedure_code:code>/huong-dan.pdf", procedure.guide, name="guide"),
]
