"""All rules in order of precedence: the first that fires is what the rules say.

The order follows TAXONOMY: what a provider states by code outranks what it says, a cause outranks the wrapper that
names none, a class and a status outrank vague words, and the classes of ordinary code come last.
"""

from kiwame.decide.rules import (
    authentication_error as auth,
)
from kiwame.decide.rules import (
    code_bug as code,
)
from kiwame.decide.rules import (
    code_bug_plain as plain,
)
from kiwame.decide.rules import (
    code_bug_set_up as set_up,
)
from kiwame.decide.rules import (
    code_bug_stores as stores,
)
from kiwame.decide.rules import (
    guesses,
    run_on,
    runtimes,
    timeout,
)
from kiwame.decide.rules import (
    invalid_request as request,
)
from kiwame.decide.rules import (
    invalid_request_body as body,
)
from kiwame.decide.rules import (
    loose_answers as answers,
)
from kiwame.decide.rules import (
    loose_words as loose,
)
from kiwame.decide.rules import (
    network_error as network,
)
from kiwame.decide.rules import (
    numbered_codes as numbers,
)
from kiwame.decide.rules import (
    prompt_issue as prompt,
)
from kiwame.decide.rules import (
    prompt_issue_text as text,
)
from kiwame.decide.rules import (
    provider_error as provider,
)
from kiwame.decide.rules import (
    rate_limit as rate,
)
from kiwame.decide.rules import (
    web_frameworks as web,
)
from kiwame.decide.rules.rule import Rule

RULES_VERSION = "1"

TABLE: tuple[Rule, ...] = (
    *numbers.CODES,  # providers whose codes are numbers, which mean nothing elsewhere
    *web.FRAMEWORK,  # what only a web framework says, whatever its words remind of
    *run_on.MOVED,
    *provider.ANSWER,  # where a client breaks, whatever its language calls it
    *runtimes.ROOTED,  # the root's own words, whatever wraps it
    *network.SURE,  # no connection at all: whatever wraps it
    *timeout.SURE,  # a deadline whose phase is named
    *timeout.ROOT,
    *run_on.SET_UP,
    *run_on.SPENT,
    *code.ASYNC,
    *runtimes.SAID,  # plain bugs in a language's own words
    *rate.DAILY,
    *rate.QUOTA,  # money and plans, whatever the status
    *prompt.FILTERED,
    *prompt.LOOP,
    *auth.REGION,
    *prompt.TRUNCATED,
    *text.TOOL_CALL,
    *body.SCHEMA,
    *rate.NAMED,
    *provider.CLIENT,  # the client library's own complaint about an answer
    *request.CONTEXT,
    *provider.MEMORY,
    *provider.MODEL,
    *provider.OVERLOADED,
    *auth.MISSING,
    *auth.EXPIRED,
    *auth.INVALID,
    *stores.DATABASE,
    *code.STATED,
    *code.VERSION,
    *code.DEPENDENCY,
    *stores.PROVIDED,
    *request.MODEL,
    *request.MEDIA,
    *request.LARGE,
    *text.TEMPLATE,
    *body.UNSUPPORTED,
    *body.MESSAGES,
    *body.VALUE,
    *auth.PERMISSION,
    *loose.MODEL,
    *request.ENDPOINT,
    *body.OTHER[:2],
    *answers.LIMITED,
    *rate.REFUSED,
    *answers.WHO,
    *auth.REFUSED,
    *text.FORMAT_SAID,
    *loose.TEXT,
    *provider.MALFORMED,
    *timeout.GATEWAY,
    *answers.FAILED,
    *provider.STATUS,
    *network.CUT,
    *text.FORMAT,
    *web.BODIES,
    *text.FORMAT_VAGUE,
    *prompt.REFUSED,
    *loose.PROMPT,
    *runtimes.CLASSES,
    *loose.REQUEST,
    *body.OTHER[2:],
    *timeout.VAGUE,
    *answers.PEER,
    *set_up.RESOURCE,
    *provider.VAGUE,
    *set_up.CONFIGURATION,
    *network.VAGUE,
    *provider.BLAMED,
    *prompt.OTHER,
    *code.MISUSE,
    *plain.PLAIN,
    *web.HANDLED,
    *plain.NAMED,
    *guesses.GUESSES,  # all of them unsure
    *plain.UNKNOWN,
)
