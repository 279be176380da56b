"""Functions over arrays, compiled on first use and kept on disk where a disk can be written."""

from collections.abc import Callable
from typing import Any, TypeVar, cast

import numba

Function = TypeVar("Function", bound=Callable[..., object])
WITHOUT = ("no_cpython_wrapper", "no_cfunc_wrapper")


def compiled(function: Function) -> Function:
    """The same function as machine code that runs beside other threads.

    The code is kept beside the source, else in the user's cache; where neither can be written it is made anew in each
    process, which takes half a minute.
    """
    return _made(function)


def compiled_inside(function: Function) -> Function:
    """The same for a function that other compiled ones call, and Python never: it takes less time to compile."""
    return _made(function, inside=True)


def _made(function: Function, *, inside: bool = False) -> Function:
    # numba's own notes of its types do not know the last two options
    options: dict[str, Any] = {"nogil": True} | dict.fromkeys(WITHOUT, inside)
    try:
        return cast("Function", numba.njit(cache=True, **options)(function))
    except RuntimeError:
        return cast("Function", numba.njit(**options)(function))
