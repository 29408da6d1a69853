"""A desk at work in a process of its own: ``python -m tests.ground.busy_desk open`` or ``… work NAME CHANGES``.

Like the server's process it prints what it has just made itself, and leaves the rest to workers.
"""

from __future__ import annotations

import io
import os
import random
import sys
import time
from typing import Any

WORDS = "The ferry left the quay at seven with forty passengers and returned an hour later. " * 8
TELLER = "Ferries counted so far"


def main() -> None:
    """Do what the words of the command line say."""
    import django

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "masthead.config.settings")
    django.setup()
    if sys.argv[1] == "open":
        open_paper()
        return
    from masthead.press import outbox
    from masthead.press.actions.print_now import print_now

    outbox.after_commit(print_now)
    Desk(sys.argv[2]).work(int(sys.argv[3]))


def open_paper() -> None:
    """Two sections, an author, five stories with a picture, and an update."""
    from django.core.files.images import ImageFile

    from masthead.media.models import Picture
    from masthead.newsfeed.models import Update
    from masthead.people.models import Author
    from masthead.publication.models import Section
    from tests.ground.picture_files import jpeg

    sections = [Section.objects.create(name=name, slug=name.lower()) for name in ("City", "Culture")]
    author = Author.objects.create(name="Ada Kovalenko", role="City reporter")
    picture = Picture.objects.create(
        title="A quay", file=ImageFile(io.BytesIO(jpeg(640, 480)), "quay.jpg"), description="A quay", credit_line="A.K."
    )
    for number in range(5):
        write_story(f"Ferry news {number}", sections[number % 2], author, lead_picture=picture)
    Update.objects.create(text="The quay is open again.")


def write_story(title: str, section: Any, author: Any, **fields: Any) -> Any:
    """A story, published."""
    from django.utils import timezone

    from masthead.articles.actions.shelves import shelf_for
    from masthead.articles.models import Story, StoryAuthor

    fields = {"title": title, "section": section, "body": [("paragraph", f"<p>{WORDS}</p>")], "live": False, **fields}
    story = shelf_for(timezone.now()).add_child(instance=Story(**fields))
    story.story_authors.set([StoryAuthor(author=author)])
    story.save_revision().publish()
    return Story.objects.get(pk=story.pk)


class Desk:
    """Changes its own stories and what all share, one thing after the other."""

    def __init__(self, name: str) -> None:
        from masthead.people.models import Author
        from masthead.publication.models import Section

        self.name, self.any = name, random.Random(name)
        self.sections, self.author = list(Section.objects.order_by("pk")), Author.objects.get()
        self.count = 0
        self.teller = write_story(f"{TELLER} by {name}: 0", self.sections[0], self.author, slug=f"teller-{name}")
        self.stories = [self._new() for _ in range(3)]

    def work(self, changes: int) -> None:
        """So many changes."""
        deeds = [self.count_on] * 4 + [self.rewrite] * 3 + [self.publish, self.take_off, self.put_back, self.rename]
        for _ in range(changes):
            self.any.choice([*deeds, self.post_update, self.change_author, self.move])()
            time.sleep(self.any.random() * 0.05)

    def count_on(self) -> None:
        """The headline that can only rise."""
        from masthead.articles.models import Story

        self.count += 1
        self.teller = Story.objects.get(pk=self.teller.pk)
        self.teller.title = f"{TELLER} by {self.name}: {self.count}"
        self.teller.is_minor_change = True
        self.teller.save_revision().publish()

    def publish(self) -> None:
        self.stories.append(self._new())

    def rewrite(self) -> None:
        story = self._one()
        story.standfirst = f"Standfirst {self.any.randint(1, 1000)}."
        story.save_revision().publish()

    def rename(self) -> None:
        story = self._one()
        story.slug = f"{self.name}-{self.any.randint(1, 100_000)}"
        story.save_revision().publish()

    def move(self) -> None:
        story = self._one()
        story.section = self.any.choice(self.sections)
        story.save_revision().publish()

    def take_off(self) -> None:
        self._one().unpublish()

    def put_back(self) -> None:
        self._one().save_revision().publish()

    def post_update(self) -> None:
        from masthead.newsfeed.models import Update

        Update.objects.create(text=f"Word from {self.name}: {self.any.randint(1, 1000)}.")

    def change_author(self) -> None:
        from masthead.people.models import Author

        author = Author.objects.get()
        author.biography = f"<p>Has written {self.any.randint(1, 1000)} stories.</p>"
        author.save()

    def _new(self) -> Any:
        number = self.any.randint(1, 100_000)
        return write_story(f"News of {self.name} {number}", self.any.choice(self.sections), self.author)

    def _one(self) -> Any:
        from masthead.articles.models import Story

        return Story.objects.get(pk=self.any.choice(self.stories).pk)


if __name__ == "__main__":
    main()
