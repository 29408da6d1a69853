from pathlib import Path

import pytest
from django.contrib.auth.models import Group
from django.db import connection

from masthead.config.backups.snapshot import snapshot


@pytest.mark.django_db(transaction=True)
def test_it_sees_one_moment_while_others_write(tmp_path: Path) -> None:
    Group.objects.create(name="Before")
    with snapshot(tmp_path) as one:

        def names() -> set[str]:
            with one.cursor() as cursor:
                cursor.execute("SELECT name FROM auth_group")
                return {row[0] for row in cursor.fetchall()}

        first = names()
        Group.objects.create(name="After")
        Group.objects.filter(name="Before").delete()
        assert names() == first
        assert "Before" in first
        assert "After" not in first
    assert Group.objects.filter(name="After").exists()


@pytest.mark.django_db(transaction=True)
def test_it_leaves_nothing_open(tmp_path: Path) -> None:
    with snapshot(tmp_path) as one, one.cursor() as cursor:
        cursor.execute("SELECT 1")
    assert one.connection is None
    assert connection.connection is None or connection.is_usable()
