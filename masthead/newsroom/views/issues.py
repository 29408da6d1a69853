"""Beginning an issue, and the stories that are picked for it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone, translation
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_safe
from wagtail.admin import messages
from wagtail.log_actions import log

from masthead.articles import queries as articles
from masthead.articles.models import Story
from masthead.fronts.search.find import find
from masthead.fronts.search.question import understand
from masthead.lib.numbers import row_number
from masthead.newsletters.automatic import as_stream, blocks_for, stories_since_last
from masthead.newsletters.models import Issue, MailingList
from masthead.newsroom.issues import issue_of, staff_of
from masthead.newsroom.permissions import may_write_issues
from masthead.publication.queries import nameplate

SHOWN = 30


@require_http_methods(["GET", "HEAD", "POST"])
def new_issue(request: HttpRequest) -> HttpResponse:
    """Which newsletter, and whether the stories since its last issue are put in at once."""
    staff = staff_of(request)
    if not may_write_issues(staff):
        raise PermissionDenied
    if request.method != "POST":
        return _offer(request)
    mailing_list = get_object_or_404(MailingList, pk=row_number(request.POST.get("list", "")))
    stories = stories_since_last(mailing_list) if request.POST.get("start") == "since" else []
    issue = Issue(mailing_list=mailing_list, subject=subject_for(mailing_list), written_by=staff)
    issue.body = as_stream(blocks_for(stories))
    issue.save()
    log(instance=issue, action="wagtail.create")
    if stories:
        said = ngettext("%(count)s story was put in.", "%(count)s stories were put in.", len(stories))
        messages.success(request, said % {"count": len(stories)})
    return redirect("newsletter_issues:edit", issue.pk)


def _offer(request: HttpRequest) -> HttpResponse:
    lists = list(MailingList.objects.select_related("host"))
    rows = [(each, len(stories_since_last(each)), subject_for(each)) for each in lists]
    wanted = row_number(request.GET.get("list", ""))
    chosen = next((each.pk for each in lists if each.pk == wanted), lists[0].pk if lists else None)
    return render(
        request, "newsroom/newsletters/new_issue.html", {"rows": rows, "chosen": chosen, "title": _("New issue")}
    )


def subject_for(mailing_list: MailingList) -> str:
    """A beginning that is seldom the best: the list's name and the day."""
    language = mailing_list.language or nameplate().language
    with translation.override(language):
        day = date_format(timezone.localtime(timezone=nameplate().zone), "j E" if language == "uk" else "F j")
    return f"{mailing_list.name}: {day}"


@require_safe
def find_stories(request: HttpRequest, pk: int) -> JsonResponse:
    """Published stories for the panel beside the form: those since the last issue, the newest, or what was asked."""
    issue = issue_of(request, pk)
    asked = request.GET.get("q", "").strip()
    if request.GET.get("since"):
        stories = stories_since_last(issue.mailing_list)
    elif asked:
        found = find(understand(asked[:200]), nameplate().zone, newest_first=True)
        stories = [result.story for result in found.results]
    else:
        stories = list(articles.published().only("title", "section", "published_at")[:SHOWN])
    return JsonResponse({"stories": [_row(story) for story in stories]})


def _row(story: Story) -> dict[str, Any]:
    local = timezone.localtime(story.published_at) if story.published_at else None
    return {
        "id": story.pk,
        "headline": story.title,
        "section": str(story.section or ""),
        "when": date_format(local, "SHORT_DATETIME_FORMAT") if local else "",
    }


@require_safe
def story_blocks(request: HttpRequest, pk: int) -> JsonResponse:
    """Chosen stories as Wagtail's form wants blocks, in the order in which they were named."""
    issue_of(request, pk)
    stories = chosen_stories(request.GET.getlist("id"))
    block = Issue.body.field.stream_block
    begun = 1 if request.GET.get("begun") else 0  # the first of an empty issue is the large one
    rows = blocks_for([*stories[:1], *stories])[1:] if begun else blocks_for(stories)
    return JsonResponse({"blocks": block.get_form_state(block.to_python(rows))})


def chosen_stories(ids: Sequence[str]) -> list[Story]:
    """Published stories with these ids, in this order; nothing else passes."""
    numbers = [row_number(each) for each in ids[:100]]
    found = {story.pk: story for story in articles.published().filter(pk__in=numbers)}
    return [found[number] for number in dict.fromkeys(numbers) if number in found]
