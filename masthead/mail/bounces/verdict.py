"""Whether a refusal means that the mailbox is gone, that it cannot take mail now, or that the sender is not wanted.

Servers agree on few codes (RFC 3463) and on no words. What is not certain is judged mildly: a wrong "soft" costs a few
more messages to a dead mailbox, a wrong "hard" silences a reader.
"""

from __future__ import annotations

import re
from typing import Literal

Verdict = Literal["hard", "soft", "refused"]

_EXTENDED = re.compile(r"(?<![\d.])([245]\.\d{1,3}\.\d{1,3})(?![\d.])")
_BASIC = re.compile(r"(?<![\d.])([245][0-5]\d)(?=[ -])")

HARD_CODES = frozenset("5.1.1 5.1.2 5.1.3 5.1.6 5.1.10 5.2.1 5.4.4".split())
SENDER_CODES = re.compile(r"5\.7\.\d+|5\.1\.[78]|5\.6\.\d+")
FULL = re.compile(
    r"mailbox (is )?full|over ?quota|quota (is )?exceeded|exceeded (the |its )?(storage|quota)|out of storage|"
    r"insufficient (system )?storage|at a rate|too (quickly|fast)|receiving mail too|try again later|"
    r"переповнен|not enough space",
    re.IGNORECASE,
)
UNWANTED = re.compile(
    r"\bspam|\bspammer|unsolicited|blocked (by|using|for|due|because)|(ip|address|host|sender|domain|network|message) "
    r"(has been |is |was )?(temporarily )?(blocked|banned|listed|blacklisted)|block ?list|black ?list|deny ?list|"
    r"\brbl\b|dnsbl|reputation|polic(y|ies)\b|dmarc|\bspf\b|dkim|unauthenticated|authentication|not authori[sz]ed|"
    r"relay(ing)? (access )?denied|prohibited|virus|malware|message content|content (was )?reject|rate limit|"
    r"too many (messages|connections|recipients)|reverse dns|\bptr\b|\bhelo\b|"
    r"sender (address )?(rejected|denied|verif)",
    re.IGNORECASE,
)
GONE = re.compile(
    r"(user|recipient|mailbox|account|address|alias|addressee)( [^ ]{1,80})? (is |was )?(unknown|not found|"
    r"does ?n.t exist|does not exist|not exist|invalid)|"
    r"(unknown|no such|invalid|non-?existent|nonexistent|not a valid|not a known) "
    r"(or unknown )?(virtual |local )?(user|recipient|mailbox|address|account|person|addressee|domain)|"
    r"no mailbox( here)?|mailbox (is )?(unavailable|not available|disabled|inactive)|nosuchuser|recipientnotfound|"
    r"does(n.t| not) have an? [^ ]{1,40} account|(user|account|mailbox) (is |has been |was )?(disabled|inactive|"
    r"deactivated|suspended|terminated|closed|deleted|no longer)|no longer (available|valid|in use)|"
    r"recipient address rejected: (access denied|undeliverable)|unroute?able address|(host|domain)( or domain name)? "
    r"(unknown|not found|does not exist)|host not found|nxdomain|null ?mx|does not accept mail|"
    r"користувача не існує|скриньки не існує|не знайдено",
    re.IGNORECASE,
)


def judge(status: str, words: str) -> Verdict:
    """The verdict on a failed delivery: the DSN's status and the refusing server's own answer."""
    words = " ".join(words.split())  # servers break their lines anywhere
    found = _EXTENDED.findall(words) or _EXTENDED.findall(status)
    code = found[0] if found else ""
    basic = _BASIC.search(words)
    if (basic and basic[1][0] == "4") or (code.startswith("4.") and not (basic and basic[1][0] == "5")):
        return "soft"
    if code == "5.2.2" or FULL.search(words):
        return "soft"
    if SENDER_CODES.fullmatch(code) or UNWANTED.search(words):
        return "refused"
    if code in HARD_CODES or GONE.search(words):
        return "hard"
    return "soft"
