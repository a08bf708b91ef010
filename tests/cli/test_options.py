from __future__ import annotations

from datetime import date

import pytest

from amity import options


@pytest.mark.parametrize(("told", "port"), [("", 8000), ("1", 1), ("65535", 65_535)])
def test_a_port_is_a_number_that_tcp_knows(told: str, port: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PORT", told)
    assert options._read().port == port


@pytest.mark.parametrize("told", ["-1", "0", "65536", "8000.5", "²", " 8000", "x"])
def test_what_is_no_port_is_named(told: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PORT", told)
    with pytest.raises(options.Unusable, match="PORT is"):
        options._read()


def test_a_day_is_read_and_what_is_none_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("AMITY_TODAY", "2026-11-24")
    assert options._read().today == date(2026, 11, 24)
    monkeypatch.setenv("AMITY_TODAY", "2026-11-31")
    with pytest.raises(options.Unusable, match="AMITY_TODAY"):
        options._read()


@pytest.mark.parametrize("told", ["0001-01-01", "1899-12-31", "2201-01-01", "9999-12-31"])
def test_a_day_that_no_calendar_can_be_counted_from_is_named(
    told: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("AMITY_TODAY", told)
    with pytest.raises(options.Unusable, match=f"AMITY_TODAY is '{told}'; days from 1900 to 2200 are known"):
        options._read()
