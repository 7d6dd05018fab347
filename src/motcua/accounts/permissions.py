"""Every permission and who has it, in sentences. Closed by default: what has no entry is refused.

A surface's `permissions.py` maps its routes to these names; `accounts.middleware` asks for each request.
"""

from motcua.accounts.rules.actor import Actor, Alternatives, anyone, holds_role, is_a_person, permits
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
DOSSIERS_RECEIVE = "dossiers:dossier:receive"
DOSSIERS_RETURN = "dossiers:result:return"
DOSSIERS_HANDLE = "dossiers:dossier:handle"
DOSSIERS_READ = "dossiers:dossier:read"
TICKETS_ISSUE = "ticketing:ticket:issue"
KIOSK_USE = "ticketing:kiosk:use"
COUNTERS_SERVE = "ticketing:counter:serve"
HALL_WATCH = "ticketing:hall:watch"
HALL_MANAGE = "ticketing:hall:manage"
HALL_EDIT = "ticketing:records:edit"
METRICS_READ = "foundation:metrics:read"
HOTLINE_READ = "hotline:calls:read"
HOTLINE_HEAR = "hotline:messages:hear"
HOTLINE_EDIT = "hotline:script:edit"

_WATCHES_OVER_THE_CATALOGUE: Alternatives = [
    [holds_role(Role.ADMINISTRATOR)],
    [holds_role(Role.SUPERVISOR)],
    [holds_role(Role.AUDITOR)],
]

_HANDLES_DOSSIERS: Alternatives = [
    [holds_role(Role.HANDLING_OFFICER)],
    [holds_role(Role.APPROVER)],
    [holds_role(Role.REGISTRY_CLERK)],
]
_READS_DOSSIERS: Alternatives = [
    *_HANDLES_DOSSIERS,
    [holds_role(Role.RECEPTION)],
    [holds_role(Role.CASHIER)],
    [holds_role(Role.HEAD_OF_UNIT)],
    [holds_role(Role.SUPERVISOR)],
    [holds_role(Role.AUDITOR)],
]
"""The door only: which dossiers, `dossiers.permissions` says, by the places of the roles."""

_SERVES_AT_A_COUNTER: Alternatives = [
    [holds_role(Role.RECEPTION)],
    [holds_role(Role.CASHIER)],
    [holds_role(Role.GUIDANCE)],
    [holds_role(Role.HEAD_OF_UNIT)],
    *_HANDLES_DOSSIERS,
]
"""Officers of agencies too: some are seconded to the hall. Which hall, `ticketing.permissions` says."""
_LEADS_A_HALL: Alternatives = [
    [holds_role(Role.HEAD_OF_UNIT)],
    [holds_role(Role.SUPERVISOR)],
    [holds_role(Role.ADMINISTRATOR)],
]

PERMISSION_MAP: dict[str, Alternatives] = {
    PUBLIC: [[anyone]],
    SESSION_CLOSE: [[is_a_person]],
    HOME_READ: [[is_a_person]],
    GALLERY_READ: [[holds_role(Role.ADMINISTRATOR)]],
    ORGANISATION_EDIT: [[holds_role(Role.ADMINISTRATOR)]],
    CATALOGUE_IMPORT: [[holds_role(Role.ADMINISTRATOR)]],
    CATALOGUE_IMPORTS_READ: _WATCHES_OVER_THE_CATALOGUE,
    CATALOGUE_READ: _WATCHES_OVER_THE_CATALOGUE,
    CATALOGUE_EDIT: [[holds_role(Role.ADMINISTRATOR)]],
    DECISIONS_PUBLISH: [[holds_role(Role.ADMINISTRATOR)]],
    DOSSIERS_RECEIVE: [[holds_role(Role.RECEPTION)]],
    DOSSIERS_RETURN: [[holds_role(Role.RECEPTION)]],
    DOSSIERS_HANDLE: _HANDLES_DOSSIERS,
    DOSSIERS_READ: _READS_DOSSIERS,
    TICKETS_ISSUE: [[holds_role(Role.KIOSK)], [holds_role(Role.GUIDANCE)], [holds_role(Role.RECEPTION)]],
    KIOSK_USE: [[holds_role(Role.KIOSK)]],
    COUNTERS_SERVE: _SERVES_AT_A_COUNTER,
    HALL_WATCH: [[holds_role(Role.KIOSK)], [holds_role(Role.DISPLAY)], *_SERVES_AT_A_COUNTER, *_LEADS_A_HALL],
    HALL_MANAGE: _LEADS_A_HALL,
    HALL_EDIT: [[holds_role(Role.ADMINISTRATOR)]],
    METRICS_READ: [[holds_role(Role.MONITOR)], [holds_role(Role.ADMINISTRATOR)]],
    HOTLINE_READ: _LEADS_A_HALL,
    HOTLINE_HEAR: [[holds_role(Role.HEAD_OF_UNIT)], [holds_role(Role.SUPERVISOR)]],
    HOTLINE_EDIT: [[holds_role(Role.ADMINISTRATOR)]],
}


def allowed(permission: str, actor: Actor | None) -> bool:
    """Whether the actor has the permission; a name without an entry is nobody's."""
    return permits(PERMISSION_MAP.get(permission, ()), actor)
