"""Functions over arrays, compiled on first use and kept on disk where a disk can be written."""

from collections.abc import Callable
from typing import TypeVar, cast

import numba

Function = TypeVar("Function", bound=Callable[..., object])


def compiled(function: Function) -> Function:
    """The same function as machine code that runs beside other threads.

    The code is kept beside the source, else in the user's cache; where neither can be written it is made anew in each
    process, which takes a second or two.
    """
    try:
        return cast("Function", numba.njit(cache=True, nogil=True)(function))
    except RuntimeError:
        return cast("Function", numba.njit(nogil=True)(function))
