from django.apps import AppConfig


class TicketingConfig(AppConfig):
    name = "motcua.ticketing"
    verbose_name = "Lấy số và gọi số"
