"""From facts to MJML, and from MJML to the HTML that mail programs show (https://documentation.mjml.io)."""

from __future__ import annotations

import re
from dataclasses import replace

import lxml.html
import mrml
from django.core.exceptions import ValidationError
from django.template.loader import get_template
from django.utils import translation
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from masthead.newsletters.exceptions import BadTemplate
from masthead.newsletters.rendering.colours import Look, look_of
from masthead.newsletters.rendering.items import AppealItem, Content, Item, StoryItem, TextItem
from masthead.newsletters.rendering.leads import Leads

FOLDER = "emails/issue"
# After a short preview text mail programs would show the first words of the mail; these fill the line unseen.
PADDING = "͏ \u200c \u2007" * 40
MUST_HAVE = ("[[content]]", "[[unsubscribe]]")
_KNOWN = frozenset("content name address unsubscribe preferences browser".split())
_PLACE = re.compile(r"\[\[(\w+)\]\]")
_ROOT = re.compile(r"<mjml\b[^>]*>")
_HEAD = re.compile(r"<mj-head\b[^>]*?(/?)>")


def mjml_of(content: Content, leads: Leads) -> str:
    """The issue as MJML: in the list's own template if it has one, else in the paper's look."""
    look = look_of(content.colour)
    with translation.override(content.language):
        before = ["", *(item.kind for item in content.items)]
        rows = "".join(_block(item, look, kind) for item, kind in zip(content.items, before, strict=False))
        blocks = mark_safe(f"<mj-section><mj-column>{rows}</mj-column></mj-section>")  # noqa: S308 - our own templates
        if content.template:
            return _in_own(content, leads, look, blocks)
        shown = replace(content, intro=styled(content.intro, look))
        context = {"content": shown, "leads": leads, "look": look, "padding": PADDING, "blocks": blocks}
        return get_template(f"{FOLDER}/whole.mjml").render(context)


def to_html(text: str) -> str:
    """MJML as HTML. It may include no file and no address. Raises ``BadTemplate``."""
    parsing = mrml.ParserOptions(include_loader=mrml.noop_loader())
    rendering = mrml.RenderOptions(fonts={}, social_icon_origin="")
    try:
        found: str = mrml.to_html(text, parsing, rendering).content
    except OSError as error:
        raise BadTemplate(str(error)) from error
    unknown = re.search(r"<(mj-[\w-]+)", found)
    if unknown:
        raise BadTemplate(_("<%(name)s> is no element of MJML") % {"name": unknown[1]})
    return found


def check_template(text: str) -> None:
    """Refuse a list's own template that cannot carry an issue. Raises ``ValidationError``."""
    missing = [place for place in MUST_HAVE if place not in text]
    if missing:
        raise ValidationError(_("Write %(place)s where it belongs.") % {"place": missing[0]})
    unknown = next((name for name in _PLACE.findall(text) if name not in _KNOWN), None)
    if unknown:
        raise ValidationError(_("There is no [[%(name)s]] to fill in.") % {"name": unknown})
    if re.search(r"<(script|iframe|object|embed|form)\b|<mj-include\b", text, re.IGNORECASE):
        raise ValidationError(_("Mail programs run no scripts, frames and forms, and nothing is included."))
    try:
        made = to_html(_filled(text, dict.fromkeys(_KNOWN, "https://paper.example/") | _OWN | {"content": _SAMPLE}))
    except BadTemplate as error:
        raise ValidationError(_("This is not MJML: %(why)s") % {"why": error}) from error
    if told := next((name for name, address in _OWN.items() if _is_given_away(made, address)), None):
        raise ValidationError(
            _("[[%(name)s]] is a key of the reader’s: it must be all that a link holds.") % {"name": told}
        )


def _is_given_away(html: str, address: str) -> bool:
    """Whether a reader's own link would go to somebody else, as part of another address, or be fetched unasked."""
    for element in lxml.html.document_fromstring(html).iter():
        is_prose = isinstance(element.tag, str) and element.tag not in ("style", "title")
        if address in (element.text or "") and not is_prose:
            return True
        if any(address in text and (name != "href" or text != address) for name, text in element.attrib.items()):
            return True
    return False


_OWN = {name: f"https://paper.example/{name}-of-one-reader" for name in ("unsubscribe", "preferences")}
_SAMPLE = "<mj-section><mj-column><mj-text>…</mj-text></mj-column></mj-section>"


def styled(html: str, look: Look) -> SafeString:
    """Rich text with the styles on each element: not every mail program reads those in the head."""
    marked = (
        html.replace("<ul>", '<ul style="margin:0 0 14px;padding:0 0 0 22px;">')
        .replace("<p>", '<p style="margin:0 0 14px;">')
        .replace("<li>", '<li style="margin:0 0 6px;">')
    )
    link = f'<a class="tone" style="color:{look.text_tone};text-decoration:underline;" href='
    parts = marked.replace("<a href=", link).rsplit('<p style="margin:0 0 14px;">', 1)
    return mark_safe('<p style="margin:0;">'.join(parts))  # noqa: S308 - cleaned by for_mail


def _block(item: Item, look: Look, before: str = "") -> str:
    """A block as rows of the column; ``before`` is the kind of the one above it."""
    return get_template(f"{FOLDER}/{item.kind}.mjml").render(
        {"item": _ready(item, look), "look": look, "before": before}
    )


def _ready(item: Item, look: Look) -> Item:
    match item:
        case StoryItem() | AppealItem():
            return replace(item, text=styled(item.text, look))
        case TextItem():
            return replace(item, html=styled(item.html, look))
    return item


def _in_own(content: Content, leads: Leads, look: Look, blocks: str) -> str:
    """In the template that the list brings; what our blocks need in the head is put there."""
    head = get_template(f"{FOLDER}/head.mjml").render(
        {"title": content.subject, "preview_text": content.preview_text, "padding": PADDING, "look": look}
    )
    intro = _block(TextItem(content.intro), look) if content.intro else ""
    values = {
        "content": blocks.replace("<mj-column>", f"<mj-column>{intro}", 1),
        "name": escape(content.list_name),
        "address": "<br />".join(map(escape, content.postal)),
        "unsubscribe": escape(leads.unsubscribe),
        "preferences": escape(leads.preferences),
        "browser": escape(leads.browser),
    }
    return _with_head(
        _filled(content.template, values), head
    )  # a subject may have [[ in it: nothing is filled in there


def _filled(text: str, values: dict[str, str]) -> str:
    return _PLACE.sub(lambda found: values.get(found[1], found[0]), text)


def _with_head(text: str, head: str) -> str:
    """The template's own head comes after ours, so that it decides."""
    there = _HEAD.search(text)
    if there and there[1]:
        return text.replace(there[0], f"<mj-head>{head}</mj-head>", 1)
    if there:
        return text.replace(there[0], there[0] + head, 1)
    return _ROOT.sub(lambda root: f"{root[0]}<mj-head>{head}</mj-head>", text, count=1)
