from django.urls.converters import StringConverter


class DossierCodeConverter(StringConverter):
    """A dossier's code in an address: H99.16-261125-0001 or 000.00.16.H99-261125-0001."""

    regex = r"[A-Z0-9.]{3,20}-[0-9]{6}-[0-9]{4,9}"
