"""The label that a shift bears in print, when labels name crews and crews change shifts every month."""

from datetime import date

from planner.domain.campaign import Campaign
from planner.domain.record import ShiftLabel

MONTHS_A_YEAR = 12


def printed_label(campaign: Campaign, day: date, shift: ShiftLabel) -> ShiftLabel:
    """The label to print for this shift on this day.

    With *Đổi ca theo tháng* a label names a crew. In the campaign's first month each crew works its own shift; every
    month after that each crew moves to the next later shift of the day, and the last one to the first. With two shifts
    this is the swap of the 2023 appendix (April own, May swapped, June own); with three, Ca 01 works the first shift in
    the first month, the second in the second, the third in the third.
    """
    if not campaign.letterhead.swap_shifts_monthly:
        return shift
    labels = campaign.calendar.shift_labels
    first = campaign.calendar.first_day
    months_on = (day.year - first.year) * MONTHS_A_YEAR + day.month - first.month
    return labels[(labels.index(shift) - months_on) % len(labels)]
