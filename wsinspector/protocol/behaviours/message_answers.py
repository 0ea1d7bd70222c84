"""What an end does about a message."""

from __future__ import annotations

from typing import TYPE_CHECKING

from wsinspector.protocol.behaviours.behaviour import MessageReply
from wsinspector.protocol.commands import Broadcast
from wsinspector.protocol.facts import Kind
from wsinspector.protocol.phases import Role

if TYPE_CHECKING:
    from wsinspector.protocol.behaviours.behaviour import OnMessage
    from wsinspector.protocol.frames.message_reader import Message
    from wsinspector.protocol.outbox import Outbox


class MessageAnswers:
    """Answers messages.

    Args:
        role: which end's; a client cannot broadcast.
        outbox: where the commands go.
    """

    def __init__(self, role: Role, outbox: Outbox) -> None:
        self._role = role
        self._outbox = outbox

    def take(self, message: Message, chosen: OnMessage) -> None:
        """A message arrived, and one can be sent."""
        match chosen.reply:
            case MessageReply.ECHO:
                self._outbox.write_message(message.opcode, message.data)
            case MessageReply.FIXED:
                opcode = Kind.TEXT if chosen.is_text else Kind.BINARY
                self._outbox.write_message(opcode, chosen.answer)
            case MessageReply.BROADCAST:
                if self._role is Role.SERVER:
                    self._outbox.tell(Broadcast(message.opcode, message.data))
            case MessageReply.NOTHING:
                pass
