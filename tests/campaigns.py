"""The door to campaigns and placements for tests: written by hand, at random, or by Hypothesis."""

from tests.placements import Placement, can_meet, filled, filled_plan, in_order, plan_of, stand
from tests.random_campaigns import (
    SMALL,
    TINY,
    Size,
    campaigns,
    pinned_placements,
    random_campaign,
    seeded,
    with_detours,
)
from tests.random_placements import random_placements
from tests.small_campaigns import (
    FIXED,
    MOBILE,
    closed,
    day,
    label,
    machine,
    pin,
    posting,
    road,
    small_campaign,
    unit,
)

__all__ = [
    "FIXED",
    "MOBILE",
    "SMALL",
    "TINY",
    "Placement",
    "Size",
    "campaigns",
    "can_meet",
    "closed",
    "day",
    "filled",
    "filled_plan",
    "in_order",
    "label",
    "machine",
    "pin",
    "pinned_placements",
    "plan_of",
    "posting",
    "random_campaign",
    "random_placements",
    "road",
    "seeded",
    "small_campaign",
    "stand",
    "unit",
    "with_detours",
]
