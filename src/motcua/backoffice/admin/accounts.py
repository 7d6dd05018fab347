from http import HTTPStatus
from typing import Any, ClassVar

from django import forms
from django.contrib import admin, messages
from django.contrib.admin.utils import unquote
from django.contrib.auth.admin import UserAdmin
from django.contrib.auth.forms import AdminUserCreationForm, UserChangeForm
from django.contrib.auth.models import Group
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.utils.decorators import method_decorator
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from django.views.decorators.debug import sensitive_post_parameters

from motcua.accounts.models import AccessToken, RoleAssignment, Secondment, Staff
from motcua.accounts.models.labels import POWER_CHOICES
from motcua.accounts.selectors import tokens_with_roles
from motcua.accounts.services.tokens import revoke_token
from motcua.backoffice.actors import names_of
from motcua.backoffice.admin.audited import AuditedAdmin
from motcua.kernel import clock

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


SYSTEM_FIELDSETS = (
    (None, {"fields": ("sign_in_name", "full_name", "is_active")}),
    (_("Hệ thống ghi"), {"fields": ("is_system", "created_at", "is_demo")}),
)


@admin.register(Staff)
class StaffAdmin(UserAdmin, AuditedAdmin):
    form = StaffChangeForm
    add_form = StaffCreationForm
    list_display = ("sign_in_name", "full_name", "position", "is_active", "is_device", "is_system", "is_demo")
    list_filter = ("is_active", "is_device", "is_system", "is_demo")
    search_fields = ("sign_in_name", "full_name")
    ordering = ("sign_in_name",)
    filter_horizontal = ()
    readonly_fields = ("last_login", "created_at", "is_system", "is_demo")
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

    def get_fieldsets(self, request: HttpRequest, obj: Staff | None = None) -> Any:
        """Software has no password and stays software: it is made by `motcua token create`."""
        return SYSTEM_FIELDSETS if obj is not None and obj.is_system else super().get_fieldsets(request, obj)

    def get_readonly_fields(self, request: HttpRequest, obj: Staff | None = None) -> Any:
        """A system's account is found again by its sign-in name, which nobody types."""
        fixed = ("sign_in_name",) if obj is not None and obj.is_system else ()
        return (*super().get_readonly_fields(request, obj), *fixed)

    def get_inlines(self, request: HttpRequest, obj: Staff | None) -> Any:
        return (RoleInline,) if obj is not None and obj.is_system else super().get_inlines(request, obj)

    @method_decorator(sensitive_post_parameters())
    def user_change_password(self, request: HttpRequest, id: str, form_url: str = "") -> HttpResponse:  # noqa: A002 - Django's name
        """Django's page for a new password, which passes by everything else that records a change."""
        asked_for = self.get_object(request, unquote(id))
        if asked_for is not None and asked_for.is_system:
            raise PermissionDenied
        with transaction.atomic():
            response = super().user_change_password(request, id, form_url)
            changed = self.get_object(request, unquote(id))
            if changed is not None and response.status_code == HTTPStatus.FOUND:
                self._record(request, changed, "changed", ["password"])
        return response


@admin.register(AccessToken)
class AccessTokenAdmin(admin.ModelAdmin):
    """To see and to revoke. A token is issued at the command line: a page would keep it in a browser's history."""

    list_display = ("name", "account", "roles", "state", "last_used_at", "expires_at")
    search_fields = ("name", "staff__sign_in_name", "staff__full_name")
    fields = ("name", "staff", "roles", "state", "last_used_at", "created_at", "issued_by", "expires_at", "revoked_at")
    actions = ("revoke",)

    def get_queryset(self, request: HttpRequest) -> QuerySet[AccessToken]:
        del request
        return tokens_with_roles(clock.now().date())

    @admin.display(description=_("tài khoản"))
    def account(self, token: AccessToken) -> str:
        return token.staff.sign_in_name

    @admin.display(description=_("vai trò hiện nay"))
    def roles(self, token: AccessToken) -> str:
        held: list[RoleAssignment] = getattr(token.staff, "roles_in_force")  # noqa: B009 - put there by the selector
        return "; ".join(str(role) for role in held) or "–"

    @admin.display(description=_("tình trạng"))
    def state(self, token: AccessToken) -> str:
        return str(token.state_at(clock.now()))

    @admin.display(description=_("người cấp"))
    def issued_by(self, token: AccessToken) -> str:
        return names_of([token.created_by])[token.created_by]

    @admin.action(description=_("Thu hồi mã truy cập đã chọn"))
    def revoke(self, request: HttpRequest, chosen: QuerySet[AccessToken]) -> None:
        now = clock.now()
        count = sum(revoke_token(token, by=f"staff:{request.user.pk}", now=now) for token in chosen)
        done = ngettext("Đã thu hồi %(count)s mã truy cập.", "Đã thu hồi %(count)s mã truy cập.", count)
        messages.success(request, done % {"count": count})

    def has_add_permission(self, request: HttpRequest) -> bool:
        del request
        return False

    def has_change_permission(self, request: HttpRequest, obj: AccessToken | None = None) -> bool:
        del request, obj
        return False

    def has_delete_permission(self, request: HttpRequest, obj: AccessToken | None = None) -> bool:
        del request, obj
        return False
