"""Where published pages are found on the web, below the address of the page of all units."""

UNIT_FOLDER = "don-vi"
"""Where the pages of units stand below the page of all."""
PAGE_SUFFIX = ".html"


def page_of_unit(stem: str) -> str:
    """The way from the page of all to a unit's page."""
    return f"{UNIT_FOLDER}/{stem}{PAGE_SUFFIX}"


def address_below(address: str, stem: str) -> str:
    """The address of a unit's page, where that of the page of all is given as a folder or as its index.html."""
    folder = address[: address.rindex("/")] if address.endswith(PAGE_SUFFIX) else address.rstrip("/")
    return f"{folder}/{page_of_unit(stem)}"
