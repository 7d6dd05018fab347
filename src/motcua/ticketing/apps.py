from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class TicketingConfig(AppConfig):
    name = "motcua.ticketing"
    label = "ticketing"
    verbose_name = _("Lấy số và gọi số")

    def ready(self) -> None:
        from motcua.foundation import events
        from motcua.ticketing.events import TicketToPrint
        from motcua.ticketing.jobs import print_ticket

        events.subscribe(TicketToPrint, print_ticket)
