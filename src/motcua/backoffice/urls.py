from django.urls import path

from motcua.backoffice import home, sign_in

app_name = "backoffice"
urlpatterns = [
    path("dang-nhap", sign_in.sign_in, name="sign_in"),
    path("dang-xuat", sign_in.sign_out, name="sign_out"),
    path("noi-bo/", home.home, name="home"),
    path("noi-bo/gui-lai", sign_in.kept_form, name="kept_form"),
]
