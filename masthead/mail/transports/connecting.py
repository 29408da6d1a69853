"""Reaching an SMTP relay: greeting, TLS, password. From then on the session speaks for itself."""

from __future__ import annotations

import ipaddress
import smtplib
import socket
import ssl

import idna

from masthead.mail.exceptions import CannotConnect
from masthead.mail.transports.address import MailAddress


def connect(address: MailAddress, own_name: str) -> smtplib.SMTP:
    """A connection that is ready for ``MAIL FROM``. ``CannotConnect`` in words that tell the operator what to mend."""
    smtp: smtplib.SMTP | None = None
    try:
        smtp = _greet(address, _spoken_name(own_name))
        _encrypt(smtp, address)
        if address.user:
            _log_in(smtp, address)
        assert smtp.sock
        smtp.sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        return smtp
    except Exception as error:
        if smtp:
            smtp.close()
        if isinstance(error, CannotConnect):
            raise
        if isinstance(error, (OSError, smtplib.SMTPException, ValueError)):
            raise _told(error, address) from error
        raise


def _greet(address: MailAddress, own_name: str) -> smtplib.SMTP:
    if address.tls == "implicit":
        smtp: smtplib.SMTP = smtplib.SMTP_SSL(
            address.host, address.port, own_name, timeout=address.timeout, context=ssl.create_default_context()
        )
    else:
        smtp = smtplib.SMTP(address.host, address.port, own_name, timeout=address.timeout)
    try:
        smtp.ehlo_or_helo_if_needed()
    except BaseException:
        smtp.close()
        raise
    return smtp


def _encrypt(smtp: smtplib.SMTP, address: MailAddress) -> None:
    """STARTTLS with the certificate checked: whoever stands in between could else read every letter."""
    if address.tls not in ("starttls", "optional"):
        return
    if not smtp.has_extn("starttls"):
        if address.tls == "starttls" or address.user:
            raise CannotConnect(
                f"{address.host}:{address.port} offers no encryption (STARTTLS). If the way to it is safe, add "
                "?tls=none to EMAIL_URL.",
                permanent=True,
            )
        return
    smtp.starttls(context=ssl.create_default_context())
    smtp.ehlo_or_helo_if_needed()


def _log_in(smtp: smtplib.SMTP, address: MailAddress) -> None:
    if not smtp.has_extn("auth"):
        raise CannotConnect(
            f"{address.host}:{address.port} takes no user and password: leave them out of EMAIL_URL, or name another "
            "port.",
            permanent=True,
        )
    smtp.login(address.user, address.password)


def _told(error: Exception, address: MailAddress) -> CannotConnect:
    """The foreign error as ours. What the relay said is kept, the password never is in it."""
    where = f"{address.host}:{address.port}"
    if isinstance(error, smtplib.SMTPServerDisconnected) and isinstance(error.__context__, TimeoutError):
        error = error.__context__
    match error:
        case smtplib.SMTPAuthenticationError() if error.smtp_code >= 500:
            return CannotConnect(f"{where} does not take the user and password: {_said(error)}", permanent=True)
        case smtplib.SMTPResponseException():
            return CannotConnect(f"{where} turned us away: {_said(error)}", permanent=error.smtp_code >= 500)
        case ssl.SSLCertVerificationError():
            return CannotConnect(f"the certificate of {where} is not trusted: {error.verify_message}", permanent=True)
        case ssl.SSLError():
            return CannotConnect(f"{where} cannot be spoken to with TLS: {error.reason or error}", permanent=True)
        case TimeoutError():
            return CannotConnect(f"{where} did not answer within {address.timeout:g} seconds")
        case socket.gaierror():
            return CannotConnect(f"the host {address.host} is not known here")
        case UnicodeError():
            return CannotConnect("the user or password in EMAIL_URL has letters that SMTP has not", permanent=True)
        case smtplib.SMTPNotSupportedError() | ValueError():
            return CannotConnect(f"{where}: {error}", permanent=True)
        case OSError(strerror=str() as reason):
            return CannotConnect(f"{where} cannot be reached: {reason}")
    return CannotConnect(f"{where} cannot be reached: {error}")


def _said(error: smtplib.SMTPResponseException) -> str:
    words = error.smtp_error
    return f"{error.smtp_code} {words.decode(errors='replace') if isinstance(words, bytes) else words}"


def _spoken_name(host: str) -> str:
    """What we call ourselves in EHLO: the paper's host, or an address in brackets where it has no real name."""
    try:
        number = ipaddress.ip_address(host)
    except ValueError:
        name = host if host.isascii() else idna.encode(host, uts46=True).decode()
        return name if "." in name else "[127.0.0.1]"
    return f"[{number}]" if number.version == 4 else f"[IPv6:{number}]"
