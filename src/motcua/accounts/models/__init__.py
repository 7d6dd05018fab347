from motcua.accounts.models.allowance import SignInAllowance
from motcua.accounts.models.device import KnownDevice
from motcua.accounts.models.party import Party
from motcua.accounts.models.role import RoleAssignment
from motcua.accounts.models.secondment import Secondment
from motcua.accounts.models.staff import Staff
from motcua.accounts.models.token import AccessToken
from motcua.accounts.rules.roles import DelegatedPower, Role

__all__ = [
    "AccessToken",
    "DelegatedPower",
    "KnownDevice",
    "Party",
    "Role",
    "RoleAssignment",
    "Secondment",
    "SignInAllowance",
    "Staff",
]
