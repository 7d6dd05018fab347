"""The command line `motcua`. One module a command, imported only when it is called."""

import importlib
import os
from typing import Any

import click

from motcua.kernel.errors import MotCuaError

COMMANDS = {
    "audit": "motcua.conf.cli.audit:audit",
    "bench": "motcua.conf.cli.bench:bench",
    "build": "motcua.conf.cli.build:build",
    "dialogue": "motcua.conf.cli.dialogue:dialogue",
    "doctor": "motcua.conf.cli.doctor:doctor",
    "example": "motcua.conf.cli.example:example",
    "export": "motcua.conf.cli.export:export",
    "i18n": "motcua.conf.cli.i18n:i18n",
    "import": "motcua.conf.cli.importing:import_group",
    "live": "motcua.conf.cli.live:live",
    "manage": "motcua.conf.cli.manage:manage",
    "play": "motcua.conf.cli.play:play",
    "prepare": "motcua.conf.cli.prepare:prepare",
    "printer": "motcua.conf.cli.printer:printer",
    "run": "motcua.conf.cli.run:run",
    "settings": "motcua.conf.cli.settings:settings",
    "simulate": "motcua.conf.cli.simulate:simulate",
    "sound": "motcua.conf.cli.sound:sound",
    "telephone": "motcua.conf.cli.telephone:telephone",
    "tls": "motcua.conf.cli.tls:tls",
    "token": "motcua.conf.cli.token:token",
    "web": "motcua.conf.cli.web:web",
    "worker": "motcua.conf.cli.worker:worker",
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

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command; what an administrator can mend is said in a sentence, not shown as a traceback."""
        try:
            return super().invoke(ctx)
        except MotCuaError as error:
            raise click.ClickException(error.message_vi) from error
        except PermissionError as error:
            raise click.ClickException(
                f"Không được phép đọc hoặc ghi {error.filename}. Chạy bằng người dùng sở hữu thư mục đó, hoặc đặt MOTCUA_HOME khác."
            ) from error
        except Exception as error:
            if type(error).__name__ == "OperationalError" and type(error).__module__ == "django.db.utils":
                raise click.ClickException(_no_database(str(error))) from error
            raise


def _no_database(reason: str) -> str:
    """The sentence for a command that needs a centre when none runs."""
    return (
        f"Không nối được cơ sở dữ liệu ({reason.strip().splitlines()[0]}). Hãy chạy `make run` trước, hoặc đặt MOTCUA_HOME hay DATABASE_URL "
        "trỏ đến trung tâm đang chạy. `motcua doctor` giúp tìm lý do."
    )


@click.group(cls=LazyGroup)
def main() -> None:
    """Một Cửa: phần mềm trung tâm phục vụ hành chính công."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "motcua.conf.settings")


def setup_django() -> None:
    """Commands that touch the database call this first."""
    import django

    django.setup()
