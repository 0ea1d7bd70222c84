"""Close frames and the closing handshake (RFC 6455 §7)."""
