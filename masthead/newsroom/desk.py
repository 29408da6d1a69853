"""What the desk sees when it comes in: what waits, what goes out, what is out."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, time

from django.contrib.contenttypes.models import ContentType
from django.db.models import Q
from django.utils import timezone
from wagtail.models import Revision, WorkflowState

from masthead.articles import queries as articles
from masthead.articles.models import Story
from masthead.newsfeed.models import Update
from masthead.newsletters.models import Issue
from masthead.newsroom.permissions import may_send
from masthead.newsroom.viewsets.updates import policy
from masthead.people.models import Staff
from masthead.publication.queries import nameplate

MOST = 12


@dataclass(frozen=True)
class Row:
    """A story on one of the desk's lists, with the time that matters there and whether this person may open it."""

    story: Story
    at: datetime | None
    may_edit: bool
    who: str = ""


@dataclass(frozen=True)
class UpdateRow:
    """An update on the desk; who may not change it sees no buttons."""

    update: Update
    may_change: bool
    is_ahead: bool


class Desk:
    """The lists of one person's desk. Each is asked for once, by the template."""

    def __init__(self, staff: Staff) -> None:
        self.staff = staff
        self.now = timezone.now()
        self.zone = nameplate().zone

    def in_review(self) -> list[Row]:
        """Submitted stories, the one that waits longest first."""
        kind = ContentType.objects.get_for_model(Story)
        waiting = WorkflowState.objects.active().filter(content_type=kind).select_related("requested_by")
        states = list(waiting.order_by("created_at")[:MOST])
        stories = self._stories([int(state.object_id) for state in states])
        return [
            self._row(stories[int(state.object_id)], state.created_at, str(state.requested_by or ""))
            for state in states
            if int(state.object_id) in stories
        ]

    def scheduled(self) -> list[Row]:
        """Stories with a time to go out, the next first."""
        kind = ContentType.objects.get_for_model(Story)
        due = Revision.objects.filter(content_type=kind, approved_go_live_at__isnull=False)
        times = {
            int(pk): at
            for pk, at in due.order_by("approved_go_live_at").values_list("object_id", "approved_go_live_at")[:MOST]
        }
        stories = self._stories(list(times))
        return [self._row(stories[pk], at) for pk, at in times.items() if pk in stories]

    def published_today(self) -> list[Row]:
        """Stories that went out since midnight in the newsroom's zone, the newest first."""
        midnight = datetime.combine(self.now.astimezone(self.zone).date(), time.min, tzinfo=self.zone)
        found = articles.cards(articles.published().filter(published_at__gte=midnight))[:MOST]
        return [self._row(story, story.published_at) for story in found]

    def asking_issues(self) -> list[Issue]:
        """Issues whose time was missed, for who may say whether they go out all the same."""
        if not may_send(self.staff):
            return []
        asking = Issue.objects.filter(state=Issue.State.ASKS).select_related("mailing_list").defer("body")
        return list(asking.order_by("scheduled_for"))

    def my_drafts(self) -> list[Row]:
        """What this person began and nobody has seen yet, or has changed since."""
        unseen = Q(live=False) | Q(has_unpublished_changes=True)
        found = Story.objects.filter(unseen, owner=self.staff).select_related("section")
        elsewhere = {row.story.pk for row in self.in_review()} | {row.story.pk for row in self.scheduled()}
        newest = found.exclude(pk__in=elsewhere).order_by("-latest_revision_created_at")[:MOST]
        return [self._row(story, story.latest_revision_created_at) for story in newest]

    def updates(self) -> list[UpdateRow]:
        """The feed, what waits for its time on top."""
        found = Update.objects.select_related("story", "written_by")[:MOST]
        return [UpdateRow(each, self._may_change(each), each.published_at > self.now) for each in found]

    def _may_change(self, update: Update) -> bool:
        return bool(policy.user_has_permission_for_instance(self.staff, "change", update))

    def _stories(self, ids: list[int]) -> dict[int, Story]:
        found = Story.objects.filter(pk__in=ids).select_related("section").prefetch_related("story_authors__author")
        return {story.pk: story for story in found}

    def _row(self, story: Story, at: datetime | None, who: str = "") -> Row:
        may_edit: bool = story.permissions_for_user(self.staff).can_edit()
        return Row(story, at, may_edit, who or ", ".join(author.name for author in story.byline))
