"""What the sets of a zone gain at given prices, as machine code."""

import numpy as np

from planner.model.compiled import compiled
from planner.model.tours.set_tables import Sets
from planner.model.tours.tour_problem import Floats


@compiled
def gains_of(prices: Floats, costs: Floats, most: Floats, best: Sets) -> float:
    """What the cheapest set costs less what its units gain; of each unit the best set that has it is put into `best`,
    and what that gains into `most`.
    """
    units = prices.shape[0]
    paid = np.zeros(costs.shape[0])
    least = 0.0
    most[:] = 0.0
    best[:] = 0
    for chosen in range(1, costs.shape[0]):
        low = 0
        while not chosen >> low & 1:
            low += 1
        paid[chosen] = paid[chosen & (chosen - 1)] + prices[low]
        gain = paid[chosen] - costs[chosen]
        if gain <= 0.0:
            continue
        least = min(least, -gain)
        for unit in range(units):
            if chosen >> unit & 1 and gain > most[unit]:
                most[unit], best[unit] = gain, chosen
    return least
