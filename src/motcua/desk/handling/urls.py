from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
ROUTES: dict[str, str] = {}
"""Route name → permission, beside the routes; `desk.permissions` merges them."""
