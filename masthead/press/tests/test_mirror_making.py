"""Making a mirror and renewing it."""

from __future__ import annotations

import fcntl
import shutil
import subprocess
from pathlib import Path

import pytest

from masthead.press.mirrors import folders, minisign
from masthead.press.mirrors.exceptions import MirrorError
from masthead.press.mirrors.verifying import verify
from masthead.press.tests.newsstand import ADDRESS, Newsstand
from tests.ground.browser import leave_out


@pytest.fixture
def stand(tmp_path: Path) -> Newsstand:
    return Newsstand(tmp_path)


def test_it_holds_what_the_pages_need_and_nothing_else(stand: Newsstand) -> None:
    made = stand.mirror()
    assert set(stand.files) == {
        "MANIFEST.sha256", "MANIFEST.sha256.minisig", "README.txt", "minisign.pub", "index.html", "city/index.html",
        "feed.xml", "media/images/quay_x4Gw1Pq.webp", "static/fonts/t.0123456789ab.woff2", "static/fonts/OFL-T.txt",
    }  # fmt: skip
    assert (made.files, made.written, made.removed) == (8, 8, 0)
    assert verify(stand.folder, stand.key.public).is_right


def test_pictures_of_drafts_and_originals_are_never_copied(stand: Newsstand) -> None:
    stand.page(
        "/odd/", '<img src="/media/original_images/quay.jpg"><img src="/media/images/..%2foriginal_images/quay.jpg">'
    )
    stand.mirror()
    assert not [name for name in stand.files if "original" in name or "draft" in name]


def test_the_usual_tools_verify_it(stand: Newsstand) -> None:
    stand.page("/теми/порт/", "a topic")
    stand.mirror()
    lines = [["sha256sum", "--check", "--quiet", "--strict", "MANIFEST.sha256"]]
    if not shutil.which("minisign"):
        leave_out("there is no minisign here: `make test` installs it where it can")
    lines.append(["minisign", "-V", "-p", "minisign.pub", "-m", "MANIFEST.sha256"])
    for line in lines:
        said = subprocess.run(line, cwd=stand.folder, capture_output=True, text=True, timeout=60)
        assert said.returncode == 0, said.stderr
    assert f"address:{ADDRESS}" in said.stdout
    assert "time:20" in said.stdout


def test_an_old_address_is_a_small_page(stand: Newsstand) -> None:
    stand.move("/old/ferry/", "/city/")
    stand.move("/old.html", "/city/")
    stand.move("/city/ferries", "https://elsewhere.example/?a=1&b=2")
    stand.move("/bad/", "javascript:alert(1)")
    stand.move("/?p=12", "/city/")
    stand.move("/city/", "/")  # a page stands there
    stand.move("/Feed.xml/page/", "/")  # a file stands above, where case does not count
    stand.move("/City/", "/")  # a page, where case does not count
    before = set(stand.site.files)
    stand.mirror()
    assert 'content="0; url=../../city/index.html"' in stand.text("old/ferry/index.html")
    assert '<a href="city/index.html">' in stand.text("old.html")
    assert 'url=https://elsewhere.example/?a=1&amp;b=2"' in stand.text("city/ferries/index.html")
    made = {"old/ferry/index.html", "old.html", "city/ferries/index.html"}
    assert {name for name in stand.files if name.endswith(".html")} - before == made


def test_the_readme_tells_the_key_in_the_language_of_the_paper(stand: Newsstand) -> None:
    stand.mirror()
    english = stand.text("README.txt")
    assert stand.key.public.line in english
    assert "minisign -V" in english
    assert "&" not in english
    stand.print("/", '<html lang="uk"><p>Порт</p></html>')
    stand.mirror()
    assert "Копія" in stand.text("README.txt")
    assert stand.key.public.line in stand.text("README.txt")


def test_a_second_run_writes_nothing(stand: Newsstand) -> None:
    stand.mirror()
    times = {name: (stand.folder / name).stat().st_mtime_ns for name in stand.files}
    made = stand.mirror()
    assert (made.files, made.written, made.unchanged, made.removed) == (8, 0, 8, 0)
    assert times == {name: (stand.folder / name).stat().st_mtime_ns for name in stand.files}


def test_a_second_run_writes_what_changed_and_removes_what_is_gone(stand: Newsstand) -> None:
    stand.page("/2026/11/26/ferry/", "a story")
    stand.mirror()
    times = {name: (stand.folder / name).stat().st_mtime_ns for name in stand.files}
    stand.page("/", '<a href="/city/">City</a>')
    stand.take_down("/2026/11/26/ferry/")
    stand.page("/2026/11/25/quay/", "another")
    made = stand.mirror()
    assert (made.written, made.removed) == (2, 2)  # the picture of the front page is gone, too
    assert "media/images/quay_x4Gw1Pq.webp" not in stand.files
    assert not (stand.folder / "2026/11/26").exists()
    assert (stand.folder / "city/index.html").stat().st_mtime_ns == times["city/index.html"]
    assert verify(stand.folder, stand.key.public).is_right


