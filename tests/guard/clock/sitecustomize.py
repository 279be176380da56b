"""Python imports this by itself in every process of the guard: for the program the clock stands still.

A search with one worker ends by effort, and the clock is only the fence behind it. On a busy machine the fence would be
reached sooner; here it is not reached at all, so that the same input gives the same plan however busy the machine is.
Whatever is told in seconds is told as 0. Other libraries keep their clock, for they wait by it.
"""

import sys
import time
from collections.abc import Sequence
from importlib.abc import Loader, MetaPathFinder
from importlib.machinery import ModuleSpec, PathFinder
from types import ModuleType
from typing import Any

SOLVER = "ortools.sat.python.cp_model"
MUCH_LATER = 1000
"""The solver's own fence by the clock is put off by this factor."""

_running_clock = time.monotonic
_STILL = _running_clock()


def _monotonic() -> float:
    is_ours = str(sys._getframe(1).f_globals.get("__name__", "")).split(".")[0] == "planner"
    return _STILL if is_ours else _running_clock()


class _PatientSolver(MetaPathFinder):
    """Puts off the fence of the solver once its module has been loaded."""

    def find_spec(self, name: str, path: Sequence[str] | None, target: ModuleType | None = None) -> ModuleSpec | None:
        if name != SOLVER:
            return None
        spec = PathFinder.find_spec(name, path, target)
        if spec is not None and spec.loader is not None:
            spec.loader = _Patient(spec.loader)
        return spec


class _Patient(Loader):
    def __init__(self, loader: Loader) -> None:
        self._loader = loader

    def create_module(self, spec: ModuleSpec) -> ModuleType | None:
        return self._loader.create_module(spec)

    def exec_module(self, module: ModuleType) -> None:
        self._loader.exec_module(module)
        solver: Any = vars(module)["CpSolver"]
        solve = solver.solve

        def solve_patiently(self: Any, *arguments: Any, **named: Any) -> Any:
            self.parameters.max_time_in_seconds *= MUCH_LATER
            return solve(self, *arguments, **named)

        solver.solve = solve_patiently


time.monotonic = _monotonic
sys.meta_path.insert(0, _PatientSolver())
