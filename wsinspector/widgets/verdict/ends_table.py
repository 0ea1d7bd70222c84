"""Both ends side by side: what each one's API reported, and what a client would report."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QComboBox, QGridLayout, QSizePolicy, QWidget

from wsinspector.journal.verdict import EndVerdict
from wsinspector.journal.visible_text import visible
from wsinspector.protocol.phases import Role
from wsinspector.widgets.controls.tinted_label import Tint, TintedLabel

if TYPE_CHECKING:
    from wsinspector.protocol.api_events import Report
    from wsinspector.verdicts.profile import Profile

_CODE, _REASON, _CLEAN, _ERROR = range(4)
_NAME_WIDTH = 76
_REASON_CHARACTERS = 60
_COLUMNS = (Role.CLIENT, Role.SERVER)
_NOTHING = "–"


class EndsTable(QWidget):
    """A column for each end; below what was reported stands what is predicted.

    Where both are there and differ, the prediction says in what, behind a sign.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._ends: Mapping[Role, EndVerdict] = {}
        self._profiles: tuple[Profile, ...] = ()
        self._heads = {role: TintedLabel(bold=True) for role in _COLUMNS}
        self._cells = {
            (row, role): TintedLabel(mono=row != _REASON, scale=0.95)
            for row in range(4)
            for role in _COLUMNS
        }
        self._predictions = {role: TintedLabel(scale=0.95) for role in _COLUMNS}
        self.profile = QComboBox()
        self._profile_name = TintedLabel(self.tr("Predicted for"), tint=Tint.DIM, wrap=False)
        self._lay_out()
        self.profile.currentIndexChanged.connect(self._fill)

    def show_ends(self, ends: Mapping[Role, EndVerdict]) -> None:
        """Show what both ends report."""
        if ends != self._ends:
            self._ends = ends
            self._offer_profiles()
            self._fill()

    def text_of(self, role: Role) -> list[str]:
        """What stands in an end's column, from the top."""
        cells = [self._cells[row, role].text() for row in range(4)]
        return [self._heads[role].text(), *cells, self._predictions[role].text()]

    # -- building -------------------------------------------------------------------------------

    def _lay_out(self) -> None:
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(8)
        grid.setVerticalSpacing(3)
        grid.setColumnMinimumWidth(0, _NAME_WIDTH)
        grid.setColumnStretch(1, 1)
        grid.setColumnStretch(2, 1)
        names = (self.tr("code"), self.tr("reason"), "wasClean", self.tr("error event"))
        top = Qt.AlignmentFlag.AlignTop
        grid.addWidget(TintedLabel(self.tr("Reported"), tint=Tint.DIM, wrap=False), 0, 0, top)
        for row, name in enumerate(names):
            grid.addWidget(TintedLabel(name, tint=Tint.DIM, wrap=False), row + 1, 0, top)
        self.profile.setAccessibleName(self.tr("Client whose report is predicted"))
        self.profile.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self._profile_name.setBuddy(self.profile)
        grid.addWidget(self._profile_name, 5, 0)
        grid.addWidget(self.profile, 5, 1, 1, 2)
        for column, role in enumerate(_COLUMNS, 1):
            grid.addWidget(self._heads[role], 0, column)
            for row in range(4):
                grid.addWidget(self._cells[row, role], row + 1, column, top)
            prediction = self._predictions[role]
            font = QFont(prediction.font())
            font.setItalic(True)
            prediction.setFont(font)
            grid.addWidget(prediction, 6, column, top)

    def _offer_profiles(self) -> None:
        """Once there is something to predict; until then nothing of it is loaded."""
        has_any = any(end.predicted for end in self._ends.values())
        self.profile.setVisible(has_any)
        self._profile_name.setVisible(has_any)
        if not has_any or self._profiles:
            return
        from wsinspector.verdicts.profiles import PROFILES

        self._profiles = PROFILES
        blocked = self.profile.blockSignals(True)
        for number, profile in enumerate(PROFILES):
            self.profile.addItem(" ".join(filter(None, (profile.title, profile.version))))
            self.profile.setItemData(number, _source(profile), Qt.ItemDataRole.ToolTipRole)
        self.profile.blockSignals(blocked)

    # -- what is shown --------------------------------------------------------------------------

    def _fill(self) -> None:
        number = self.profile.currentIndex()
        profile = self._profiles[number] if 0 <= number < len(self._profiles) else None
        self.profile.setToolTip("" if profile is None else _source(profile))
        for role in _COLUMNS:
            end = self._ends.get(role)
            if end is not None:
                self._fill_reported(role, end)
                self._fill_predicted(role, end, profile)

    def _fill_reported(self, role: Role, end: EndVerdict) -> None:
        head = self._heads[role]
        name = self.tr("client") if role is Role.CLIENT else self.tr("server")
        tint = Tint.CLIENT if role is Role.CLIENT else Tint.SERVER
        head.say(name, tint)
        head.setToolTip("" if end.in_view else self.tr("This end is not in view."))
        report = end.reported
        values = [_NOTHING] * 4
        hint = self.tr("Its API has reported nothing that was recorded.")
        if report is not None:
            hint = self.tr("Seen: its API said so.")
            clean = _NOTHING if "wasClean" in end.untold else _yes(report.was_clean)
            error = self.tr("yes") if report.error else self.tr("no")
            values = [str(report.code), self._quoted(report.reason), clean, error]
            if role is Role.SERVER and not report.error:
                values[_ERROR] = _NOTHING  # no standard gives a server one
        for row, value in enumerate(values):
            cell = self._cells[row, role]
            cell.setText(value)
            cell.setToolTip(hint)
            cell.set_tint(Tint.DIM if value == _NOTHING else Tint.TEXT)
        if report is not None and report.reason:
            self._cells[_REASON, role].setToolTip(visible(report.reason))

    def _fill_predicted(self, role: Role, end: EndVerdict, profile: Profile | None) -> None:
        label = self._predictions[role]
        predicted = None if profile is None else end.predicted.get(profile.name)
        if predicted is None:
            label.say(_NOTHING if end.predicted else "", Tint.DIM)
            label.setToolTip(
                self.tr("There is no server of it.")
                if end.predicted
                else self.tr("Nothing is predicted as long as nothing ends.")
            )
            return
        label.setToolTip(self.tr("Predicted: what it would report of what this end has seen."))
        if end.reported is None:
            label.say("\n".join(self._whole(role, predicted)), Tint.TEXT)
            return
        differing = self._differing(role, end, predicted)
        if differing:
            label.say("\n".join(f"≠ {one}" for one in differing), Tint.DEVIATION)
        else:
            label.say(self.tr("= the same"), Tint.DIM)

    def _whole(self, role: Role, report: Report) -> list[str]:
        clean = self.tr("clean") if report.was_clean else self.tr("not clean")
        lines = [f"{report.code}, {clean}"]
        if report.reason:
            lines.append(self._quoted(report.reason))
        if report.error and role is Role.CLIENT:
            lines.append(self.tr("error event"))
        return lines

    def _differing(self, role: Role, end: EndVerdict, predicted: Report) -> list[str]:
        reported = end.reported
        assert reported is not None
        found = []
        if predicted.code != reported.code:
            found.append(self.tr("code {code}").format(code=predicted.code))
        if predicted.reason != reported.reason:
            quoted = self._quoted(predicted.reason)
            found.append(self.tr("reason {reason}").format(reason=quoted))
        if predicted.was_clean is not reported.was_clean and "wasClean" not in end.untold:
            found.append(f"wasClean {_yes(predicted.was_clean)}")
        if predicted.error is not reported.error and role is Role.CLIENT:
            found.append(self.tr("error event") if predicted.error else self.tr("no error event"))
        return found

    def _quoted(self, reason: str) -> str:
        if not reason:
            return self.tr("(none)")
        shown = visible(reason)
        if len(shown) > _REASON_CHARACTERS:
            shown = shown[: _REASON_CHARACTERS - 1] + "…"
        return f"“{shown}”"


def _yes(value: bool) -> str:
    """As scripts write it."""
    return "true" if value else "false"


def _source(profile: Profile) -> str:
    """Version, how it is known, and since when."""
    if not profile.version and profile.name == "letter":
        return QCoreApplication.translate(
            "EndsTable", "What WHATWG WebSockets and RFC 6455 say, to the letter"
        )
    return " · ".join(filter(None, (profile.title, profile.version, profile.source, profile.date)))
