from typing import Any, ClassVar

from django.contrib import admin, messages
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from motcua.backoffice.admin.audited import AuditedAdmin
from motcua.kernel import clock
from motcua.ticketing.models import CounterService, Hall, HallDevice, QueueGroup
from motcua.ticketing.services.devices import give_account, new_pairing_code


@admin.register(Hall)
class HallAdmin(AuditedAdmin):
    list_display = ("unit", "mode", "is_trial", "languages")
    list_filter = ("mode", "is_trial")


@admin.register(QueueGroup)
class QueueGroupAdmin(AuditedAdmin):
    list_display = ("letters", "name", "unit", "zone", "position", "valid_from", "valid_to")
    list_filter = ("unit",)
    search_fields = ("letters", "name")
    autocomplete_fields: ClassVar = ("agencies",)


@admin.register(CounterService)
class CounterServiceAdmin(AuditedAdmin):
    list_display = ("counter", "group", "order", "weight")
    list_filter = ("group__unit",)
    list_select_related = ("counter", "group")
    autocomplete_fields: ClassVar = ("counter", "group")


@admin.register(HallDevice)
class HallDeviceAdmin(AuditedAdmin):
    """A new device gets its account; a machine becomes it by a code that stands here once."""

    list_display = ("name", "kind", "unit", "zone", "printer", "printer_fault", "last_seen_at")
    list_filter = ("unit", "kind")
    search_fields = ("name",)
    autocomplete_fields: ClassVar = ("counter",)
    readonly_fields = ("account", "last_seen_at", "printer_fault")
    actions = ("offer_pairing",)

    def save_model(self, request: HttpRequest, obj: HallDevice, form: Any, change: bool) -> None:
        if change:
            super().save_model(request, obj, form, change)
        else:
            give_account(obj, by=f"staff:{request.user.pk}", now=clock.now())

    @admin.action(description=gettext_lazy("Cấp mã ghép máy"))
    def offer_pairing(self, request: HttpRequest, queryset: QuerySet[HallDevice]) -> None:
        """One code a device, shown once."""
        for device in queryset:
            code = new_pairing_code(device, by=f"staff:{request.user.pk}", now=clock.now())
            words = {"name": device.name, "code": f"{code[:4]} {code[4:]}"}
            text = _("Mã ghép máy của “%(name)s”: %(code)s. Mở /thiet-bi/ trên máy đó, gõ mã trong 10 phút.") % words
            self.message_user(request, text, messages.SUCCESS)
