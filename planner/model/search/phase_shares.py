"""Phases that subproblems share: what all have collected by their days, and what each is asked to collect."""

from collections.abc import Sequence

from planner.model.instance.schedule import Schedule


def collected_in_all(schedules: Sequence[Schedule], num_phases: int) -> list[int]:
    """For each phase, dossiers that all these schedules together have collected by its last day."""
    return [sum(schedule.collected_by[phase] for schedule in schedules) for phase in range(num_phases)]


def shared_out(target: int, most: Sequence[int], liked: Sequence[int]) -> list[int]:
    """A target as a target for each subproblem: what each likes to collect, and as much more of what it can as is
    needed; where they like to collect more than that, as much less.

    The whole of what all can where that is no more than the target.
    """
    if sum(most) <= target:
        return list(most)
    kept = [min(liking, can) for liking, can in zip(liked, most, strict=True)]
    wanting, to_spare = target - sum(kept), sum(most) - sum(kept)
    if wanting <= 0 or to_spare <= 0:
        return [-(-liking * target // max(1, sum(kept))) for liking in kept]
    return [min(can, like + -(-(can - like) * wanting // to_spare)) for like, can in zip(kept, most, strict=True)]
