"""Pages of oversight, one file for each thing that is watched."""

from safetynet.oversight.views import accounting as accounting
from safetynet.oversight.views import ledger as ledger
from safetynet.oversight.views import reviews as reviews
from safetynet.oversight.views.blueprints import oversight

__all__ = ["oversight"]
