"""SMTP with pipelining: the end of one message and the envelope of the next travel together.

smtplib greets, encrypts and logs in; a message by its ``sendmail`` would cost four round trips and ten times the CPU.
"""

from __future__ import annotations

import smtplib
from collections.abc import Iterable, Iterator

from masthead.mail.exceptions import CannotConnect, UnsafeSender
from masthead.mail.transports.address import MailAddress
from masthead.mail.transports.connecting import connect
from masthead.mail.transports.envelope import envelope_address
from masthead.mail.transports.session import Answer, Dotless, Parcel
from masthead.mail.transports.wire import Wire

# RFC 5321 gives a relay ten minutes for the answer to a whole message: who leaves early has one more in doubt.
PATIENCE = 10  # times the timeout
CLOSING = 421  # the relay ends the session after this
TOO_LARGE = 552
GO_ON = 354
RESET, MAIL, RECIPIENT, DATA = b"RSET\r\n", b"MAIL", b"RCPT", b"DATA\r\n"

Commands = tuple[bytes, ...]


class SmtpTransport:
    """A relay, by ``smtp://`` or ``smtps://``."""

    is_real = True

    def __init__(self, address: MailAddress, own_name: str) -> None:
        self._address, self._own_name = address, own_name

    @property
    def label(self) -> str:
        """``SMTP relay.example:587``."""
        return self._address.label

    def open(self) -> SmtpSession:
        """Connect, encrypt, log in; ``CannotConnect`` says what to mend."""
        return SmtpSession(connect(self._address, self._own_name), self._address.timeout)


class SmtpSession:
    """One connection. After an answer of 421 to a parcel, the next one asked for is ``Lost`` and not in doubt."""

    def __init__(self, smtp: smtplib.SMTP, timeout: float) -> None:
        self._wire = Wire(smtp)
        self._wire.wait(timeout * PATIENCE)
        self._pipelines = smtp.has_extn("pipelining")
        self._tells_size = smtp.has_extn("size")
        size = smtp.esmtp_features.get("size", "")
        self._most = int(size) if size.isdigit() else 0
        self._under_way: Commands = ()  # an envelope that is written, or is to be, and has no message yet
        self._must_reset = False  # an envelope led to nothing, and the relay still holds it

    def send(self, parcels: Iterable[Parcel]) -> Iterator[Answer]:
        """See ``Session.send``. A refusal of the sender is ``CannotConnect``: it is no reader's fault."""
        queue = iter(parcels)
        parcel = next(queue, None)
        try:
            while parcel is not None:
                refusal = self._opened(parcel)
                following = next(queue, None)
                yield refusal or self._delivered(parcel, following)
                parcel = following
        finally:
            if self._under_way:  # a relay that has said 354 would take what comes next for a message
                self._wire.drop()

    def close(self) -> None:
        """Say QUIT."""
        self._wire.quit()

    def _opened(self, parcel: Parcel) -> Answer | None:
        """See to it that the relay waits for this parcel's message; else why it does not."""
        if not self._wire.is_open:
            self._wire.lose("the relay had ended the session")
        if not self._under_way:
            commands = self._envelope(parcel)
            if isinstance(commands, Answer):
                return commands
            self._under_way = commands
            if self._pipelines:
                self._wire.write(b"".join(commands))
        refusal = self._heard(self._under_way)
        if refusal:
            self._under_way = ()
            self._must_reset = True
        return refusal

    def _envelope(self, parcel: Parcel) -> Commands | Answer:
        """The commands before the message; or the answer when there is no use in asking."""
        size = len(parcel.message)
        if self._most and size > self._most:
            return Answer(TOO_LARGE, f"the message has {size} bytes, the relay takes {self._most}")
        try:
            recipient = envelope_address(parcel.recipient)
        except ValueError as error:
            return Answer(553, str(error))
        try:
            sender = parcel.sender and envelope_address(parcel.sender)
        except ValueError as error:
            raise UnsafeSender(f"the sender of the envelope: {error}") from None
        told = f" SIZE={size}" if self._tells_size else ""
        commands = (f"MAIL FROM:<{sender}>{told}\r\n".encode(), f"RCPT TO:<{recipient}>\r\n".encode(), DATA)
        return (RESET, *commands) if self._must_reset else commands

    def _heard(self, commands: Commands) -> Answer | None:
        """Read the answers to the envelope; the first refusal, or ``None`` when the relay waits for the message."""
        refusal: Answer | None = None
        for command in commands:
            if not self._pipelines:
                if refusal:
                    return refusal
                self._wire.write(command)
            answer = self._wire.answer()
            if command is DATA:
                return self._may_send(answer, refusal)
            if not answer.is_taken and not refusal:
                refusal = self._refusal(command, answer)
            if refusal and refusal.code == CLOSING:
                self._wire.drop()
                return refusal
        raise AssertionError("an envelope ends with DATA")

    def _refusal(self, command: bytes, answer: Answer) -> Answer:
        """Whose fault it is. Who sends is the same for everybody, so a refusal of that must not be a reader's."""
        if command.startswith(RECIPIENT):
            return answer
        if answer.code == CLOSING or command is RESET:
            self._wire.lose(f"{answer.code} {answer.text}")
        if answer.is_temporary or answer.code == TOO_LARGE:
            return answer
        raise CannotConnect(f"the relay takes no mail from this sender: {answer.code} {answer.text}", permanent=True)

    def _may_send(self, answer: Answer, refusal: Answer | None) -> Answer | None:
        """After DATA. A relay that waits although it refused the reader gets a lone dot (RFC 2920)."""
        self._must_reset = False
        if answer.code == GO_ON and refusal:
            self._wire.write(b".\r\n")
            self._wire.answer()
            return refusal
        if answer.code == GO_ON:
            return None
        if answer.code == CLOSING:
            self._wire.drop()
        if not refusal and not answer.is_temporary and not answer.is_final:
            self._wire.lose(f"the relay said {answer.code} to DATA")
        return refusal or answer

    def _delivered(self, parcel: Parcel, following: Parcel | None) -> Answer:
        """Write the message, and with it the envelope of the one that follows; the answer to the message."""
        commands = self._envelope(following) if following and self._pipelines else ()
        commands = () if isinstance(commands, Answer) else commands
        message = _stuffed(parcel.message)
        end = b".\r\n" if message.endswith(b"\r\n") else b"\r\n.\r\n"
        self._wire.write(b"".join((message, end, *commands)), len(message) + len(end))
        answer = self._wire.answer(in_doubt=True)
        if answer.code < 200 or 300 <= answer.code < 400:
            self._wire.lose(f"the relay said {answer.code} to a message", in_doubt=True)
        self._under_way = commands
        if answer.code == CLOSING:
            self._wire.drop()
        return answer


def _stuffed(message: bytes) -> bytes:
    """Dots at the beginning of lines doubled, lest one end the message; a filled template has none."""
    if isinstance(message, Dotless):
        return message
    if message.startswith(b"."):
        message = b"." + message
    return message.replace(b"\n.", b"\n..") if b"\n." in message else message
