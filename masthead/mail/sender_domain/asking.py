"""Questions to the domain name system, in words."""

from __future__ import annotations

import dns.exception
import dns.name
import dns.resolver

TIMEOUT = 3.0


class CannotAsk(Exception):
    """No answer is to be had, which says nothing of the domain."""


class Directory:
    """Answers of the name servers; each is asked once."""

    def __init__(self, resolver: dns.resolver.Resolver | None = None) -> None:
        self._resolver = resolver
        self._known: dict[tuple[str, str], list[str]] = {}

    def texts(self, name: str) -> list[str]:
        """The TXT records, each put together from its pieces; none is an empty list."""
        return self._ask(name, "TXT")

    def exchangers(self, name: str) -> list[str]:
        """The hosts that take mail for the domain; a lone ``.`` says that it takes none."""
        return self._ask(name, "MX")

    def has_address(self, name: str) -> bool:
        """Whether the name leads to a machine."""
        return bool(self._ask(name, "A") or self._ask(name, "AAAA"))

    def _ask(self, name: str, kind: str) -> list[str]:
        if (name, kind) not in self._known:
            self._known[name, kind] = self._answers(name, kind)
        return self._known[name, kind]

    def _answers(self, name: str, kind: str) -> list[str]:
        try:
            if self._resolver is None:
                self._resolver = dns.resolver.Resolver()
            answer = self._resolver.resolve(name, kind, lifetime=TIMEOUT, search=False)
        except (dns.resolver.NXDOMAIN, dns.resolver.NoAnswer, dns.name.LabelTooLong, dns.name.EmptyLabel):
            return []
        except (dns.exception.DNSException, OSError) as error:
            raise CannotAsk(f"{name} ({type(error).__name__})") from None
        if kind == "TXT":
            return sorted(b"".join(row.strings).decode("utf-8", "replace") for row in answer)
        if kind == "MX":
            return [str(row.exchange) for row in answer]
        return [str(row) for row in answer]
