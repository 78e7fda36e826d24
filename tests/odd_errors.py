"""Errors that no rule knows, each kind in several wordings: other ids, names, numbers, lines, wrappers, a few words."""

from dataclasses import replace

from kiwame.core.event import ErrorEvent
from kiwame.core.memory import Lesson
from kiwame.core.taxonomy import CATEGORY_OF, Reason
from kiwame.grouping.likeness import traits_of
from kiwame.normalise.plain_error import to_event
from kiwame.normalise.redact import redactor
from kiwame.testing import NOW, event_id

_CLEAN = redactor()
_CAUSED = "\n\nThe above exception was the direct cause of the following exception:\n\n"
_CALLED = 'Traceback (most recent call last):\n  File "/srv/app/main.py", line {line}, in {function}\n    run()\n'


def an_error(kind: str, message: str, stacktrace: str = "", platform: str = "python") -> ErrorEvent:
    """An event as it is made of a class, a message and a stack trace."""
    return to_event(
        event_id="0" * 32,
        type=kind,
        message=message,
        stacktrace=stacktrace,
        tags={},
        platform=platform,
        timestamp=0.0,
        redactor=_CLEAN,
    )


def a_lesson(issue: int | str, event: ErrorEvent, reason: Reason, actor: str = "ann") -> Lesson:
    """What somebody taught by correcting an issue of this event."""
    return Lesson(
        issue=str(issue),
        category=CATEGORY_OF[reason],
        reason=reason,
        actor=actor,
        at=float(len(str(issue))),
        traits=traits_of(event),
    )


def _body(message: str) -> str:
    return f"Error code: 400 - {{'error': {{'message': '{message}', 'type': 'fleet_error', 'code': 'E_DRAIN'}}}}"


def _voucher(line: int, message: str) -> ErrorEvent:
    raised = f'  File "/srv/app/shop.py", line {line}, in redeem\n    check()\nValueError: {message}'
    return an_error("ValueError", message, _CALLED.format(line=line + 40, function="handle") + raised)


def _lease(line: int, message: str, wrapper: str) -> ErrorEvent:
    raised = f'Traceback (most recent call last):\n  File "/srv/app/pod.py", line {line}, in lease\n    hold()\n'
    outer = _CALLED.format(line=line + 9, function="ask")
    return an_error("", "", f"{raised}acme.LeaseLost: {message}{_CAUSED}{outer}{wrapper}")


ODD_ERRORS: dict[str, tuple[ErrorEvent, ...]] = {
    "an own class": (
        an_error("acme.GatewayError", "tenant acme-17 parked: quota ledger says no (ref 8812)"),
        an_error("acme.GatewayError", "tenant 'globex' is parked, the quota ledger says no [ref=A-19]"),
        an_error("acme.GatewayError", "request parked by ledger for tenant initech"),
        an_error("acme.GatewayError", "tenant umbrella was parked by the quota ledger, ref 99"),
    ),
    "a class of everybody's": (
        an_error("RuntimeError", "frobnicator 12 refused the moon phase 0.75 for user 'ann'"),
        an_error("RuntimeError", "frobnicator 99 refused moon phase 0.1 (user bob)"),
        an_error("RuntimeError", "The frobnicator #7 has refused the moon phase waxing for user_8812"),
        an_error("RuntimeError", "agent step failed: frobnicator 3 refused moon phase 0.5"),
    ),
    "a provider's body": (
        an_error("openai.BadRequestError", _body("Pod kx-12 is draining, sessions of shard 7 frozen until rebalance")),
        an_error("openai.BadRequestError", _body("Pod zz-981 draining: shard 12 sessions are frozen until it ends")),
        an_error("openai.BadRequestError", _body("Shard 3 sessions are frozen: pod ab-1 is being drained")),
        an_error(
            "openai.BadRequestError",
            "litellm.BadRequestError: OpenAIException - " + _body("Pod aa-2 is draining; shard 1 sessions frozen"),
        ),
    ),
    "frames": (
        _voucher(12, "bad voucher 1234"),
        _voucher(18, "voucher 'XMAS' is bad"),
        _voucher(99, "bad voucher given by ann"),
        _voucher(14, "voucher 88 bad or expired"),
    ),
    "a wrapper": (
        _lease(7, "lease 12 on shard blue lost to peer 4", "langchain.AgentError: step 3 failed"),
        _lease(17, "lost lease 99 on shard green, peer 8 has it", "crewai.TaskError: task failed"),
        an_error("acme.LeaseLost", "lease 5 on shard red was lost to peer 1"),
        an_error("acme.LeaseLost", "peer 2 took the lease 77 of shard black"),
    ),
    "Chinese": (
        an_error("RuntimeError", "调用失败: 租户 acme 的配额账本已冻结, 编号 8812"),
        an_error("RuntimeError", "租户 globex 配额账本已冻结 (编号 77), 请稍后重试"),
        an_error("RuntimeError", "配额账本冻结: 租户 initech, 编号 12"),
        an_error("RuntimeError", "租户 umbrella 的配额账本被冻结了"),
    ),
    "Japanese": (
        an_error("RuntimeError", "テナント acme の割当台帳が凍結されています (番号 8812)"),
        an_error("RuntimeError", "割当台帳が凍結中: テナント globex, 番号 77"),
        an_error("RuntimeError", "テナント initech の割当台帳は凍結済みです。再試行してください"),
        an_error("RuntimeError", "エラー: 割当台帳の凍結 (テナント umbrella)"),
    ),
    "JavaScript": (
        an_error("Error", "Edge relay iad-7 dropped the envelope: checksum drift 0x3f", platform="node"),
        an_error("Error", "Edge relay fra-1 dropped envelope (checksum drift 0xaa)", platform="node"),
        an_error("Error", "relay nrt dropped an envelope due to checksum drift", platform="node"),
        an_error("Error", "Envelope dropped by edge relay 'gru-2', checksum has drifted", platform="node"),
    ),
}


def in_store(event: ErrorEvent, number: int) -> ErrorEvent:
    """The event as the `number`-th of project "1"."""
    return replace(event, event_id=event_id(number), project="1", timestamp=NOW + number, received_at=NOW + number)
