"""The public holidays that *trừ ngày lễ* leaves out."""

from collections.abc import Sequence
from datetime import date


def holidays_among(days: Sequence[date]) -> tuple[date, ...]:
    """Those of the days that are public holidays of Vietnam, in their order."""
    import holidays  # noqa: PLC0415  (only an appendix that names holidays needs it)

    of_vietnam = holidays.country_holidays("VN", years={day.year for day in days})
    return tuple(sorted({day for day in days if day in of_vietnam}))
