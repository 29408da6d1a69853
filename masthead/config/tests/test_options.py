from pathlib import Path

import pytest

from masthead.config import options
from masthead.config.exceptions import WrongOption


@pytest.fixture
def environ(tmp_path: Path) -> dict[str, str]:
    return {"MASTHEAD_DATA": str(tmp_path)}


def test_nothing_has_to_be_set(environ: dict[str, str]) -> None:
    values = options.load(environ)
    assert values["MASTHEAD_BIND"] == ("127.0.0.1", 8000)
    assert values["DATABASE_URL"] is None


@pytest.mark.parametrize(
    ("name", "value", "says"),
    [
        ("MASTHEAD_BIND", "8000", "no port or no host"),
        ("MASTHEAD_BIND", "127.0.0.1:99999", "between 1 and 65535"),
        ("MASTHEAD_URL", "paper.example", "http:// or https://"),
        ("MASTHEAD_URL", "https://paper.example/blog", "has a path"),
        ("MASTHEAD_URL", "https://paper.example:port", "is not an address"),
        ("DATABASE_URL", "mysql://localhost/x", "not a SQLite or PostgreSQL"),
        ("DATABASE_URL", "postgresql://", "names no database"),
        ("MASTHEAD_SECRET_KEY", "short", "too short"),
        ("MASTHEAD_THREADS", "many", "not a whole number"),
        ("MASTHEAD_THREADS", "0", "not between 1 and 256"),
        ("MASTHEAD_SECOND_FACTOR", "maybe", "not one of the words"),
        ("MASTHEAD_DEBUG", "perhaps", "neither on nor off"),
        ("MASTHEAD_TRUSTED_PROXIES", "10.0.0.1, nowhere", "'nowhere'"),
        ("MASTHEAD_SITE_STORE", "ftp://host/paper", "neither a folder nor an s3:// address"),
        ("MASTHEAD_SITE_STORE", "s3://", "names no bucket"),
        ("MASTHEAD_SITE_STORE", "s3://Paper/site", "names no bucket"),
        ("MASTHEAD_SITE_STORE", "s3://paper/../other", "has a prefix of more than"),
        ("MASTHEAD_PURGE", "http://127.0.0.1", "does not begin with one of varnish://"),
        ("MASTHEAD_PURGE", "varnish://", "names no host"),
        ("MASTHEAD_PURGE", "cloudflare://zone", "has no token"),
        ("MASTHEAD_PURGE", "varnish://127.0.0.1:6081, fastly://x?token=", "has no token"),
        ("MASTHEAD_PURGE", "cloudfront://E1?token=x", "has more after cloudfront://"),
        ("MASTHEAD_PORT", "80", "no such option"),
        ("MASTHEAD_BIND_FILE", "/x", "only secrets"),
        ("MASTHEAD_SECRET_KEY_FILE", "/nowhere/key", "cannot be read"),
    ],
)
def test_a_wrong_value_is_named_in_one_line(environ: dict[str, str], name: str, value: str, says: str) -> None:
    with pytest.raises(WrongOption) as error:
        options.load({**environ, name: value})
    assert name in str(error.value)
    assert says in str(error.value)
    assert "\n" not in str(error.value)


def test_a_database_whose_driver_is_not_installed_says_so(
    environ: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("importlib.util.find_spec", lambda name: None)
    with pytest.raises(WrongOption, match=r"pip install 'masthead\[postgresql\]'"):
        options.load({**environ, "DATABASE_URL": "postgresql://a:secret@127.0.0.1/x"})


def test_a_secret_is_never_in_the_error(environ: dict[str, str]) -> None:
    with pytest.raises(WrongOption) as error:
        options.load({**environ, "DATABASE_URL": "mysql://me:hunter2@localhost/x"})
    assert "hunter2" not in str(error.value)


@pytest.mark.parametrize("value", ["cloudflare://zone?token=hunter2&key=x", "fastlý://s?token=hunter2"])
def test_a_token_is_never_in_the_error(environ: dict[str, str], value: str) -> None:
    with pytest.raises(WrongOption) as error:
        options.load({**environ, "MASTHEAD_PURGE": value})
    assert "hunter2" not in str(error.value)


def test_the_paper_may_be_printed_to_a_folder_or_an_object_store(environ: dict[str, str], tmp_path: Path) -> None:
    def store(text: str) -> object:
        return options.load({**environ, "MASTHEAD_SITE_STORE": text})["MASTHEAD_SITE_STORE"]

    assert store("") is None
    assert store(str(tmp_path / "site")) == tmp_path / "site"
    assert store("s3://paper") == store("s3://paper/") == ("paper", "")
    assert store("s3://paper/site/en/") == ("paper", "site/en")


@pytest.mark.parametrize("place", [".", "..", "media", "media/images", "site/below"])
def test_the_paper_is_not_printed_among_keys_and_pictures(tmp_path: Path, place: str) -> None:
    data = tmp_path / "data"
    with pytest.raises(WrongOption, match="lie in one another"):
        options.load({"MASTHEAD_DATA": str(data), "MASTHEAD_SITE_STORE": str(data / place)})
    named = options.load({"MASTHEAD_DATA": str(data), "MASTHEAD_SITE_STORE": str(data / "site")})
    assert named["MASTHEAD_SITE_STORE"] == data / "site"


def test_several_caches_may_be_named(environ: dict[str, str]) -> None:
    text = "varnish://127.0.0.1:6081, cloudfront://E1ABC,fastly://SU1Z?token=a%3Db"
    found = options.load({**environ, "MASTHEAD_PURGE": text})["MASTHEAD_PURGE"]
    assert [(cache.kind, cache.place, cache.token) for cache in found] == [
        ("varnish", "127.0.0.1:6081", ""), ("cloudfront", "E1ABC", ""), ("fastly", "SU1Z", "a=b"),
    ]  # fmt: skip


def test_the_error_says_what_is_allowed(environ: dict[str, str]) -> None:
    with pytest.raises(WrongOption, match="Allowed: a whole number from 1 to 256"):
        options.load({**environ, "MASTHEAD_THREADS": "-1"})


def test_a_secret_may_stand_in_a_file(environ: dict[str, str], tmp_path: Path) -> None:
    (tmp_path / "key").write_text("k" * 60 + "\n")
    values = options.load({**environ, "MASTHEAD_SECRET_KEY_FILE": str(tmp_path / "key")})
    assert values["MASTHEAD_SECRET_KEY"] == "k" * 60


def test_the_environment_wins_over_the_file(environ: dict[str, str], tmp_path: Path) -> None:
    (tmp_path / "masthead.toml").write_text('MASTHEAD_THREADS = 3\nMASTHEAD_DEBUG = true\nMASTHEAD_BIND = "[::]:80"\n')
    values = options.load({**environ, "MASTHEAD_THREADS": "5"})
    assert values["MASTHEAD_THREADS"] == 5
    assert values["MASTHEAD_DEBUG"] is True
    assert values["MASTHEAD_BIND"] == ("::", 80)


@pytest.mark.parametrize("text", ["MASTHEAD_PORT = 1", "not toml at all", 'MASTHEAD_THREADS = "x"'])
def test_a_broken_file_is_named(environ: dict[str, str], tmp_path: Path, text: str) -> None:
    (tmp_path / "masthead.toml").write_text(text)
    with pytest.raises(WrongOption):
        options.load(environ)


def test_the_data_folder_may_not_be_a_file(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    with pytest.raises(WrongOption, match="is a file"):
        options.load({"MASTHEAD_DATA": str(tmp_path / "file")})
