"""Changes to a newsroom in a process of its own, as editors make them: ``python -m tests.exact.changes SEED COUNT``."""

from __future__ import annotations

import random
import sys


def main(seed: int, count: int) -> None:
    """Rewrite, publish, take off, put back, pick: ``count`` things, the same for the same seed."""
    import django

    django.setup()
    from masthead.articles.models import Story
    from masthead.newsfeed.models import Update

    choose = random.Random(seed)
    for number in range(count):
        stories = Story.objects.filter(address__isnull=False).order_by("pk")
        story = choose.choice(list(stories))
        deed = choose.choice(["rewrite", "rewrite", "body", "slug", "off", "update"])
        if deed == "off" and story.live and Story.objects.live().count() > 20:
            story.unpublish()
        elif deed == "update":
            Update.objects.create(text=f"Update {seed} {number}", story=story)
        else:
            if deed == "slug":
                story.slug = f"moved-{seed}-{number}"
            elif deed == "body":
                story.body = [("paragraph", f"<p>Written anew, {seed} {number}.</p>")]
            else:
                story.title = f"Rewritten {seed} {number}"
            story.save_revision().publish()


if __name__ == "__main__":
    main(int(sys.argv[1]), int(sys.argv[2]))
