"""What granian serves: the pages."""

import os

from django.conf import settings
from django.core.wsgi import get_wsgi_application

from motcua.conf.database import use_pool

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "motcua.conf.settings")
settings.MOTCUA.check_serving()
use_pool(settings.MOTCUA.web_threads)
application = get_wsgi_application()

from motcua.catalogue.search import warm  # noqa: E402 - models can be imported only now

warm()
