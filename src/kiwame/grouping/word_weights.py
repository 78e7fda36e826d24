"""Which words of a message tell something of a failure: the form words are compared in, and what each kind weighs."""

_ENDINGS = ("ing", "ed", "es", "s")
_STEM = 4


def stem(word: str) -> str:
    """`word`, in lower case, without the endings that change with the sentence.

    >>> [stem(word) for word in ("parked", "parks", "parking", "message", "messages", "class")]
    ['park', 'park', 'park', 'messag', 'messag', 'class']
    """
    if not word.endswith("ss"):
        for ending in _ENDINGS:
            if word.endswith(ending) and len(word) - len(ending) >= _STEM:
                word = word[: -len(ending)]
                break
    return word[:-1] if word.endswith("e") and len(word) > _STEM else word


def _stems(text: str) -> frozenset[str]:
    return frozenset(stem(word) for word in text.split())


EMPTY = _stems("""
    a all an and any are as at be been being but by can could did do does each for from had has have he her here his how
    i if in into is it its just may me more most must my no nor not of on or our out over says she should so some such
    than that the their them then there these they this those through to too under up was we were what when where which
    while who whom why will with within without would you your
    """)
"""What every text has. Counts for nothing."""

COMMON = _stems("""
    error errors err exception fail failure fault cause raise thrown throw problem issue unexpected unknown invalid
    valid wrong bad missing miss unable cannot can't couldn't didn't doesn't isn't won't occurred occurs happen request
    response respond call caller return result message msg code status http https api server client service endpoint
    url uri host data input output value type field param parameter argument key name id object try tried again retry
    please contact support help see inform information detail details docs document documentation visit check ensure
    make sure us use new set get got send sent receive expected found find given give provide provider process run time
    now only also after before during because due one two first last none null nil undefined true false ok yes model
    user app application file line read write wrapper attribute module import package keyword positional index integer
    int string str list dict function method instance nonetype property execution execute task step agent retries
    attempt operation perform complete column char
    失败 错误 请求 调用 返回 异常 服务 信息 稍后 重试 参数 无效 无法 发生
    エラー リクエスト サーバー 失敗 無効 処理 再試 試行
    """)
"""What very many errors say, whatever failed."""

APART = (
    _stems("rpm rpd tpm tpd concurrency concurrent 并发"),
    _stems("minute minutes min day days daily hour hours hourly month months monthly 分钟 每天 每日 每月"),
    _stems("""
        econnrefused econnreset etimedout enotfound eai_again epipe econnaborted ehostunreach getaddrinfo lookup dns
        certificate certificates tls ssl proxy refused reset expired
        """),
)
"""Words that alone say which of several faults it is, in sentences that are alike but for them: what a limit counts,
in which window, how a connection failed. Two that both say some of a group and none in common are not near."""

ERRNO = "errno "
"""In front of the number that an operating system or a database gives an error."""
QUOTED = "'"
"""In front of a word that stood in quotes: mostly the name of what the caller sent."""


def weight_of(word: str) -> float:
    """1 for a telling word, a quarter for one that errors often say or that stood in quotes."""
    return 0.25 if word.startswith(QUOTED) or word in COMMON else 1.0
