"""The library's face: judges an error without a server, a network or a key."""

from collections.abc import Iterable
from dataclasses import dataclass

from kiwame.core.event import ErrorEvent
from kiwame.core.verdict import UNCLASSIFIED_BELOW, UNSURE_BELOW, SeverityInputs, SeverityVerdict, Verdict
from kiwame.decide.cascade import offline_cascade
from kiwame.decide.severity import severity


@dataclass(frozen=True, slots=True)
class Judgement:
    """What is said of one error by itself, with the event it was read from."""

    event: ErrorEvent
    verdict: Verdict
    severity: SeverityVerdict
    unsure: bool


class OfflineJudge:
    """Judges with what lies on this machine alone: today the rules. Holds no state between events."""

    def __init__(
        self,
        *,
        unclassified_below: float = UNCLASSIFIED_BELOW,
        unsure_below: float = UNSURE_BELOW,
        production: Iterable[str] = (),
    ) -> None:
        """`production`: environments that count as production beside prod, production and live."""
        self._cascade = offline_cascade(unclassified_below=unclassified_below)
        self._unsure_below = unsure_below
        self._production = frozenset(production)

    def judge(self, event: ErrorEvent) -> Judgement:
        """The verdict on one event. Its severity knows no other events, so nothing of users, rates or a return."""
        verdict = self._cascade.judge(event)
        inputs = SeverityInputs(
            reason=verdict.reason,
            decided_by=verdict.decided_by,
            environments=(event.environment,) if event.environment else (),
            handled=event.handled,
        )
        unsure = verdict.is_unsure(self._unsure_below)
        return Judgement(event, verdict, severity(inputs, production=self._production), unsure)
