"""Every permission and who has it, in sentences. Closed by default: what has no entry is refused.

A surface's `permissions.py` maps its routes to these names; `accounts.middleware` asks for each request.
"""

from motcua.accounts.rules.actor import Actor, Alternatives, anyone, holds_role, permits, signed_in
from motcua.accounts.rules.roles import Role

PUBLIC = "public"
SESSION_CLOSE = "accounts:session:close"
HOME_READ = "accounts:home:read"
GALLERY_READ = "ui:gallery:read"
ORGANISATION_EDIT = "organisation:records:edit"
CATALOGUE_IMPORT = "catalogue:procedures:import"
CATALOGUE_IMPORTS_READ = "catalogue:imports:read"
CATALOGUE_READ = "catalogue:records:read"
CATALOGUE_EDIT = "catalogue:records:edit"
DECISIONS_PUBLISH = "catalogue:decisions:publish"

_WATCHES_OVER_THE_CATALOGUE: Alternatives = [
    [holds_role(Role.ADMINISTRATOR)],
    [holds_role(Role.SUPERVISOR)],
    [holds_role(Role.AUDITOR)],
]

PERMISSION_MAP: dict[str, Alternatives] = {
    PUBLIC: [[anyone]],
    SESSION_CLOSE: [[signed_in]],
    HOME_READ: [[signed_in]],
    GALLERY_READ: [[holds_role(Role.ADMINISTRATOR)]],
    ORGANISATION_EDIT: [[holds_role(Role.ADMINISTRATOR)]],
    CATALOGUE_IMPORT: [[holds_role(Role.ADMINISTRATOR)]],
    CATALOGUE_IMPORTS_READ: _WATCHES_OVER_THE_CATALOGUE,
    CATALOGUE_READ: _WATCHES_OVER_THE_CATALOGUE,
    CATALOGUE_EDIT: [[holds_role(Role.ADMINISTRATOR)]],
    DECISIONS_PUBLISH: [[holds_role(Role.ADMINISTRATOR)]],
}


def allowed(permission: str, actor: Actor | None) -> bool:
    """Whether the actor has the permission; a name without an entry is nobody's."""
    return permits(PERMISSION_MAP.get(permission, ()), actor)
