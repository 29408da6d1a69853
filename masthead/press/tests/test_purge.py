"""What services of content networks are asked, as their public documentation demands it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

import pytest
from pytest_django import Settings

from masthead.press.purging import purge
from masthead.press.purging.addresses import read_cache
from masthead.press.targets.target import DeliveryFailed
from tests.ground.recorder import Recorder, recording
from tests.ground.server import free_port

INVALIDATION = b"""<Invalidation xmlns="http://cloudfront.amazonaws.com/doc/2020-05-31/"><Id>I1</Id>
<Status>InProgress</Status><CreateTime>2026-11-26T00:00:00Z</CreateTime>
<InvalidationBatch><Paths><Quantity>1</Quantity></Paths><CallerReference>x</CallerReference></InvalidationBatch>
</Invalidation>"""

PutInFront = Callable[..., None]


@pytest.fixture
def service() -> Iterator[Recorder]:
    with recording() as running:
        yield running


@pytest.fixture
def put_in_front(settings: Settings) -> PutInFront:
    def put(*caches: str) -> None:
        settings.PURGE = [read_cache(cache) for cache in caches]
        settings.PUBLIC_URL = "https://paper.example"

    return put


def test_without_a_cache_nothing_happens(put_in_front: PutInFront) -> None:
    put_in_front()
    purge(["/"])


def test_varnish_is_sent_a_purge_for_the_public_host(service: Recorder, put_in_front: PutInFront) -> None:
    put_in_front(service.url.replace("http", "varnish"))
    purge(["/", "/city/паром/", "/?p=12", "/"])
    assert [(one.method, one.path) for one in service.asked] == [
        ("PURGE", "/"), ("PURGE", "/city/%D0%BF%D0%B0%D1%80%D0%BE%D0%BC/"), ("PURGE", "/?p=12"),
    ]  # fmt: skip
    assert {one.headers["host"] for one in service.asked} == {"paper.example"}


def test_cloudflare_gets_thirty_addresses_a_call(service: Recorder, put_in_front: PutInFront) -> None:
    put_in_front(f"cloudflare://023e105f4ecef8ad?token=hunter2&api={service.url}/client/v4")
    service.body = b'{"success": true, "errors": [], "messages": [], "result": {"id": "023e"}}'
    purge([f"/story/{number}/" for number in range(70)])
    assert [len(one.json["files"]) for one in service.asked] == [30, 30, 10]
    first = service.asked[0]
    assert (first.method, first.path) == ("POST", "/client/v4/zones/023e105f4ecef8ad/purge_cache")
    assert first.headers["authorization"] == "Bearer hunter2"
    assert first.headers["content-type"] == "application/json"
    assert first.json["files"][0] == "https://paper.example/story/0/"


def test_cloudflare_that_says_no_success_has_not_purged(service: Recorder, put_in_front: PutInFront) -> None:
    put_in_front(f"cloudflare://zone?token=hunter2&api={service.url}")
    service.body = b'{"success": false, "errors": []}'
    with pytest.raises(DeliveryFailed):
        purge(["/"])


def test_fastly_gets_a_soft_purge_of_each_address(service: Recorder, put_in_front: PutInFront) -> None:
    put_in_front(f"fastly://SU1Z0isxPaozGVKXdv0eY?token=hunter2&api={service.url}")
    service.body = b'{"status": "ok", "id": "108-1391560174-974124"}'
    purge(["/", "/city/"])
    assert [(one.method, one.path) for one in service.asked] == [
        ("POST", "/purge/paper.example/"), ("POST", "/purge/paper.example/city/"),
    ]  # fmt: skip
    assert service.asked[0].headers["fastly-key"] == "hunter2"
    assert service.asked[0].headers["fastly-soft-purge"] == "1"
    assert service.asked[0].headers["accept"] == "application/json"


@pytest.fixture
def cloudfront(service: Recorder, put_in_front: PutInFront, monkeypatch: pytest.MonkeyPatch) -> Recorder:
    monkeypatch.setenv("AWS_ENDPOINT_URL_CLOUDFRONT", service.url)
    monkeypatch.setenv("AWS_CONFIG_FILE", "/dev/null")
    for name in ("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"):
        monkeypatch.setenv(name, "key")
    service.status, service.content_type, service.body = 201, "application/xml", INVALIDATION
    put_in_front("cloudfront://EDFDVBD6EXAMPLE")
    return service


def test_cloudfront_gets_an_invalidation_of_a_thousand_paths_at_most(cloudfront: Recorder) -> None:
    purge([f"/{number}/" for number in range(1500)])
    bodies = [one.body.decode() for one in cloudfront.asked]
    assert [int(re.findall("<Quantity>(.*?)</Quantity>", body)[0]) for body in bodies] == [1000, 500]
    items = [item for body in bodies for item in re.findall("<Path>(.*?)</Path>", body)]
    assert sorted(items) == sorted(f"/{number}/" for number in range(1500))
    assert len({re.findall("<CallerReference>(.*?)</CallerReference>", body)[0] for body in bodies}) == 2
    assert re.fullmatch(r"/\d{4}-\d\d-\d\d/distribution/EDFDVBD6EXAMPLE/invalidation", cloudfront.asked[0].path)
    assert cloudfront.asked[0].headers["authorization"].startswith("AWS4-HMAC-SHA256 Credential=key/")


@pytest.mark.parametrize(
    ("status", "code", "permanent"),
    [(400, "TooManyInvalidationsInProgress", False), (404, "NoSuchDistribution", True), (403, "AccessDenied", True)],
)
def test_cloudfront_that_is_busy_is_asked_again_later(
    cloudfront: Recorder, status: int, code: str, permanent: bool
) -> None:
    cloudfront.status = status
    cloudfront.body = (
        '<ErrorResponse xmlns="http://cloudfront.amazonaws.com/doc/2020-05-31/"><Error><Type>Sender</Type>'
        f"<Code>{code}</Code><Message>no</Message></Error><RequestId>r</RequestId></ErrorResponse>"
    ).encode()
    with pytest.raises(DeliveryFailed, match=code) as failed:
        purge(["/"])
    assert failed.value.permanent is permanent


@pytest.mark.parametrize(("status", "permanent"), [(401, True), (403, True), (302, True), (429, False), (503, False)])
@pytest.mark.parametrize("cache", ["varnish://{host}", "cloudflare://z?token=hunter2&api=http://{host}",
                                   "fastly://s?token=hunter2&api=http://{host}"])  # fmt: skip
def test_a_refusal_is_one_line_without_the_token(
    service: Recorder, put_in_front: PutInFront, cache: str, status: int, permanent: bool
) -> None:
    put_in_front(cache.format(host=service.url.removeprefix("http://")))
    service.status = status
    service.body = b'{"success": false, "errors": [{"code": 9109, "message": "Invalid\\naccess token"}]}'
    with pytest.raises(DeliveryFailed, match="Invalid access token") as failed:
        purge(["/"])
    assert failed.value.permanent is permanent
    assert "hunter2" not in str(failed.value)
    assert "\n" not in str(failed.value)


def test_a_cache_that_is_down_keeps_no_other_from_being_told(service: Recorder, put_in_front: PutInFront) -> None:
    down = f"varnish://127.0.0.1:{free_port()}"
    put_in_front(down, service.url.replace("http", "varnish"))
    with pytest.raises(DeliveryFailed, match="refused") as failed:
        purge(["/"])
    assert not failed.value.permanent
    assert len(service.asked) == 1
