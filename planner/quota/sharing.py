"""A total shared out over units by their people, in whole numbers that add up to it."""

from collections.abc import Sequence

from planner.domain.quota import Indicator, TargetTable, UnitPeople, UnitTargets


def shared_by_people(total: int, units: Sequence[UnitPeople], indicator: Indicator) -> TargetTable:
    """The total as one target for each unit, in proportion to its people.

    Every unit gets the whole part of its exact share; what is left goes one by one to the largest remainders (the
    method of Hamilton), of equal ones to the unit that stands first. Raises ValueError where nobody lives.
    """
    return TargetTable(
        indicators=(indicator,),
        rows=tuple(
            UnitTargets(unit=unit.unit, targets=(share,))
            for unit, share in zip(units, _shares(total, [unit.people for unit in units]), strict=True)
        ),
        printed_totals=(None,),
    )


def _shares(total: int, weights: Sequence[int]) -> list[int]:
    everybody = sum(weights)
    if everybody <= 0:
        raise ValueError("a total cannot be shared out where nobody lives")
    shares = [total * weight // everybody for weight in weights]
    by_remainder = sorted(range(len(weights)), key=lambda place: -(total * weights[place] % everybody))
    for place in by_remainder[: total - sum(shares)]:
        shares[place] += 1
    return shares
