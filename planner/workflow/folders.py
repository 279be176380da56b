"""Where prints go unless a command says otherwise."""

from pathlib import Path

CAMPAIGN_FILE = "campaign"


def default_folder(workbook: Path) -> Path:
    """`outputs/<name>`: the folder's name for a file called campaign.xlsx, else the file's own."""
    name = workbook.resolve().parent.name if workbook.stem.lower() == CAMPAIGN_FILE else workbook.stem
    return Path("outputs") / (name if name.strip(". ") else CAMPAIGN_FILE)
