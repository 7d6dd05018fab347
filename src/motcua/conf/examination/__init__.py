"""What `motcua doctor` looks at. Each finding says what was seen and, unless all is well, how to mend it."""

from collections.abc import Iterator, Mapping

from motcua.conf.examination import machine
from motcua.conf.examination.finding import Finding, bad
from motcua.foundation import home
from motcua.foundation.settings import SettingsError


def examine(environ: Mapping[str, str]) -> Iterator[tuple[str, list[Finding]]]:
    """The page, heading by heading. Nothing that is broken stops the rest from being looked at."""
    try:
        settings = home.current(environ)
    except SettingsError as error:
        yield "Cấu hình", [bad(problem) for problem in error.problems]
        yield "Chương trình tùy chọn", list(machine.programs())
        return
    yield "Cấu hình", list(machine.configuration(settings, environ))
    yield "Tiến trình", list(machine.running(settings))
    trunks: list[Finding] = []
    if settings.database is None:
        yield "Cơ sở dữ liệu", list(machine.own_postgres(settings))
    else:
        import django

        django.setup()
        from motcua.conf.examination import data

        yield "Cơ sở dữ liệu", list(data.database(settings))
        yield "Hoạt động", list(data.work())
        trunks = list(data.trunks())
    yield "Tổng đài tự động", [*machine.telephone(settings), *trunks]
    yield "Chương trình tùy chọn", list(machine.programs())
    yield "Lỗi gần đây", list(machine.errors(settings))
