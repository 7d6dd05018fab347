"""The Jinja environment of every page of our own; Django's templates are for its admin only."""

from collections.abc import Iterable
from functools import lru_cache
from typing import Any

import jinja2
from django.conf import settings
from django.contrib.messages import get_messages
from django.http import HttpRequest
from django.template import TemplateDoesNotExist
from django.template.backends.jinja2 import Jinja2
from django.templatetags.static import static as addressed
from django.urls import NoReverseMatch, get_urlconf, reverse
from django.utils import translation
from markupsafe import Markup

from motcua.ui import formats
from motcua.ui.middleware import language_url
from motcua.ui.site import site, stage

SUFFIX = ".jinja"
FILTERS = (
    formats.clock,
    formats.date,
    formats.date_long,
    formats.file_size,
    formats.grouped,
    formats.groups,
    formats.limit,
    formats.moment,
    formats.money,
    formats.number,
    formats.percent,
    formats.remaining,
)


class JinjaTemplates(Jinja2):
    """Django's Jinja2 backend that answers only for `*.jinja`, so that both engines share the folders `templates`."""

    def get_template(self, template_name: str) -> Any:
        """The template, or TemplateDoesNotExist, which sends Django on to its next engine."""
        if not template_name.endswith(SUFFIX):
            raise TemplateDoesNotExist(template_name, backend=self)
        return super().get_template(template_name)


def url(view_name: str, /, *args: Any, **kwargs: Any) -> str:
    """The address of a view by its name, as Django's `reverse` has it."""
    return reverse(view_name, args=args, kwargs=kwargs) if args or kwargs else _address(get_urlconf(), view_name)


@lru_cache(maxsize=1024)
def _address(_urlconf: object, view_name: str) -> str:
    """Of a page without arguments: every page names dozens of them, and they never change."""
    return reverse(view_name)


@lru_cache(maxsize=1024)
def static(path: str) -> str:
    """The address of a file that was collected, named by its content: what was collected is read once, at the start."""
    return addressed(path)


def url_if(view_name: str, /, *args: Any, **kwargs: Any) -> str | None:
    """The address, or None where this installation has no such page."""
    try:
        return url(view_name, *args, **kwargs)
    except NoReverseMatch:
        return None


def flash_messages(request: HttpRequest) -> Iterable[Any]:
    """What earlier requests left to be said; empty for a request that never met the message middleware."""
    return get_messages(request)


def gettext(message: str, /, **variables: Any) -> Markup:
    """A sentence in the language of whoever looks, its variables escaped, as Jinja's new style says.

    Jinja's own asks the catalogue, wraps and fills a sentence each time: a tenth of a page. Sentences of templates are
    few and never change, so each is kept as it is shown.
    """
    language = translation.get_language()
    return _said(language, message) % variables if variables else _filled(language, message)


@lru_cache(maxsize=8192)
def _said(_language: str | None, message: str) -> Markup:
    return Markup(translation.gettext(message))  # noqa: S704 - sentences of our templates


@lru_cache(maxsize=8192)
def _filled(language: str | None, message: str) -> Markup:
    """A sentence without variables; its doubled % are single ones to the reader, as in those with variables."""
    return _said(language, message) % {}


def environment(**options: Any) -> jinja2.Environment:
    """Autoescaping, gettext, addresses and formats. A name that a template doesn't know is an error, not a gap."""
    options |= {"undefined": jinja2.StrictUndefined, "trim_blocks": True, "lstrip_blocks": True}
    options.pop("autoescape", None)
    extensions = ["jinja2.ext.i18n", "jinja2.ext.do", *options.pop("extensions", [])]
    env = jinja2.Environment(**options, extensions=extensions, autoescape=True)
    env.install_gettext_callables(  # type: ignore[attr-defined] # the extension adds it
        translation.gettext,
        translation.ngettext,
        newstyle=True,
        pgettext=translation.pgettext,
        npgettext=translation.npgettext,
    )
    env.globals.update(gettext=gettext, _=gettext)
    env.policies["ext.i18n.trimmed"] = True
    env.filters.update({function.__name__: function for function in FILTERS})
    env.globals.update(
        flash_messages=flash_messages,
        language=formats.chosen,
        language_url=language_url,
        languages=settings.LANGUAGES,
        site=site,
        stage=stage,
        static=static,
        url=url,
        url_if=url_if,
    )
    return env
