"""Opens a counter in the centre of MOTCUA_HOME: a procedure in force and handled, and an officer who receives."""

import os


def main() -> None:
    os.environ["DJANGO_SETTINGS_MODULE"] = "motcua.conf.settings"
    import django

    django.setup()
    from motcua.accounts.rules.roles import Role
    from motcua.accounts.tests.factories import StaffFactory
    from motcua.catalogue.tests.published import BIRTH
    from motcua.dossiers.tests.scene import handle
    from motcua.organisation.tests.factories import AgencyFactory, OneStopUnitFactory

    unit = OneStopUnitFactory(code="trung-tam")
    handle(unit, AgencyFactory(), BIRTH)
    StaffFactory(sign_in_name="tiepnhan", roles=Role.RECEPTION, roles__at=unit)


if __name__ == "__main__":
    main()
