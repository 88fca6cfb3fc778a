"""Acts on the coding scheme: adding, editing, placing, merging, splitting, retiring, removing."""

from core.commands.scheme.adding import AddToScheme as AddToScheme
from core.commands.scheme.adding import add_to_scheme as add_to_scheme
from core.commands.scheme.editing import EditCode as EditCode
from core.commands.scheme.editing import EditFamily as EditFamily
from core.commands.scheme.merging import MergeCodes as MergeCodes
from core.commands.scheme.new import NewCode as NewCode
from core.commands.scheme.new import NewFamily as NewFamily
from core.commands.scheme.placing import PlaceCodes as PlaceCodes
from core.commands.scheme.placing import PlaceFamily as PlaceFamily
from core.commands.scheme.removing import RemoveCodes as RemoveCodes
from core.commands.scheme.removing import RemoveFamily as RemoveFamily
from core.commands.scheme.retiring import RetireCodes as RetireCodes
from core.commands.scheme.retiring import ReviveCodes as ReviveCodes
from core.commands.scheme.splitting import Remains as Remains
from core.commands.scheme.splitting import SplitCode as SplitCode
