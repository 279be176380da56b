"""What one slot brings: the machine's capacity, or the rate that the sheet *Năng suất* or results give it."""

from collections.abc import Mapping

from planner.domain.campaign import Campaign, Posting
from planner.domain.situation import RateKey, rate_label


def slot_rate(campaign: Campaign, posting: Posting, key: RateKey) -> int:
    """Dossiers that a slot of this unit, machine and shift takes by the workbook, never more than the capacity.

    The one place where that is said, for every room but the checker. Of the sheet's rows the one with most conditions
    binds; of as many, one with a unit, then one with a machine. The capacity where no row fits.
    """
    capacity = campaign.capacity(posting, key.shift)
    rates = campaign.rates_by_condition
    if not rates:
        return capacity
    machine, shift = key.machine, key.shift
    unit = campaign.stop_of(key.unit)
    for condition in (
        (unit, machine, shift),
        (unit, machine, None),
        (unit, None, shift),
        (None, machine, shift),
        (unit, None, None),
        (None, machine, None),
        (None, None, shift),
        (None, None, None),
    ):
        if condition in rates:
            return min(capacity, rates[condition])
    return capacity


def rate_in_plan(campaign: Campaign, posting: Posting, key: RateKey, learned: Mapping[str, float] | None) -> int:
    """The same in a plan that fills by learned rates, as a plan file names them: they only ever take away.

    Of those of several units of a cluster the lowest binds.
    """
    rate = slot_rate(campaign, posting, key)
    if not learned:
        return rate
    labels = (rate_label(key._replace(unit=unit)) for unit in campaign.units_at(campaign.stop_of(key.unit)))
    return min([rate, *(int(learned[label]) for label in labels if label in learned)])
