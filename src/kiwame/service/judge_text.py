"""A judgement for people at a terminal: what is wrong, how bad, who acts, why, what to do, how sure; then why so."""

from collections.abc import Callable, Sequence
from typing import TypeAlias

from kiwame.classifier import Judgement
from kiwame.core.event import Fingerprint
from kiwame.core.taxonomy import Severity
from kiwame.core.verdict import SeverityVerdict, Texts, Verdict
from kiwame.playbooks.languages import translations
from kiwame.playbooks.playbook import N_
from kiwame.playbooks.taxonomy_words import NOBODY_YET, OWNERS, SEVERITIES, SHAPES, STEPS, TEAM
from kiwame.service.judge_output import known_facts
from kiwame.service.terminal import harmless, width_of, wrap

Say: TypeAlias = Callable[[str], str]

COLOURS = {Severity.CRITICAL: "1;31", Severity.HIGH: "1;33", Severity.MEDIUM: "36", Severity.LOW: "2"}
SOON = {
    Severity.CRITICAL: N_("act at once"),
    Severity.HIGH: N_("act within 24 hours"),
    Severity.MEDIUM: N_("this week"),
    Severity.LOW: N_("for information"),
}
SURE = N_("{percent} %, by {decider}")
UNSURE = N_("{percent} %, unsure, by {decider}")
UNDECIDED = N_("No rule was sure enough")
BY_RULE = N_("rule {name}")
MUTED = N_("Nobody is told: muted by your rule {rules}.")
CASE = N_("case {id}")
BECAUSE = N_("starts as {base}; {steps}")
LABELS = (
    N_("How bad"), N_("Who acts"), N_("Cause"), N_("What to do"), N_("How sure"),
    N_("Facts"), N_("Rules"), N_("Grouped by"),
)  # fmt: skip
NO_FACTS = N_("nothing could be read off the error but its text")
NO_RULES = N_("none fired")
OUTCOMES = {"won": N_("won"), "agreed": N_("agreed"), "lost": N_("lost")}


_LONGEST = 400
"""Characters of a fact or of a hashed part: five lines."""


def _short(text: str) -> str:
    text = harmless(text)
    return text if len(text) <= _LONGEST else text[: _LONGEST - 1] + "…"


