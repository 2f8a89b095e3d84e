"""What all tests share."""

from __future__ import annotations

from hypothesis import settings

# A slow machine is no failure, and a run says the same as the one before it.
settings.register_profile("comity", deadline=None, derandomize=True)
settings.load_profile("comity")
