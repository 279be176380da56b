"""An address as a QR code, which a telephone's camera reads; the same address always gives the same bytes."""

from io import BytesIO

import segno

QUIET_ZONE = 4
"""Modules of white around it, as ISO/IEC 18004 asks for."""
PIXELS_A_MODULE = 8
CORRECTION = "m"
"""Up to 15 % of it may be dirty."""


def qr_png(address: str) -> bytes:
    """As a picture to print. Raises ValueError for an address too long for any code."""
    picture = BytesIO()
    segno.make(address, error=CORRECTION, micro=False).save(
        picture, kind="png", scale=PIXELS_A_MODULE, border=QUIET_ZONE
    )
    return picture.getvalue()


def qr_svg(address: str) -> str:
    """As an `svg` element that stands in a page and takes the size that the page gives it. Raises ValueError."""
    svg: str = segno.make(address, error=CORRECTION, micro=False).svg_inline(
        border=QUIET_ZONE, omitsize=True, svgclass="qr", lineclass=None, light="#fff"
    )
    return svg
