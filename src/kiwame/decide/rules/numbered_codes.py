"""Rules for providers whose error codes are bare numbers: believed only from a body of a provider that is known.

Sources: the error pages of Zhipu (Z.ai), MiniMax, SiliconFlow, iFlytek Spark and Baidu Qianfan.
"""

from kiwame.core.taxonomy import Reason
from kiwame.decide.rules.rule import Rule, rule

R = Reason

_ZHIPU = {
    R.AUTHENTICATION_OTHER: ("1000", "1004"), R.MISSING_CREDENTIALS: ("1001",), R.INVALID_API_KEY: ("1002",),
    R.EXPIRED_CREDENTIALS: ("1003",), R.PERMISSION_DENIED: ("1110", "1111", "1112", "1121", "1220"),
             R.QUOTA_EXHAUSTED: ("1113",),
    R.MODEL_NOT_FOUND: ("1211",), R.UNSUPPORTED_PARAMETER: ("1212",), R.ENDPOINT_NOT_FOUND: ("1221", "1222"),
    R.CONTEXT_LENGTH_EXCEEDED: ("1261",), R.CONTENT_FILTERED: ("1301",), R.CONCURRENCY_LIMIT: ("1302",),
    R.REQUESTS_LIMIT: ("1303",), R.DAILY_LIMIT: ("1304",), R.OVERLOADED: ("1305",),
}  # fmt: skip
_MINIMAX = {
    R.TIMEOUT_OTHER: ("1001",), R.RATE_LIMIT_OTHER: ("1002",), R.AUTHENTICATION_OTHER: ("1004",),
             R.QUOTA_EXHAUSTED: ("1008",),
    R.INTERNAL_ERROR: ("1013", "1024", "1033"), R.CONTENT_FILTERED: ("1026", "1027"), R.TOKENS_LIMIT: ("1039",),
    R.INVALID_REQUEST_OTHER: ("2013",), R.INVALID_API_KEY: ("2049",), R.CONCURRENCY_LIMIT: ("1041",),
    R.INVALID_PARAMETER_VALUE: ("1042",),
}  # fmt: skip
_SILICONFLOW = {
    R.MODEL_NOT_FOUND: ("20012",), R.QUOTA_EXHAUSTED: ("30001",), R.MODEL_UNAVAILABLE: ("30003",),
    R.OVERLOADED: ("50505", "50603"),
}  # fmt: skip
_SPARK = {
    R.CONCURRENCY_LIMIT: ("10007", "11203"), R.OVERLOADED: ("10010", "10110"),
    R.CONTENT_FILTERED: ("10013", "10014", "10019"), R.PERMISSION_DENIED: ("10015", "10016", "11200"),
    R.INVALID_REQUEST_OTHER: ("10163",), R.CONTEXT_LENGTH_EXCEEDED: ("10907",), R.DAILY_LIMIT: ("11201",),
    R.REQUESTS_LIMIT: ("11202",),
}  # fmt: skip
_QIANFAN = {
    R.REQUESTS_LIMIT: ("4", "18", "336501"), R.DAILY_LIMIT: ("17", "19"), R.PERMISSION_DENIED: ("6",),
             R.INVALID_API_KEY: ("13", "100", "110"),
    R.EXPIRED_CREDENTIALS: ("111",), R.AUTHENTICATION_OTHER: ("14",), R.CONTEXT_LENGTH_EXCEEDED: ("336007", "336103"),
    R.OVERLOADED: ("336100",),
             R.TOKENS_LIMIT: ("336502",),
    R.CONTENT_FILTERED: ("336104",), R.INTERNAL_ERROR: ("336000",),
}  # fmt: skip
_WORDS_WIN = ("并发", "频率", "速率", "余额", "过期或验证不正确", "concurrency", "rate limit")


def _rules(provider: str, source: str, codes: dict[Reason, tuple[str, ...]]) -> tuple[Rule, ...]:
    return tuple(
        rule(f"{provider}.{reason}", reason, 0.92, source, providers=(provider,), codes=numbers, unless=_WORDS_WIN)
        for reason, numbers in codes.items()
    )


CODES: tuple[Rule, ...] = (
    *_rules("zhipu", "Zhipu's business error codes", _ZHIPU),
    *_rules("minimax", "MiniMax's base_resp.status_code", _MINIMAX),
    *_rules("siliconflow", "SiliconFlow's body code", _SILICONFLOW),
    *_rules("spark", "iFlytek Spark's header.code", _SPARK),
    *_rules("qianfan", "Baidu Qianfan's error_code", _QIANFAN),
)
