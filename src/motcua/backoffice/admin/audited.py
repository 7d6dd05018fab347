from typing import Any

from django.contrib import admin
from django.db import transaction
from django.db.models import Model, QuerySet
from django.http import HttpRequest

from motcua.foundation import audit


class AuditedAdmin(admin.ModelAdmin):
    """What is added, changed or deleted here stands in the audit chain, by the names of its fields, without contents."""

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:
        super().save_related(request, form, formsets, change)
        self._record(request, form.instance, "changed" if change else "added", form.changed_data)

    def delete_model(self, request: HttpRequest, obj: Model) -> None:
        self._record(request, obj, "deleted", [])
        super().delete_model(request, obj)

    def delete_queryset(self, request: HttpRequest, queryset: QuerySet[Model]) -> None:
        with transaction.atomic():  # a list's actions have no transaction of Django's
            for obj in queryset:
                self._record(request, obj, "deleted", [])
            super().delete_queryset(request, queryset)

    def _record(self, request: HttpRequest, obj: Model, verb: str, fields: list[str]) -> None:
        name = self.opts.model_name
        audit.append(
            actor=f"staff:{request.user.pk}",
            act=f"{self.opts.app_label}:{name}:{verb}",
            subject=f"{name}:{obj.pk}",
            details={"fields": sorted(fields)},
        )
