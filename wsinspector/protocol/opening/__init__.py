"""The opening handshake of both sides (RFC 6455 §4), right or as wrong as asked."""
