"""Hours of the day as people write them here."""


def clock(minute: int) -> str:
    """A minute of the day as 7h00; midnight at the day's end is 24h00."""
    return f"{minute // 60}h{minute % 60:02}"


def hours(starts_minute: int, ends_minute: int) -> str:
    """A stretch of the day as 7h00–15h00."""
    return f"{clock(starts_minute)}–{clock(ends_minute)}"
