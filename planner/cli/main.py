"""The entry of `planner`: language and encoding first, then the commands.

The words of the help are looked up when the commands are imported, so the language is chosen before that.
"""

import gettext
import os
import sys
from collections.abc import Sequence
from importlib.resources import files

from planner.cli.streams import fall_silent, open_closed_streams
from planner.texts import Language, choose_language

WRONG_USAGE = 2
STOPPED_EARLY = 3


def main() -> None:
    """Run the command line and exit with the contract's code."""
    if _is_only_imported_again():
        return
    if getattr(sys, "frozen", False):
        _be_what_was_started()
    open_closed_streams()
    speak_utf8()
    choose_language(_wanted_language(sys.argv[1:]))
    _translate_click()
    try:
        from planner.cli.program import planner  # noqa: PLC0415 - after the language is known

        # Windows' shells leave arguments as they were typed, and so they stay: campaign[1].xlsx is a workbook's name,
        # and a password may hold a $.
        planner(prog_name="planner", windows_expand_args=False)
    except KeyboardInterrupt:
        sys.exit(STOPPED_EARLY)
    except OSError:  # a help or a usage that cannot be written; commands tell theirs themselves
        fall_silent(sys.stdout)
        fall_silent(sys.stderr)
        sys.exit(WRONG_USAGE)


def _is_only_imported_again() -> bool:
    """Whether the process that searches is just starting, and imports for that whatever script called this.

    A script without a guard around its call would begin the whole command once more there.
    """
    multiprocessing = sys.modules.get("multiprocessing.process")
    return multiprocessing is not None and getattr(multiprocessing.current_process(), "_inheriting", False)


def _be_what_was_started() -> None:
    """As one executable file, the program is also what the process that searches is started from."""
    from multiprocessing import freeze_support  # noqa: PLC0415

    freeze_support()


def speak_utf8() -> None:
    """Windows gives a redirected stdout a code page that cannot say Vietnamese.

    Bytes of a file's name that are no UTF-8 are told as \\udcea, which is also how JSON tells them.
    """
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(encoding="utf-8", errors="backslashreplace")


def _wanted_language(arguments: Sequence[str]) -> Language:
    wanted = os.environ.get("PLANNER_LANG", "")
    for position, argument in enumerate(arguments):
        if argument == "--lang" and position + 1 < len(arguments):
            wanted = arguments[position + 1]
        elif argument.startswith("--lang="):
            wanted = argument.removeprefix("--lang=")
    return Language.ENGLISH if wanted.lower().startswith(Language.ENGLISH) else Language.VIETNAMESE


def _translate_click() -> None:
    """Click looks up its own sentences in the default domain of gettext; `click.mo` is our catalog of them."""
    from planner.texts import chosen_language  # noqa: PLC0415

    os.environ["LANGUAGE"] = chosen_language().value
    gettext.bindtextdomain("click", str(files("planner") / "locale"))
    gettext.textdomain("click")


if __name__ == "__main__":
    main()
