"""A link as a square code that phones read."""

import io

# Past this the code's squares get too small to be read from paper at one inch.
LONGEST_LINK = 700
PIXELS = 8  # a side of each square, so that no viewer smooths them


def square_code(link: str) -> list[int] | None:
    """Return the bytes of the link's QR code as PNG, None where the link is too long for one."""
    import segno

    if len(link) > LONGEST_LINK:
        return None
    out = io.BytesIO()
    segno.make_qr(link, error="l", boost_error=True).save(out, kind="png", border=0, scale=PIXELS)
    return list(out.getvalue())
