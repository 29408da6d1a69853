"""The issue as it would arrive, made of the form as it stands and not saved."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Any

from django.conf import settings
from django.http import HttpRequest, JsonResponse
from django.utils.html import escape
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST
from wagtail.admin.panels import ObjectList

from masthead.newsletters.exceptions import BadTemplate
from masthead.newsletters.models import Issue
from masthead.newsletters.rendering.content import content_of
from masthead.newsletters.rendering.html import html_of
from masthead.newsletters.rendering.leads import of_preview
from masthead.newsletters.rendering.message import sender_name_of
from masthead.newsletters.rendering.text import text_of
from masthead.newsletters.views.pages import show_issue
from masthead.newsroom.frames import in_new_window
from masthead.newsroom.issues import issue_of, staff_of
from masthead.newsroom.viewsets.issues import PANELS

MOST = 100 * 1024  # what Gmail shows before it cuts a mail off
_DARK = re.compile(r"\(\s*prefers-color-scheme\s*:\s*(dark|light)\s*\)")
_TEXT = (
    '<!doctype html><meta charset="utf-8"><style>body{{margin:0;padding:20px;background:#fff;color:#1a1a1a}}'
    "pre{{font:14px/1.5 ui-monospace,Menlo,Consolas,monospace;white-space:pre-wrap}}</style><pre>{}</pre>"
)


@require_POST
def preview(request: HttpRequest, pk: int) -> JsonResponse:
    """What the frame beside the form shows, with the line that stands in the mailbox."""
    issue = issue_of(request, pk)
    form = form_class()(request.POST, request.FILES, instance=issue, for_user=staff_of(request))
    if not form.is_valid():
        return JsonResponse({"note": _("To be shown, the form needs: %(what)s") % {"what": _missing(form)}}, status=422)
    written = form.save(commit=False)
    try:
        html, note = shown(written, request.POST.get("mode", ""))
    except BadTemplate as error:
        note = _("The newsletter’s own template is broken: %(reason)s") % {"reason": error}
        return JsonResponse({"note": note}, status=422)
    line = {"sender": sender_name_of(written.mailing_list), "subject": written.subject, "preview": written.preview_text}
    return JsonResponse({"html": html, "note": note, **line})


@lru_cache(maxsize=1)
def form_class() -> Any:
    """The form of the editor."""
    return ObjectList(PANELS).bind_to_model(Issue).get_form_class()


def shown(issue: Issue, mode: str) -> tuple[str, str]:
    """The document for the frame, and how large the mail is."""
    content = content_of(issue)
    leads = of_preview(content.browser)
    if mode == "text":
        return _TEXT.format(escape(text_of(content, leads))), ""
    if mode == "page":
        return for_frame(show_issue(issue).content.decode(), is_dark=False), ""
    html = html_of(content, leads)
    return for_frame(html, is_dark=mode == "dark"), _size(html)


def for_frame(html: str, is_dark: bool) -> str:
    """The mail for the frame: dark or not as asked, pictures from where the newsroom is, links in a new window."""
    wanted = {"dark": is_dark, "light": not is_dark}
    themed = _DARK.sub(lambda found: "(min-width:0px)" if wanted[found[1]] else "(max-width:0px)", html)
    near = themed.replace(f'src="{settings.PUBLIC_URL}/', 'src="/')
    return in_new_window(near)


def _size(html: str) -> str:
    size = len(html.encode())
    said = {"size": -(-size // 1024), "most": MOST // 1024}
    if size > MOST:
        return _("%(size)s KB: Gmail cuts off what is over %(most)s KB.") % said
    return _("%(size)s KB of %(most)s KB") % said


def _missing(form: Any) -> str:
    return ", ".join(str(form.fields[name].label) for name in form.errors if name in form.fields)
