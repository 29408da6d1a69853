from masthead.press.serving.answers import Answer, make_answer
from masthead.press.serving.store import Store

ONE = make_answer(200, [("content-type", "image/png")], b"x" * 1_000).size


def answer(size: int) -> Answer:
    return make_answer(200, [("content-type", "image/png")], b"x" * size)


def test_it_never_grows_past_its_bound() -> None:
    store = Store(50_000)
    for number in range(200):
        store.put(f"/{number}", answer(1_000), 1)
        assert store.bytes <= 50_000


def test_the_least_used_go_first() -> None:
    store = Store(5 * ONE)
    for name in "abcd":
        store.put(name, answer(1_000), 1)
    store.get("a")
    for name in "efg":
        store.put(name, answer(1_000), 1)
    assert store.get("a") is not None
    assert store.get("b") is None


def test_one_giant_does_not_push_out_the_rest() -> None:
    store = Store(5 * ONE)
    store.put("small", answer(1_000), 1)
    store.put("giant", answer(9_000), 1)
    assert store.get("giant") is None
    assert store.get("small") is not None


def test_forgetting_everything_leaves_no_bytes() -> None:
    store = Store(50_000)
    for _ in range(3):
        store.put("page", answer(1_000), 1)
    store.drop("page")
    store.drop("never-there")
    assert store.bytes == 0
