from django.urls import path

from motcua.api.application import application

urlpatterns = [path("api/v1/", application.urls)]