class Page:
    """Writes judgements in one language, at one width."""

    def __init__(self, *, language: str, width: int, colour: bool) -> None:
        self._say: Say = translations(language).gettext
        self._width = width
        self._colour = colour
        self._labels = [self._say(label) for label in LABELS]
        self._indent = max(map(width_of, self._labels)) + 2

    def classify(self, judgement: Judgement, texts: Texts, *, case: str) -> str:
        """The answer. `case` names it where there are several, "" where there is one."""
        bad, who, cause, todo, sure = self._labels[:5]
        verdict = judgement.verdict
        lines = [
            *(self._paint(line, "1") for line in wrap(harmless(texts.headline), self._width)),
            *(self._paint(line, "2") for line in wrap(self._subject(judgement, case), self._width)),
            *self._row(bad, self._how_bad(judgement.severity), colour=COLOURS[judgement.severity.severity]),
            *self._row(who, self._who(verdict)),
            *self._row(cause, harmless(texts.root_cause)),
            *self._rows(todo, [f"{place}. {harmless(each)}" for place, each in enumerate(texts.actions, start=1)]),
            *self._row(sure, self._how_sure(judgement)),
        ]
        return "\n".join(lines) + "\n"

    def explain(self, judgement: Judgement, texts: Texts, fingerprint: Fingerprint, *, case: str) -> str:
        """The answer, then its evidence."""
        facts_label, rules_label, grouped_label = self._labels[5:]
        facts = [
            f"{name} = {_short(str(value))}" + (f"  ← {harmless(source)}" if source else "")
            for name, value, source in known_facts(judgement.event.facts)
        ]
        parts = [f"{fingerprint.version} · {fingerprint.value}"]
        parts += [f"{harmless(name)}: {_short(value)}" for name, value in fingerprint.parts]
        lines = [
            *self._rows(facts_label, facts or [self._say(NO_FACTS)]),
            *self._rows(rules_label, self._rules(judgement) or [self._say(NO_RULES)]),
            *self._rows(grouped_label, parts),
        ]
        return self.classify(judgement, texts, case=case) + "\n".join(lines) + "\n"

    def _subject(self, judgement: Judgement, case: str) -> str:
        """Class, status and code, as in `openai.RateLimitError · 429 · insufficient_quota`."""
        event, facts = judgement.event, judgement.event.facts
        link = event.outermost
        name = ".".join(part for part in (link.module, link.type) if part) if link else ""
        status = str(facts.http_status) if facts.http_status is not None else ""
        code = facts.error_code or facts.error_type
        # What ends the line when there is no class is what the error says of itself.
        known = [name or event.title, status, code if code != status else ""]
        shown = [*known, self._say(CASE).format(id=case)] if case else known
        return " · ".join(harmless(part)[:200] for part in shown if part)

    def _how_bad(self, severity: SeverityVerdict) -> str:
        shape, word = SHAPES[severity.severity], SEVERITIES[severity.severity]
        text = f"{shape} {self._say(word)}: {self._say(SOON[severity.severity])}"
        if not severity.steps:
            return text
        steps = "; ".join(f"{change:+d} {self._say(STEPS[step])}" for step, change in severity.steps)
        because = self._say(BECAUSE).format(base=self._say(SEVERITIES[severity.base]), steps=steps)
        return f"{text} ({because})"

    def _who(self, verdict: Verdict) -> str:
        """The role, and the team and the silence that the user's own rules ask for."""
        directive = verdict.directive
        role = self._say(OWNERS[verdict.owner] if verdict.owner else NOBODY_YET)
        said = [self._say(TEAM).format(team=directive.team, role=role) if directive.team else role]
        if directive.mute:
            said.append(self._say(MUTED).format(rules=", ".join(directive.rules)))
        return harmless(" ".join(said))

    def _how_sure(self, judgement: Judgement) -> str:
        verdict = judgement.verdict
        if verdict.decided_by is None:
            return self._say(UNDECIDED)
        kind, _, name = verdict.decided_by.partition(":")
        decider = self._say(BY_RULE).format(name=name) if kind == "rules" else verdict.decided_by
        wording = UNSURE if judgement.unsure else SURE
        return harmless(self._say(wording).format(percent=f"{verdict.confidence * 100:.0f}", decider=decider))

    def _rules(self, judgement: Judgement) -> list[str]:
        said = []
        for answer in judgement.verdict.trace:
            outcome = self._say(OUTCOMES.get(answer.outcome, answer.outcome))
            why = f" ({answer.why})" if answer.why else ""
            head = f"{outcome}: {answer.decided_by} {answer.confidence * 100:.0f} % {answer.category}/{answer.reason}"
            evidence = f" ← {'; '.join(answer.evidence)}" if answer.evidence else ""
            said.append(harmless(head + why + evidence))
        return said

    def _row(self, label: str, text: str, *, colour: str = "") -> list[str]:
        return self._rows(label, [text], colour=colour)

    def _rows(self, label: str, texts: Sequence[str], *, colour: str = "") -> list[str]:
        lines: list[str] = []
        for text in texts:
            # A numbered line goes on under its words, not under its number.
            hang = text.index(" ") + 1 if text[:1].isdigit() and text[1:3] == ". " else 0
            first, *more = wrap(text, self._width - self._indent - hang) if hang == 0 else self._hung(text, hang)
            for part in (first, *more):
                head = label if not lines else ""
                gap = " " * (self._indent - width_of(head))
                lines.append(self._paint(head, "2") + gap + self._paint(part, colour))
        return lines

    def _hung(self, text: str, hang: int) -> list[str]:
        first, *more = wrap(text[hang:], self._width - self._indent - hang)
        return [text[:hang] + first, *(" " * hang + line for line in more)]

    def _paint(self, text: str, code: str) -> str:
        return f"\x1b[{code}m{text}\x1b[0m" if self._colour and code and text else text
