"""All formats by name."""

from kiwame.lab.formats import (
    anthropic,
    azure,
    bedrock,
    china,
    china_more,
    edges,
    europe,
    google,
    hosted,
    openai,
    routed,
    self_hosted,
    stores,
)
from kiwame.lab.formats.format import Format

FAMILIES: tuple[tuple[Format, ...], ...] = (
    openai.FORMATS,
    azure.FORMATS,
    anthropic.FORMATS,
    google.FORMATS,
    bedrock.FORMATS,
    europe.FORMATS,
    hosted.FORMATS,
    routed.FORMATS,
    china.FORMATS,
    china_more.FORMATS,
    self_hosted.FORMATS,
    stores.FORMATS,
    edges.FORMATS,
)

FORMATS: dict[str, Format] = {one.name: one for family in FAMILIES for one in family}
