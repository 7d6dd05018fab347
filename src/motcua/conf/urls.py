"""Every address of the product. Each surface owns its own urls.py and permissions.py."""

from django.urls import URLPattern, URLResolver

urlpatterns: list[URLPattern | URLResolver] = []
