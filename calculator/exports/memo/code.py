"""A link as a square code that phones read, drawn as SVG."""

import io

# Past this the code's squares get too small to be read from paper at one inch.
LONGEST_LINK = 700


def square_code(link: str) -> str | None:
    """Return the SVG of the link's QR code (error correction L or better), None where the link is too long for one."""
    import segno

    if len(link) > LONGEST_LINK:
        return None
    out = io.BytesIO()
    segno.make_qr(link, error="l", boost_error=True).save(out, kind="svg", border=0, svgns=True, xmldecl=False)
    return out.getvalue().decode()
