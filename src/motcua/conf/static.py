from django.contrib.staticfiles.storage import StaticFilesStorage
from whitenoise.storage import (  # type: ignore[import-untyped] # whitenoise ships no types
    CompressedManifestStaticFilesStorage,
)


class StaticFiles(CompressedManifestStaticFilesStorage):  # type: ignore[misc] # untyped, as above
    """Files named by their content, compressed. What hasn't been collected keeps its plain name.

    A page whose style sheet has a plain name is a slower page; a page that fails for it is no page.
    """

    def url(self, name: str | None, force: bool = False) -> str:
        try:
            return str(super().url(name, force))
        except ValueError:
            return str(StaticFilesStorage.url(self, name))
