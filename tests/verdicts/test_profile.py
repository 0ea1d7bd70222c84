from __future__ import annotations

from wsinspector.verdicts.profile import Profile, Source


def test_by_default_a_profile_keeps_to_the_letter() -> None:
    profile = Profile("mine", "Mine")
    assert profile.source is Source.STANDARDS
    assert (profile.fin_errs, profile.rst_errs, profile.late_frames_fail) == (True, True, False)
    assert profile.tolerates == profile.refuses == frozenset()
