"""All wrappers, by language."""

from kiwame.lab.wrappers import compiled, frameworks, gateways, javascript, python, scripting
from kiwame.lab.wrappers.wrapper import Wrapper

WRAPPERS: tuple[Wrapper, ...] = (
    *python.WRAPPERS, *frameworks.WRAPPERS, *javascript.WRAPPERS, *compiled.WRAPPERS,
    *scripting.WRAPPERS, *gateways.WRAPPERS,
)  # fmt: skip
