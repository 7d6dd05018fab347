"""Every address of the product. Each surface owns its own urls.py and permissions.py."""

from django.contrib import admin
from django.urls import URLPattern, URLResolver, include, path

urlpatterns: list[URLPattern | URLResolver] = [
    path("", include("motcua.backoffice.urls")),
    path("quan-tri/", admin.site.urls),
]

handler403 = "motcua.backoffice.refusals.refused"
