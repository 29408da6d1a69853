"""The ``picture`` tag: what is there is offered, what is missing is asked for."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from django.conf import settings
from django.template import Context, Template

from masthead.media.actions.make_renditions import TRIES, make_wanted
from masthead.media.models import Picture, WantedRenditions
from masthead.media.queries import use
from masthead.press import reads
from masthead.press.models import Touch

pytestmark = pytest.mark.django_db
MakePicture = Callable[..., Picture]


def html(picture: Picture, options: str = 'shape="3x2" sizes="50vw"') -> str:
    shown = use(picture, alt='A "quay"')
    return Template(f"{{% picture use {options} %}}").render(Context({"use": shown}))


def nothing_waits() -> None:
    WantedRenditions.objects.all().delete()


def test_an_upload_asks_for_the_usual_shapes(picture_factory: MakePicture) -> None:
    picture_factory()
    assert set(WantedRenditions.objects.values_list("shape", flat=True)) == {"3x2", "16x9"}


def test_the_first_page_has_a_jpeg_and_asks_for_the_rest(picture_factory: MakePicture) -> None:
    picture = picture_factory(width=900, height=700)
    nothing_waits()
    first = html(picture)
    assert "image/avif" not in first
    assert re.search(r'<img src="/media/images/[^"]+\.jpg" width="640" height="427" alt="A &quot;quay&quot;"', first)
    assert WantedRenditions.objects.get().shape == "3x2"


def test_when_the_worker_was_there_all_formats_are_offered(picture_factory: MakePicture) -> None:
    picture = picture_factory(width=900, height=700)
    nothing_waits()
    html(picture)
    Touch.objects.all().delete()
    assert make_wanted() == 1
    assert Touch.objects.get().tag == reads.tag(f"picture:{picture.pk}")
    after = html(Picture.objects.get(pk=picture.pk))
    assert after.index("image/avif") < after.index("image/webp") < after.index("image/jpeg") < after.index("<img")
    assert re.search(r"320w, \S+ 640w", after)
    assert "960w" not in after  # the picture is only 900 wide
    assert not WantedRenditions.objects.exists()


def test_a_changed_focal_point_asks_again(picture_factory: MakePicture) -> None:
    picture = picture_factory(width=400, height=400)
    nothing_waits()
    html(picture)
    make_wanted()
    picture = Picture.objects.get(pk=picture.pk)
    picture.focal_point_x, picture.focal_point_y = 10, 10
    picture.focal_point_width, picture.focal_point_height = 20, 20
    picture.save()
    html(Picture.objects.get(pk=picture.pk))
    assert WantedRenditions.objects.count() == 1


def test_a_picture_smaller_than_all_sizes_is_shown_all_the_same(picture_factory: MakePicture) -> None:
    assert "<img" in html(picture_factory(width=50, height=40))


def test_a_picture_whose_file_is_gone_is_given_up_after_three_tries(picture_factory: MakePicture) -> None:
    picture = picture_factory()
    nothing_waits()
    WantedRenditions.objects.create(picture=picture, shape="1x1")
    Path(settings.MEDIA_ROOT, picture.file.name).unlink()
    for _ in range(TRIES):
        assert make_wanted() == 1
    assert make_wanted() == 0


def test_no_picture_is_nothing() -> None:
    assert Template("{% picture use %}").render(Context({"use": None})) == ""


def test_a_use_keeps_its_own_words_before_the_librarys(picture_factory: MakePicture) -> None:
    picture = picture_factory(caption="Library caption", credit_line="Library credit")
    shown = use(picture, caption="Own caption")
    assert shown is not None
    assert (shown.caption, shown.credit) == ("Own caption", "Library credit")


def test_renditions_carry_the_name_and_no_place(picture_factory: MakePicture) -> None:
    import io

    from django.core.files.base import ContentFile
    from PIL import ExifTags, Image

    exif = Image.Exif()
    exif.get_ifd(0x8825)[2] = (50.0, 27.0, 0.0)
    exif[ExifTags.Base.Artist], exif[ExifTags.Base.Model] = "Bo Camera", "Serial 123"
    out = io.BytesIO()
    Image.new("RGB", (900, 600), "navy").save(out, "JPEG", exif=exif)
    picture = Picture.objects.create(title="Place", file=ContentFile(out.getvalue(), name="place.jpg"))
    for kind in ("jpeg", "webp", "avif"):
        rendition = picture.get_rendition(f"max-320x320|format-{kind}")
        with Image.open(rendition.file) as made:
            assert not made.getexif().get_ifd(0x8825), kind
            # Willow writes no EXIF into WebP and AVIF at all.
            names = {ExifTags.Base.Artist: "Bo Camera"} if kind == "jpeg" else {}
            assert dict(made.getexif()) == names, kind
