from django.urls import path

from motcua.backoffice import hall, home, password, ratings, sign_in
from motcua.backoffice.catalogue import decisions, fees, imports, listing, procedures
from motcua.backoffice.hotline import keypad, messages, numbers, overview, script

app_name = "backoffice"
urlpatterns = [
    path("dang-nhap", sign_in.sign_in, name="sign_in"),
    path("dang-xuat", sign_in.sign_out, name="sign_out"),
    path("noi-bo/", home.home, name="home"),
    path("noi-bo/sanh/", hall.halls, name="halls"),
    path("noi-bo/sanh/<slug:unit_code>/", hall.hall, name="hall"),
    path("noi-bo/sanh/<slug:unit_code>/uu-tien/<uuid:ticket_id>", hall.restore, name="restore_priority"),
    path("noi-bo/mat-khau", password.password, name="password"),
    path("noi-bo/gui-lai", sign_in.kept_form, name="kept_form"),
    path("noi-bo/danh-gia/", ratings.results, name="ratings"),
    path("noi-bo/danh-gia/danh-sach", ratings.listed, name="ratings_list"),
    path("noi-bo/tong-dai/", overview.overview, name="hotline"),
    path("noi-bo/tong-dai/loi-nhan/", messages.spoken, name="hotline_messages"),
    path("noi-bo/tong-dai/loi-nhan/<int:pk>/nghe", messages.hear, name="hotline_message"),
    path("noi-bo/tong-dai/so-ngan/", numbers.numbers, name="hotline_numbers"),
    path("noi-bo/tong-dai/so-ngan/cap", numbers.give, name="hotline_give_numbers"),
    path("noi-bo/tong-dai/so-ngan/<procedure_code:code>/", numbers.change, name="hotline_number"),
    path("noi-bo/tong-dai/kich-ban/", script.script, name="hotline_script"),
    path("noi-bo/tong-dai/goi-thu/", keypad.keypad, name="hotline_keypad"),
    path("noi-bo/nhap-thu-tuc/", imports.imports, name="imports"),
    path("noi-bo/nhap-thu-tuc/tai-len", imports.upload, name="import_upload"),
    path("noi-bo/nhap-thu-tuc/<int:run_id>/", imports.report, name="import_report"),
    path("noi-bo/thu-tuc/", listing.procedures, name="procedures"),
    path("noi-bo/thu-tuc/<procedure_code:code>/", procedures.procedure, name="procedure"),
    path("noi-bo/thu-tuc/<procedure_code:code>/thay-doi/", procedures.compare, name="procedure_changes"),
    path("noi-bo/thu-tuc/<procedure_code:code>/nguon/", procedures.source, name="procedure_source"),
    path("noi-bo/thu-tuc/<procedure_code:code>/ten-thuong-goi", procedures.rename, name="procedure_names"),
    path("noi-bo/thu-tuc/<procedure_code:code>/phi/<int:pk>/", fees.verify, name="fee"),
    path("noi-bo/quyet-dinh/", decisions.decisions, name="decisions"),
    path("noi-bo/quyet-dinh/moi/", decisions.publish, name="decision_new"),
    path("noi-bo/quyet-dinh/<int:pk>/", decisions.decision, name="decision"),
]
