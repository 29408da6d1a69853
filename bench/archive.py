"""Filling a scratch database with many published stories, quickly: rows only, none of the care that editors get."""

from __future__ import annotations

import json
import random
import uuid
from datetime import timedelta

WORDS = "harbour council tide bridge ferry school budget storm market tram wall river light winter report vote".split()


def fill(count: int, per_section: int = 6) -> None:
    """``count`` published stories of about 400 words below this year's shelf."""
    from django.contrib.contenttypes.models import ContentType
    from django.db import connection, transaction
    from django.utils import timezone
    from wagtail.models import Locale, Page

    from masthead.articles.actions.shelves import shelf_for
    from masthead.articles.models import Story
    from masthead.publication.models import Section

    rng, now = random.Random(1), timezone.now()
    sections = [
        Section.objects.get_or_create(slug=f"s{n}", defaults={"name": f"Section {n}"})[0] for n in range(per_section)
    ]
    shelf = shelf_for(now)
    kind, locale = ContentType.objects.get_for_model(Story), Locale.get_default()
    start = shelf.numchild
    pages = []
    for number in range(start, start + count):
        title, moment = " ".join(rng.sample(WORDS, 6)).capitalize(), now - timedelta(minutes=7 * (number + 1))
        pages.append(
            Page(
                path=Page._get_path(shelf.path, shelf.depth + 1, number + 1), depth=shelf.depth + 1, title=title,
                draft_title=title, slug=f"story-{number}", url_path=f"{shelf.url_path}story-{number}/", live=True,
                content_type=kind, locale=locale, translation_key=uuid.uuid4(), first_published_at=moment,
                last_published_at=moment,
            )
        )  # fmt: skip
    with transaction.atomic():
        Page.objects.bulk_create(pages, batch_size=500)
        made = dict(Page.objects.filter(path__startswith=shelf.path, depth=shelf.depth + 1).values_list("slug", "pk"))
        body = json.dumps([{"type": "paragraph", "value": f"<p>{' '.join(rng.choices(WORDS, k=400))}</p>", "id": "a"}])
        columns = {
            "kicker": "", "standfirst": "One sentence about it.", "language": "", "lead_alt": "", "lead_caption": "",
            "lead_credit": "", "body": body, "no_ask": False, "is_minor_change": False, "word_count": 400,
        }  # fmt: skip
        names = ["page_ptr_id", "section_id", "published_at", "address", *columns]
        sql = f"INSERT INTO articles_story ({', '.join(names)}) VALUES ({', '.join(['%s'] * len(names))})"
        rows = [
            [made[page.slug], rng.choice(sections).pk, page.first_published_at,
             f"/{page.first_published_at:%Y/%m/%d}/{page.slug}/", *columns.values()]
            for page in pages
        ]  # fmt: skip
        with connection.cursor() as cursor:
            cursor.executemany(sql, rows)
        Page.objects.filter(pk=shelf.pk).update(numchild=start + count)
