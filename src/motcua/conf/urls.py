"""Every address of the product. Each surface owns its own urls.py and permissions.py."""

from django.contrib import admin
from django.urls import URLPattern, URLResolver, include, path

from motcua.conf import health

urlpatterns: list[URLPattern | URLResolver] = [
    path("", include("motcua.portal.urls")),
    path("", include("motcua.api.urls")),
    path("", include("motcua.desk.urls")),
    path("", include("motcua.kiosk.urls")),
    path("", include("motcua.backoffice.urls")),
    path("", include("motcua.backoffice.gallery")),
    path("quan-tri/", admin.site.urls),
    path("suc-khoe", health.view, name="health"),
]

handler400 = "motcua.ui.errors.bad_request"
handler403 = "motcua.backoffice.refusals.refused"
handler404 = "motcua.ui.errors.not_found"
handler500 = "motcua.ui.errors.server_error"
