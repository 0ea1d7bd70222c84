"""The error of everything that has to do with certificates and keys."""

from __future__ import annotations

from wsinspector.texts import ExplainedError


class CertificateError(ExplainedError):
    """This certificate or key cannot be used."""
