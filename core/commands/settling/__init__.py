"""Acts of settling: one answer where coders differ, taking agreements over, and reopening."""

from core.commands.settling.outcome import outcome_of as outcome_of
from core.commands.settling.reopening import Reopen as Reopen
from core.commands.settling.settling import Settle as Settle
from core.commands.settling.settling import SettleAll as SettleAll
from core.commands.settling.settling import SettleEach as SettleEach
from core.commands.settling.settling import TakeAgreements as TakeAgreements
