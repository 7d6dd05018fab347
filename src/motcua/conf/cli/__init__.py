"""The command line `motcua`. One module a command, imported only when it is called."""

import importlib
import os

import click

COMMANDS = {
    "audit": "motcua.conf.cli.audit:audit",
    "manage": "motcua.conf.cli.manage:manage",
}
"""Command name → "module:object" of a click command or group."""


class LazyGroup(click.Group):
    def list_commands(self, ctx: click.Context) -> list[str]:
        del ctx
        return sorted(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        del ctx
        target = COMMANDS.get(cmd_name)
        if target is None:
            return None
        module, _, name = target.partition(":")
        command = getattr(importlib.import_module(module), name)
        assert isinstance(command, click.Command)
        return command


@click.group(cls=LazyGroup)
def main() -> None:
    """Một Cửa: phần mềm trung tâm phục vụ hành chính công."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "motcua.conf.settings")


def setup_django() -> None:
    """Commands that touch the database call this first."""
    import django

    django.setup()
