import os

import click

MARKS = {True: "✓", False: "✗", None: "–"}


@click.command()
def doctor() -> None:
    """Khám trung tâm: cái gì đang chạy, cái gì thiếu, và cách sửa. Mã 1 khi có chỗ hỏng."""
    from motcua.conf.examination import examine

    broken = 0
    for heading, findings in examine(os.environ):
        click.echo(f"\n{heading}")
        for finding in findings:
            click.echo(f"  {MARKS[finding.ok]} {finding.text}")
            if finding.remedy:
                click.echo(f"      → {finding.remedy}")
            broken += finding.ok is False
    click.echo("\nMọi thứ đều ổn." if not broken else f"\nCó {broken} chỗ cần sửa.")
    raise SystemExit(1 if broken else 0)
