"""What granian serves: the pages, and the state of dossiers by a shorter way."""

import os

from django.conf import settings
from django.core.wsgi import get_wsgi_application

from motcua.conf.database import Spares, use_pool

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "motcua.conf.settings")
settings.MOTCUA.check_serving()
use_pool(settings.MOTCUA.web_threads)
_pages = get_wsgi_application()

# models can be imported only now
from motcua.catalogue.search import warm  # noqa: E402
from motcua.conf.short_way import ShortWay  # noqa: E402

application = ShortWay(_pages, Spares().fetch_one)

warm()
