from http import HTTPStatus
from typing import ClassVar

from django import forms
from django.contrib import admin
from django.contrib.admin.utils import unquote
from django.contrib.auth.admin import UserAdmin
from django.contrib.auth.forms import AdminUserCreationForm, UserChangeForm
from django.contrib.auth.models import Group
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.utils.decorators import method_decorator
from django.utils.translation import gettext_lazy as _
from django.views.decorators.debug import sensitive_post_parameters

from motcua.accounts.models import RoleAssignment, Secondment, Staff
from motcua.accounts.models.labels import POWER_CHOICES
from motcua.backoffice.admin.audited import AuditedAdmin

admin.site.unregister(Group)  # roles stand in RoleAssignment; Django's groups open nothing here


class RoleInline(admin.TabularInline):
    model = RoleAssignment
    autocomplete_fields: ClassVar = ("unit", "agency", "counter")
    extra = 0


class SecondmentForm(forms.ModelForm):
    powers = forms.MultipleChoiceField(
        label=_("Được ủy quyền"), choices=POWER_CHOICES, required=False, widget=forms.CheckboxSelectMultiple
    )


class SecondmentInline(admin.StackedInline):
    model = Secondment
    form = SecondmentForm
    autocomplete_fields: ClassVar = ("agency", "unit")
    extra = 0


class StaffChangeForm(UserChangeForm):
    class Meta:
        model = Staff
        fields = "__all__"


class StaffCreationForm(AdminUserCreationForm):
    usable_password = None  # type: ignore[assignment] # Django's way to leave the field out: everybody has a password

    class Meta:
        model = Staff
        fields = ("sign_in_name", "full_name", "position", "is_device")


@admin.register(Staff)
class StaffAdmin(UserAdmin, AuditedAdmin):
    form = StaffChangeForm
    add_form = StaffCreationForm
    list_display = ("sign_in_name", "full_name", "position", "is_active", "is_device", "is_demo")
    list_filter = ("is_active", "is_device", "is_demo")
    search_fields = ("sign_in_name", "full_name")
    ordering = ("sign_in_name",)
    filter_horizontal = ()
    readonly_fields = ("last_login", "created_at", "is_demo")
    fieldsets = (
        (None, {"fields": ("sign_in_name", "password", "full_name", "position", "is_device", "is_active")}),
        (_("Hệ thống ghi"), {"fields": ("last_login", "created_at", "is_demo")}),
    )
    add_fieldsets = (
        (
            None,
            {"fields": ("sign_in_name", "full_name", "position", "is_device", "password1", "password2")},
        ),
    )
    inlines = (RoleInline, SecondmentInline)

    @method_decorator(sensitive_post_parameters())
    def user_change_password(self, request: HttpRequest, id: str, form_url: str = "") -> HttpResponse:  # noqa: A002 - Django's name
        """Django's page for a new password, which passes by everything else that records a change."""
        with transaction.atomic():
            response = super().user_change_password(request, id, form_url)
            changed = self.get_object(request, unquote(id))
            if changed is not None and response.status_code == HTTPStatus.FOUND:
                self._record(request, changed, "changed", ["password"])
        return response
