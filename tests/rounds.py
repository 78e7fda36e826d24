"""Whether this run is `make prove` (the proofs in full) or an ordinary one (the same code, fewer rounds)."""

import os

PROVING = bool(os.environ.get("KIWAME_PROVE"))


def rounds(*, ordinary: int, full: int) -> int:
    """How often a proof goes round."""
    return full if PROVING else ordinary


VERDICT_WITHIN = 2.0 if PROVING else 30.0
"""Seconds from an SDK's flush to the verdict in the API. Only a proof, alone on its machine, judges by the clock."""
ENDED_WITHIN = 10.0 if PROVING else 60.0
"""Seconds from SIGTERM to the end of the command, likewise."""
