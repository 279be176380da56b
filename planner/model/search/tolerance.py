"""How much worse a goal that is settled may get for the sake of those after it."""

from planner.model.instance.residual import METRES_PER_KM

TENTH_OF_A_KM = METRES_PER_KM // 10


def with_tolerance(value: int, percent: float) -> int:
    """The limit that a goal's value, past included, sets with so many percent to give up."""
    return int(value * (100 + percent) // 100)


def same_to_a_tenth(metres: int, num_legs: int) -> int:
    """The most metres that are told as the same tenth of a km, whatever so many legs were rounded by."""
    tenth = (metres + TENTH_OF_A_KM // 2) // TENTH_OF_A_KM
    return tenth * TENTH_OF_A_KM + TENTH_OF_A_KM // 2 - 1 - num_legs // 2
