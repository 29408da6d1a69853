"""PostgreSQL tells when it may have lost what it had acknowledged, and only then."""

from __future__ import annotations

import os
import signal
import time

import psycopg
import pytest

from masthead.mail.sending.epoch import SINCE_CRASH
from tests.ground.cluster import Cluster
from tests.ground.cluster import cluster as cluster


def epoch(cluster: Cluster) -> str:
    """As it is now, once the server answers."""
    for _ in range(200):
        try:
            return str(cluster.ask(SINCE_CRASH)[0][0])
        except psycopg.OperationalError:
            time.sleep(0.05)
    raise AssertionError("the server does not answer")


def test_a_shutdown_in_good_order_begins_no_new_epoch(cluster: Cluster) -> None:
    before = epoch(cluster)
    assert cluster.process
    cluster._run("pg_ctl", "-D", f"{cluster.folder}/cluster", "-m", "fast", "-w", "stop")
    cluster.process.wait(30)
    cluster.start()
    assert epoch(cluster) == before


def test_a_crash_of_the_server_begins_a_new_epoch(cluster: Cluster) -> None:
    before = epoch(cluster)
    cluster.stop()
    cluster.start()
    assert epoch(cluster) != before


def test_a_killed_back_end_begins_a_new_epoch_although_the_server_goes_on(cluster: Cluster) -> None:
    before, began = epoch(cluster), cluster.ask("SELECT pg_postmaster_start_time()")
    victim = psycopg.connect(cluster.url)
    os.kill(victim.info.backend_pid, signal.SIGKILL)
    with pytest.raises(psycopg.OperationalError):
        victim.execute("SELECT 1")
    victim.close()
    time.sleep(0.5)
    assert epoch(cluster) != before
    assert cluster.ask("SELECT pg_postmaster_start_time()") == began


def test_it_may_be_asked_by_anybody(cluster: Cluster) -> None:
    cluster.ask("CREATE ROLE plain LOGIN")
    with psycopg.connect(host=str(cluster.folder), user="plain", dbname="paper") as connection:
        found = connection.execute(SINCE_CRASH).fetchone()
    assert found == (epoch(cluster),)
