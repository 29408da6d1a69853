"""What ``masthead verify`` repeats of a mirror."""

from masthead.config.commands.verify import _said


def test_the_comment_of_a_stranger_steers_no_terminal() -> None:
    assert _said("timestamp:1\taddress:x\x1b[2J\x1b]0;all files\x07") == "timestamp:1 address:x[2J]0;all files"
