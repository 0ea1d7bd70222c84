"""The error of everything that has to do with certificates and keys."""

from __future__ import annotations

from wsinspector.texts import Text


class CertificateError(Exception):
    """This certificate or key cannot be used.

    Attributes:
        text: why, as one sentence.
    """

    def __init__(self, why: Text) -> None:
        super().__init__(why.id)
        self.text = why
