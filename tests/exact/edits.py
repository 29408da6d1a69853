"""Editors at random: everything that can be done to the paper, one thing at a time."""

from __future__ import annotations

import random
from collections.abc import Callable
from datetime import timedelta
from typing import Any

from django.utils import timezone
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Page as TreePage

from masthead.articles.actions.publish_due import publish_due
from masthead.articles.actions.shelves import shelf_for
from masthead.articles.models import Correction, RelatedStory, Source, Story, StoryAuthor
from masthead.fronts.models import Front
from masthead.media.actions.make_renditions import make_wanted
from masthead.media.models import Picture
from masthead.newsfeed.actions.show_due import show_due
from masthead.newsfeed.models import Update
from masthead.newsletters.addresses import address_for
from masthead.newsletters.models import Issue, MailingList
from masthead.people.models import Author
from masthead.picks.models import Pick, PickList
from masthead.publication.models import Nameplate, NavigationItem, Section, StaticPage, Topic

WORDS = "harbour council tide bridge ferry school budget storm market tram wall river light winter report vote".split()


class Editors:
    """Does one thing after the other, the same ones for the same seed."""

    def __init__(self, seed: int, pictures: list[Picture]) -> None:
        self.any = random.Random(seed)
        self.pictures = pictures
        self.done: list[str] = []
        self.count = 0
        frequent = [self.publish, self.rewrite, self.post_update, self.rewrite_body]
        self.deeds: list[Callable[[], None]] = [
            *frequent, *frequent, self.move_in_time, self.new_slug, self.other_section, self.other_topics,
            self.other_byline, self.correct, self.relate, self.take_off, self.put_back, self.delete, self.schedule,
            self.expire, self.change_update, self.drop_update, self.later_update, self.rearrange_picks,
            self.arrange_front,
            self.change_nameplate, self.change_navigation, self.change_section, self.new_section, self.change_topic,
            self.change_author, self.standing_page, self.change_picture, self.redirect, self.drop_redirect, self.wait,
            self.make_pictures, self.link_inside, self.draft, self.drop_topic,
            self.new_list, self.change_list, self.send_issue, self.send_issue, self.change_issue, self.draft_issue,
            self.drop_list,
        ]  # fmt: skip

    def do(self, clock: Any) -> None:
        """One thing."""
        self.clock = clock
        deed = self.any.choice(self.deeds)
        deed()
        self.done.append(deed.__name__)

    # Stories

    def publish(self) -> None:
        moment = timezone.now() - timedelta(hours=self.any.choice([0, 0, 0, 0, 0, 3, 30, 300, 3000]))
        story: Story = shelf_for(moment).add_child(instance=self._new(published_at=moment, live=False))
        self._fill(story)
        story.save_revision().publish()

    def draft(self) -> None:
        story = self._story()
        story.title = f"Not yet: {self._words(3)}"
        story.save_revision()

    def rewrite(self) -> None:
        story = self._story()
        story.title, story.standfirst = self._words(5), self._words(9)
        story.is_minor_change = self.any.random() < 0.5
        story.save_revision().publish()

    def rewrite_body(self) -> None:
        story = self._story()
        story.body, story.is_minor_change = self._body(), True
        story.save_revision().publish()

    def link_inside(self) -> None:
        story, other = self._story(), self._story()
        link = f'<p>See <a linktype="page" id="{other.pk}">this</a>.</p>'
        story.body = [("paragraph", link), ("related", other), *self._body()]
        story.save_revision().publish()

    def move_in_time(self) -> None:
        story = self._story()
        story.published_at = timezone.now() - timedelta(hours=self.any.randint(0, 2000))
        story.save_revision().publish()

    def new_slug(self) -> None:
        story = self._story()
        story.slug = f"{self.any.choice(WORDS)}-{self._number()}"
        story.save_revision().publish()

    def other_section(self) -> None:
        story = self._story()
        story.section = self.any.choice(list(Section.objects.all()))
        story.save_revision().publish()

    def other_topics(self) -> None:
        story = self._story()
        story.topics = self._some(Topic.objects.all())
        story.save_revision().publish()

    def other_byline(self) -> None:
        story = self._story()
        self._sign(story)
        story.save_revision().publish()

    def correct(self) -> None:
        story = self._story()
        story.correction_notes.add(Correction(text=self._words(6)))
        story.source_notes.set([Source(text=self._words(3))])
        story.save_revision().publish()

    def relate(self) -> None:
        story = self._story()
        story.related_links.set([RelatedStory(other=other) for other in self._some(Story.objects.exclude(pk=story.pk))])
        story.save_revision().publish()

    def take_off(self) -> None:
        if Story.objects.live().count() > 6:
            self._story().unpublish()

    def put_back(self) -> None:
        hidden = self._one(Story.objects.filter(live=False))
        if hidden:
            hidden.save_revision().publish()

    def delete(self) -> None:
        if Story.objects.live().count() > 6:
            TreePage.objects.get(pk=self._story().pk).specific.delete()

    def schedule(self) -> None:
        story: Story = shelf_for(timezone.now()).add_child(instance=self._new(live=False))
        self._fill(story)
        story.go_live_at = timezone.now() + timedelta(hours=2)
        story.save_revision(approved_go_live_at=story.go_live_at)
        story.save_revision().publish()
        self.wait()

    def expire(self) -> None:
        if Story.objects.live().count() > 6:
            story = self._story()
            story.expire_at = timezone.now() + timedelta(minutes=30)
            story.save_revision().publish()
            self.wait()

    # The news feed

    def post_update(self) -> None:
        story = self._story() if self.any.random() < 0.4 else None
        Update.objects.create(text=self._words(6), story=story, is_key=self.any.random() < 0.2)

    def later_update(self) -> None:
        Update.objects.create(text=self._words(6), published_at=timezone.now() + timedelta(hours=1))
        self.wait()

    def change_update(self) -> None:
        update = self._one(Update.objects.all())
        if update:
            update.text = self._words(5)
            update.published_at -= timedelta(hours=self.any.choice([0, 0, 20]))
            update.save()

    def drop_update(self) -> None:
        update = self._one(Update.objects.all())
        if update and Update.objects.count() > 3:
            update.delete()

    # Fronts

    def rearrange_picks(self) -> None:
        picks = PickList.objects.get(slug="editors")
        picks.picks.set([Pick(story=story, title=self._words(2)) for story in self._some(Story.objects.all())])
        picks.save()

    def arrange_front(self) -> None:
        front = Front.objects.get()
        front.lead = self._story() if self.any.random() < 0.7 else None
        front.has_news_feed = self.any.random() < 0.8
        front.save_revision().publish()

    # The paper

    def change_nameplate(self) -> None:
        nameplate = Nameplate.objects.get()
        nameplate.motto = self._words(4)
        nameplate.email = self.any.choice(["", "desk@tideway.example"])
        nameplate.save()

    def change_navigation(self) -> None:
        nameplate = Nameplate.objects.get()
        nameplate.navigation_items.set(
            [NavigationItem(section=section) for section in self._some(Section.objects.all())]
        )
        nameplate.save()

    def change_section(self) -> None:
        section = self.any.choice(list(Section.objects.all()))
        section.name, section.position = self._words(1).title(), self.any.randint(1, 9)
        if self.any.random() < 0.4:
            section.slug = f"{self.any.choice(WORDS)}-desk-{self._number()}"
        section.save()

    def new_section(self) -> None:
        if Section.objects.count() < 6:
            Section.objects.create(name=self._words(1).title(), slug=f"section-{self._number()}")

    def change_topic(self) -> None:
        topic = self.any.choice(list(Topic.objects.all()))
        topic.name, topic.slug = self._words(2), f"topic-{self._number()}"
        topic.save()

    def drop_topic(self) -> None:
        if Topic.objects.count() > 2:
            self.any.choice(list(Topic.objects.all())).delete()
        else:
            Topic.objects.create(name=self._words(2), slug=f"topic-{self._number()}")

    def change_author(self) -> None:
        author = self.any.choice(list(Author.objects.all()))
        author.name, author.role = self._words(2).title(), self._words(3)
        if self.any.random() < 0.4:
            author.slug = f"author-{self._number()}"
        author.save()

    def standing_page(self) -> None:
        page = self._one(StaticPage.objects.all())
        deed = self.any.choice(["new", "title", "body", "off", "slug"])
        if page is None or deed == "new":
            body = f"<p>{self._words(9)}</p>"
            page = StaticPage(title=self._words(2), slug=f"page-{self._number()}", kind="ethics", body=body, live=False)
            Front.objects.get().add_child(instance=page)
        elif deed == "off":
            page.unpublish()
            return
        elif deed == "slug":
            page.slug = f"page-{self._number()}"
        else:
            setattr(page, deed, self._words(2) if deed == "title" else f"<p>{self._words(9)}</p>")
        page.save_revision().publish()

    def change_picture(self) -> None:
        picture = self.any.choice(self.pictures)
        picture.description, picture.credit_line = self._words(3), self._words(2)
        picture.save()

    def make_pictures(self) -> None:
        make_wanted(most=1)

    def redirect(self) -> None:
        path = self.any.choice([f"/old/{self._number()}", f"/?p={self._number()}", "/wp/2019/"])
        Redirect.objects.update_or_create(
            old_path=Redirect.normalise_path(path), site=None, defaults={"redirect_page": self._story()}
        )

    def drop_redirect(self) -> None:
        found = self._one(Redirect.objects.all())
        if found:
            found.delete()

    def wait(self) -> None:
        self.clock.tick(timedelta(hours=self.any.choice([3, 3, 12, 30])))
        publish_due()
        show_due()

    # Newsletters

    def new_list(self) -> None:
        if MailingList.objects.count() < 4:
            host = self._one(Author.objects.all())
            MailingList.objects.create(name=self._words(2), slug=f"list-{self._number()}", summary="", host=host)

    def change_list(self) -> None:
        found = self._one(MailingList.objects.all())
        if found:
            found.name, found.is_open = self._words(2), self.any.random() < 0.7
            found.host, found.position = self._one(Author.objects.all()), self.any.randint(1, 9)
            if self.any.random() < 0.3:
                found.slug = f"list-{self._number()}"
            found.save()

    def drop_list(self) -> None:
        found = self._one(MailingList.objects.filter(issues=None))
        if found:
            found.delete()

    def send_issue(self) -> None:
        issue = self._issue()
        if issue:
            issue.sent_at, issue.state = timezone.now(), Issue.State.SENT
            issue.address = address_for(issue, issue.sent_at.date())
            issue.save(update_fields=["sent_at", "state", "address"])
            self.clock.tick(timedelta(minutes=5))

    def draft_issue(self) -> None:
        self._issue()

    def change_issue(self) -> None:
        issue = self._one(Issue.objects.all())
        if issue:
            issue.subject = self._words(4)
            issue.save()

    def _issue(self) -> Issue | None:
        found = self._one(MailingList.objects.all())
        if found is None:
            return None
        story = {"story": self._story(), "headline": "", "text": "", "look": self.any.choice(["large", "plain"])}
        body = [("story", story), ("text", f"<p>{self._words(9)}</p>")]
        made: Issue = Issue.objects.create(mailing_list=found, subject=self._words(4), body=body)
        return made

    # What all of them need

    def _number(self) -> int:
        self.count += 1
        return self.count

    def _words(self, count: int) -> str:
        return " ".join(self.any.choices(WORDS, k=count))

    def _body(self) -> list[tuple[str, Any]]:
        return [("paragraph", f"<p>{self._words(self.any.randint(5, 60))}</p>")]

    def _new(self, **fields: Any) -> Story:
        section = self.any.choice(list(Section.objects.all()))
        picture = self.any.choice([*self.pictures, None])
        return Story(title=self._words(4), section=section, body=self._body(), lead_picture=picture, **fields)

    def _fill(self, story: Story) -> None:
        self._sign(story)
        story.topics = self._some(Topic.objects.all())

    def _sign(self, story: Story) -> None:
        authors = self._some(Author.objects.all())
        story.story_authors.set([StoryAuthor(author=author, sort_order=n) for n, author in enumerate(authors)])

    def _story(self) -> Story:
        pks = list(Story.objects.live().order_by("pk").values_list("pk", flat=True))
        found: Story = Story.objects.get(pk=self.any.choice(pks))
        return found

    def _one(self, rows: Any) -> Any:
        found = list(rows.order_by("pk"))
        return self.any.choice(found) if found else None

    def _some(self, rows: Any) -> list[Any]:
        found = list(rows.order_by("pk"))
        return self.any.sample(found, self.any.randint(0, min(3, len(found))))
