"""Large pages go packed through the network: a schedule of a province is some 700 kB of text that packs to a tenth.

Only pages that say so, since what is packed tells by its length what it holds (BREACH): where somebody can bring
text into a page that bears a secret, they can guess it letter by letter. None of these does: the session is a cookie,
forms are known by where they come from, and a form's key opens nothing.
"""

import gzip
import re

from starlette.responses import Response

LEAST_BYTES = 16_384
"""What is smaller goes through one or two packets more at most."""
LEVEL = 5
_TAKES_GZIP = re.compile(r"(?:^|,)\s*gzip\s*(?:;\s*q=(?!0(?:\.0*)?\s*(?:,|$))[0-9.]+\s*)?(?:,|$)", re.IGNORECASE)


def packed(answer: Response, accepted: str) -> Response:
    """The answer as it is, or packed where it is large and the browser takes that."""
    body = bytes(answer.body)
    if len(body) < LEAST_BYTES or not _TAKES_GZIP.search(accepted) or "content-encoding" in answer.headers:
        return answer
    answer.body = gzip.compress(body, LEVEL, mtime=0)
    answer.headers["content-encoding"] = "gzip"
    answer.headers["content-length"] = str(len(answer.body))
    answer.headers["vary"] = "accept-encoding"
    return answer
