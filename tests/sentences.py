"""What the source says, and catalogs brought up to it: `python -m tests.sentences`, which is `make sentences`.

Babel's own update writes a whole catalog anew, so that every line's break changes. Here an entry stays as it was
typed, and nothing is guessed from a sentence that looks alike.
"""

import sys
from collections.abc import Iterable, Mapping
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_file
from babel.messages.pofile import read_po, write_po

from planner.domain.policy import Goal
from planner.roster.policy import DutyGoal

PLANNER = Path(__file__).resolve().parents[1] / "planner"
CATALOGS = PLANNER / "locale" / "vi" / "LC_MESSAGES"
SPOKEN_BY_NAME = {"check": [*map(str, Goal), *map(str, DutyGoal)]}
"""Sentences that a room looks up by the value of an enum, so that no extractor finds them."""
TRANSLATED_ELSEWHERE = {"click"}
"""Catalogs of sentences that are not ours."""
WIDTH = 120

Sentence = str | tuple[str, ...]
"""The English of one entry: a text, or singular and plural."""


def rooms() -> list[str]:
    """Every room that has a catalog of its own sentences."""
    return sorted(path.stem for path in CATALOGS.glob("*.po") if path.stem not in TRANSLATED_ELSEWHERE)


def said(room: str, source: Path = PLANNER) -> list[Sentence]:
    """Every sentence that the room's source looks up, once, in the order of its files."""
    place = source / room
    files = sorted([*place.rglob("*.py"), *place.rglob("*.jinja")]) if place.is_dir() else [place.with_suffix(".py")]
    by_source = [_sentence(message) for file in files for _line, message, *_ in extract_from_file(_kind(file), file)]
    return list(dict.fromkeys([*by_source, *SPOKEN_BY_NAME.get(room, [])]))


def _kind(file: Path) -> str:
    """By which of Babel's ways sentences are found in it."""
    return "jinja2.ext:babel_extract" if file.suffix == ".jinja" else "python"


def translations(text: str) -> dict[Sentence, Sentence]:
    """Every entry of a .po's text: the English with its Vietnamese."""
    return sentences(read_po(BytesIO(text.encode())))


def sentences(catalog: Catalog) -> dict[Sentence, Sentence]:
    """Every entry of a catalog: the English with its Vietnamese."""
    return {_sentence(message.id): _sentence(message.string) for message in catalog if message.id}


def brought_up(text: str, wanted: Iterable[Sentence], known: Mapping[Sentence, Sentence]) -> str:
    """A catalog's text with an entry for each wanted sentence and no other.

    Entries that stay keep every byte. A new one comes last, with the Vietnamese that another room has for the
    sentence, else with none. Without anything to change, the text comes back as it was.
    """
    header, *entries = text.rstrip("\n").split("\n\n")
    missing = dict.fromkeys(wanted)
    kept = [header]
    for entry in entries:
        told = translations(entry)
        if told.keys() <= missing.keys():
            kept.append(entry)
            for sentence in told:
                del missing[sentence]
    return "\n\n".join([*kept, *(_entry(sentence, known) for sentence in missing)]) + "\n"


def _entry(sentence: Sentence, known: Mapping[Sentence, Sentence]) -> str:
    """One entry as text."""
    catalog, written = Catalog(locale="vi"), BytesIO()
    catalog.add(sentence, known.get(sentence, ""))
    write_po(written, catalog, width=WIDTH, omit_header=True)
    return written.getvalue().decode().strip("\n")


def _sentence(message: object) -> Sentence:
    return tuple(str(form) for form in message) if isinstance(message, list | tuple) else str(message)


def main() -> None:
    """Bring every room's catalog up to its source, and say what is left to translate."""
    texts = {room: (CATALOGS / f"{room}.po").read_text(encoding="utf-8") for room in rooms()}
    known = {english: there for text in texts.values() for english, there in translations(text).items()}
    for room, before in texts.items():
        after = brought_up(before, said(room), known)
        if after != before:
            (CATALOGS / f"{room}.po").write_text(after, encoding="utf-8", newline="\n")
        untranslated = [english for english, there in translations(after).items() if not "".join(there)]
        sys.stdout.write(f"{room}: {len(untranslated)} to translate\n")


if __name__ == "__main__":
    main()
