"""Python imports this by itself in every process of the guard: for the program every clock stands still.

A search with one worker ends by effort, and the clock is only the fence behind it. On a busy machine the fence would be
reached sooner; here it is not reached at all, so that the same input gives the same plan however busy the machine is.
Whatever is told in seconds is told as 0, and it is always the moment that GUARD_MOMENT names. Other libraries keep
their clocks, for they wait by them.
"""

import datetime
import os
import sys
import time
from collections.abc import Callable, Sequence
from importlib.abc import Loader, MetaPathFinder
from importlib.machinery import ModuleSpec, PathFinder
from types import ModuleType
from typing import Any

SOLVER = "ortools.sat.python.cp_model"
PROGRAM = "planner"
MUCH_LATER = 1000
"""The solver's own fence by the clock is put off by this factor."""

_running_clock = time.monotonic
_STILL = _running_clock()
_Moment = datetime.datetime
_NOW = _Moment.fromisoformat(os.environ["GUARD_MOMENT"])


def _monotonic() -> float:
    is_ours = str(sys._getframe(1).f_globals.get("__name__", "")).split(".")[0] == PROGRAM
    return _STILL if is_ours else _running_clock()


class _AnyMoment(type):
    def __instancecheck__(cls, instance: object) -> bool:
        return isinstance(instance, _Moment)


class _StillMoment(_Moment, metaclass=_AnyMoment):
    """Stands for `datetime` in the program's modules: makes real moments, but `now` is always the same."""

    def __new__(cls, *parts: Any, **named: Any) -> Any:
        return _Moment(*parts, **named)

    @classmethod
    def now(cls, tz: datetime.tzinfo | None = None) -> Any:
        return _NOW.astimezone(tz)


def _stand_still(module: ModuleType) -> None:
    if vars(module).get("datetime") is _Moment:
        vars(module)["datetime"] = _StillMoment


def _solve_patiently(module: ModuleType) -> None:
    solver: Any = vars(module)["CpSolver"]
    solve = solver.solve

    def patiently(self: Any, *arguments: Any, **named: Any) -> Any:
        self.parameters.max_time_in_seconds *= MUCH_LATER
        return solve(self, *arguments, **named)

    solver.solve = patiently


class _Changed(Loader):
    """Changes a module once it is loaded."""

    def __init__(self, loader: Any, change: Callable[[ModuleType], None]) -> None:
        self._loader = loader
        self._change = change

    def __getattr__(self, name: str) -> Any:
        return getattr(self._loader, name)

    def create_module(self, spec: ModuleSpec) -> ModuleType | None:
        module: ModuleType | None = self._loader.create_module(spec)
        return module

    def exec_module(self, module: ModuleType) -> None:
        self._loader.exec_module(module)
        self._change(module)


class _Finder(MetaPathFinder):
    def find_spec(self, name: str, path: Sequence[str] | None, target: ModuleType | None = None) -> ModuleSpec | None:
        change = _solve_patiently if name == SOLVER else _stand_still
        if name != SOLVER and name.split(".", maxsplit=1)[0] != PROGRAM:
            return None
        spec = PathFinder.find_spec(name, path, target)
        if spec is not None and spec.loader is not None:
            spec.loader = _Changed(spec.loader, change)
        return spec


time.monotonic = _monotonic
sys.meta_path.insert(0, _Finder())
