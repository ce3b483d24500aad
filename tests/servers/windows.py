"""The windows that the page is tested in: a desk's, and a phone's where a test looks at what is laid out."""

from __future__ import annotations

import pytest

WIDE, PHONE = (1280, 800), (390, 844)

on_both = pytest.mark.parametrize("page", [WIDE, PHONE], ids=["wide", "narrow"], indirect=True)
on_a_phone = pytest.mark.parametrize("page", [PHONE], ids=["narrow"], indirect=True)
