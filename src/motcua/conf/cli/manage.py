import click


@click.command(context_settings={"ignore_unknown_options": True, "help_option_names": []}, add_help_option=False)
@click.argument("arguments", nargs=-1, type=click.UNPROCESSED)
def manage(arguments: tuple[str, ...]) -> None:
    """Django's own commands, for engineers: motcua manage migrate."""
    from django.core.management import execute_from_command_line

    execute_from_command_line(["motcua manage", *arguments])
