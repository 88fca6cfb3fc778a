"""Acts on the coding scheme: adding, editing, placing, merging, splitting, retiring, removing."""

from core.commands.scheme.adding import AddToScheme as AddToScheme
from core.commands.scheme.adding import add_to_scheme as add_to_scheme
from core.commands.scheme.new import NewCode as NewCode
from core.commands.scheme.new import NewFamily as NewFamily
