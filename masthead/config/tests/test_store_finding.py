"""``masthead check`` looks whether the paper can be brought to its object store."""

from __future__ import annotations

from pathlib import Path

import pytest
from pytest_django import Settings

from masthead.config.findings import _object_store
from masthead.press.targets.opening import open_store
from tests.ground.object_store import ObjectStore
from tests.ground.server import free_port


@pytest.mark.parametrize(("bucket", "says"), [("paper", None), ("missing", "s3://missing/site: NoSuchBucket")])
def test_a_store_that_cannot_be_used_is_found(
    tmp_path: Path, settings: Settings, monkeypatch: pytest.MonkeyPatch, bucket: str, says: str | None
) -> None:
    store = ObjectStore(tmp_path / "store", free_port())
    store.start()
    try:
        for name, value in store.environ.items():
            monkeypatch.setenv(name, value)
        settings.SITE_STORE = (bucket, "site")
        open_store.cache_clear()
        found = list(_object_store())
    finally:
        store.kill()
        open_store.cache_clear()
    assert [finding.level for finding in found] == (["wrong"] if says else [])
    assert not says or says in found[0].what


def test_a_folder_needs_no_store(tmp_path: Path, settings: Settings) -> None:
    settings.SITE_STORE = tmp_path
    assert not list(_object_store())
