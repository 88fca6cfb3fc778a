"""Colour sums as the window needs them; they stand in `core.model.colour_space`."""

from core.model.colour_space import contrast as contrast
from core.model.colour_space import from_oklab as from_oklab
from core.model.colour_space import oklab as oklab
from core.model.colour_space import to_rgb as to_rgb
