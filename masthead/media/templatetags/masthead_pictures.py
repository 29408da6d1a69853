"""The ``picture`` tag."""

from __future__ import annotations

from typing import Any

from django import template
from django.template.loader import get_template
from django.utils.safestring import SafeString

from masthead.media.queries import PictureUse, sized

register = template.Library()


@register.simple_tag
def picture(use: PictureUse | None, **options: Any) -> SafeString | str:
    """``{% picture use shape="3x2" sizes="100vw" eager=True class="…" %}`` as a ``<picture>`` element."""
    if use is None:
        return ""
    size = sized(use.picture, options.get("shape", "3x2"))
    return get_template("components/picture.html").render(
        {
            "use": use,
            "sized": size,
            "sizes": options.get("sizes", "100vw"),
            "eager": options.get("eager", False),
            "css_class": options.get("class", ""),
        }
    )