def test_a_second_run_mends_what_was_spoilt(stand: Newsstand) -> None:
    stand.mirror()
    good = stand.files
    (stand.folder / "city/index.html").write_bytes(good["city/index.html"].replace(b"page", b"joke"))
    (stand.folder / "feed.xml").unlink()
    (stand.folder / "minisign.pub").unlink()
    (stand.folder / "minisign.pub").symlink_to("/etc/hostname")
    assert stand.mirror().written == 3
    assert {**stand.files, "MANIFEST.sha256.minisig": b""} == {**good, "MANIFEST.sha256.minisig": b""}
    assert verify(stand.folder, stand.key.public).is_right


def test_a_page_may_become_a_folder_and_a_folder_a_page(stand: Newsstand) -> None:
    stand.print("/about", "a file")
    stand.page("/rules/", "a folder")
    stand.mirror()
    (stand.root / "about").unlink()
    stand.take_down("/rules/")
    (stand.root / "rules").rmdir()
    stand.page("/about/", "a folder now")
    stand.print("/rules", "a file now")
    stand.mirror()
    assert "a folder now" in stand.text("about/index.html")
    assert stand.text("rules") == "a file now"
    assert verify(stand.folder, stand.key.public).is_right


@pytest.mark.parametrize("name", ["letter.odt", "city/notes.txt", ".hidden"])
def test_a_folder_with_files_of_others_is_refused_and_left_alone(stand: Newsstand, name: str) -> None:
    stand.mirror()
    stand.put(stand.folder, name, "mine")
    before = stand.files
    stand.page("/new/", "a page")
    with pytest.raises(MirrorError, match=f"holds '{name}', which no mirror"):
        stand.mirror()
    assert stand.files == before


def test_a_link_to_another_folder_is_refused(stand: Newsstand, tmp_path: Path) -> None:
    (tmp_path / "mine").mkdir()
    stand.folder.mkdir()
    (stand.folder / "city").symlink_to(tmp_path / "mine")
    with pytest.raises(MirrorError, match="holds 'city'"):
        stand.mirror()
    assert not list((tmp_path / "mine").iterdir())


def test_what_a_file_manager_drops_does_no_harm(stand: Newsstand) -> None:
    stand.mirror()
    stand.put(stand.folder, ".DS_Store", "icons")
    assert stand.mirror().written == 0
    assert verify(stand.folder, stand.key.public).is_right
    assert (stand.folder / ".DS_Store").exists()


def test_the_mirror_of_another_newsroom_is_refused(stand: Newsstand) -> None:
    stand.mirror()
    stand.key = minisign.make_key()
    with pytest.raises(MirrorError, match="is not of this newsroom"):
        stand.mirror()


def test_a_forged_list_removes_nothing(stand: Newsstand) -> None:
    """Whoever can write to the folder must not have us remove files by listing them."""
    stand.mirror()
    stand.put(stand.folder, "letter.odt", "mine")
    with (stand.folder / "MANIFEST.sha256").open("a") as file:
        file.write(f"{'0' * 64}  letter.odt\n{'0' * 64}  ../outside\n")
    with pytest.raises(MirrorError):
        stand.mirror()
    assert stand.text("letter.odt") == "mine"


def test_a_place_inside_or_around_the_data_folder_is_refused(stand: Newsstand) -> None:
    for place in (stand.data, stand.data / "mirror", stand.root / "mirror", stand.data.parent):
        stand.folder = place
        with pytest.raises(MirrorError, match="lie in one another"):
            stand.mirror()


def test_a_file_is_no_folder(stand: Newsstand) -> None:
    stand.folder.write_text("")
    with pytest.raises(MirrorError, match="is a file"):
        stand.mirror()


def test_nothing_printed_is_said(stand: Newsstand) -> None:
    stand.take_down("/")
    with pytest.raises(MirrorError, match="masthead print --all"):
        stand.mirror()
    assert not stand.folder.exists()


def test_two_runs_at_once_are_refused(stand: Newsstand) -> None:
    with open(stand.data / "mirror.lock", "w") as other:
        fcntl.flock(other, fcntl.LOCK_EX)
        with pytest.raises(MirrorError, match="Another mirror is being made"):
            stand.mirror()


def test_names_that_a_stick_cannot_hold_are_left_out(stand: Newsstand) -> None:
    stand.print("/what:now/", "a page")
    stand.put(stand.root, ".fresh-1a-index.html", "half of a page")
    stand.page("/", '<a href="/what:now/">What now</a>')
    stand.mirror()
    assert not [name for name in stand.files if "now" in name or "fresh" in name]
    assert f'href="{ADDRESS}/what:now/"' in stand.text("index.html")


def test_a_page_that_goes_away_meanwhile_is_linked_to_by_none(stand: Newsstand) -> None:
    site = stand.site
    assert "city/index.html" in site.files
    stand.take_down("/city/")
    from masthead.press.mirrors.making import make_mirror

    make_mirror(site, stand.folder, stand.data, stand.key)
    assert f'href="{ADDRESS}/city/"' in stand.text("index.html")


def test_a_folder_that_cannot_be_made_is_said_in_a_line(stand: Newsstand) -> None:
    stand.folder.write_text("")
    stand.folder /= "below-a-file"
    with pytest.raises(MirrorError, match=r"Not a directory\. Mend it and run again"):
        stand.mirror()


def test_the_stage_is_gone_after_a_run(stand: Newsstand) -> None:
    stand.put(stand.folder, f"{folders.STAGE}/left/over.html", "of a run that was killed")
    stand.mirror()
    assert not (stand.folder / folders.STAGE).exists()
