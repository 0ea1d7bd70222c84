"""Whether the embedded server speaks TLS, and what it proves itself with."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QGridLayout, QHBoxLayout, QLabel, QWidget

from wsinspector.widgets.controls.file_field import FileField
from wsinspector.widgets.controls.link_button import LinkButton

_ISSUED, _OWN = 0, 1


class ListenerTlsBox(QWidget):
    """A switch; when it is on, a certificate issued here or files of one's own."""

    export_requested = Signal()
    """The certificate of the program's own authority is to be written to a file."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._listening = False
        self.switch = QCheckBox(self.tr("T&LS (wss://)"))
        self.source = QComboBox()
        self.source.addItems([self.tr("issued here"), self.tr("own files")])
        self.source.setAccessibleName(self.tr("Certificate of the server"))
        self.source.setToolTip(
            self.tr(
                "Issued here: by an authority of this program's own, which clients have to trust; "
                "the clients of this window do."
            )
        )
        self.certificate_file = FileField(self.tr("Certificate file"))
        self.key_file = FileField(self.tr("Key file"), self.tr("in the same file"))
        self.export = LinkButton(self.tr("Export CA…"))
        self.export.setToolTip(
            self.tr("Save the certificate of this program's authority, for a browser to trust")
        )
        self._labels = (QLabel(self.tr("Certificate")), QLabel(self.tr("Key")))
        self._lay_out()
        self.switch.toggled.connect(self._update)
        self.source.currentIndexChanged.connect(self._update)
        self.export.clicked.connect(self.export_requested)
        self._update()

    @property
    def secure(self) -> bool:
        """Whether TLS is to be spoken."""
        return self.switch.isChecked()

    @property
    def certificate(self) -> str:
        """Path of the person's own certificate; empty for one issued here."""
        return self.certificate_file.path if self._is_own else ""

    @property
    def key(self) -> str:
        """Path of its key; empty if that is in the same file."""
        return self.key_file.path if self._is_own else ""

    @property
    def is_issued(self) -> bool:
        """Whether the certificate is to be issued here."""
        return not self._is_own

    def set_choice(self, secure: bool, certificate: str, key: str) -> None:
        """What it begins with; arguments as the properties."""
        self.certificate_file.set_path(certificate)
        self.key_file.set_path(key)
        self.source.setCurrentIndex(_OWN if certificate else _ISSUED)
        self.switch.setChecked(secure)

    def set_listening(self, listening: bool) -> None:
        """While the server listens there is nothing to choose."""
        self._listening = listening
        self._update()

    @property
    def _is_own(self) -> bool:
        return self.source.currentIndex() == _OWN

    def _lay_out(self) -> None:
        first = QHBoxLayout()
        first.setSpacing(8)
        first.addWidget(self.switch)
        first.addWidget(self.source)
        first.addStretch(1)
        first.addWidget(self.export)
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(6)
        grid.setVerticalSpacing(6)
        grid.setColumnStretch(1, 1)
        grid.addLayout(first, 0, 0, 1, 2)
        for row, (label, field) in enumerate(
            zip(self._labels, (self.certificate_file, self.key_file), strict=True), 1
        ):
            label.setBuddy(field.edit)
            grid.addWidget(label, row, 0)
            grid.addWidget(field, row, 1)

    def _update(self) -> None:
        choosing = not self._listening
        self.switch.setVisible(choosing)
        self.source.setVisible(choosing and self.secure)
        for widget in (*self._labels, self.certificate_file, self.key_file):
            widget.setVisible(choosing and self.secure and self._is_own)
        self.export.setVisible(self.secure and not self._is_own)
        self.setVisible(choosing or self.secure)
