"""Acts of coding: giving codes, changing, reshaping, copying and taking back what was given."""

from core.commands.coding_rows import check_can_be_given as check_can_be_given
from core.commands.codings.changing import ChangeCode as ChangeCode
from core.commands.codings.changing import DeleteCodings as DeleteCodings
from core.commands.codings.changing import MarkUnsure as MarkUnsure
from core.commands.codings.copying import CopyCodings as CopyCodings
from core.commands.codings.copying import CopyToConsensus as CopyToConsensus
from core.commands.codings.giving import GiveCode as GiveCode
from core.commands.codings.giving import GiveCodes as GiveCodes
from core.commands.codings.giving import GiveNewCode as GiveNewCode
from core.commands.codings.loading import LoadCodings as LoadCodings
from core.commands.codings.loading import NewCoding as NewCoding
from core.commands.codings.shaping import JoinCodings as JoinCodings
from core.commands.codings.shaping import MoveCoding as MoveCoding
from core.commands.codings.shaping import SplitCoding as SplitCoding
