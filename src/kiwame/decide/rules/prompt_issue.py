"""Rules for `prompt_issue`, first part: the content, and how an answer ends.

`FILTERED` and `REFUSED` content · `TRUNCATED` · `LOOP` · `OTHER`; the second part is `prompt_issue_text`.
"""

from kiwame.core.taxonomy import Reason
from kiwame.decide.rules.rule import rule

R = Reason

FILTERED = (
    rule("prompt.injection", R.PROMPT_INJECTION, 0.93,
        "guards that name the attack",
        says=("prompt injection", "jailbreak attempt", "jailbreak detected", "jailbreak was detected",
              "injection detected", "prompt_attack", "prompt attack", "injection attack", "提示词注入", "越狱",
              "プロンプトインジェクション"), unless=("sql injection", "dependency injection")),
    rule("prompt.injection_class", R.PROMPT_INJECTION, 0.93,
        "guards' classes",
        classes=("promptinjectionerror", "promptinjectiondetected", "promptinjectionexception", "jailbreakerror")),
    rule("prompt.filtered_code", R.CONTENT_FILTERED, 0.97,
        "OpenAI and Azure content_filter, Qwen DataInspectionFailed, new-api, Zhipu 1301, Volcengine",
        codes=("content_filter", "content_policy_violation", "responsibleaipolicyviolation", "data_inspection_failed",
               "datainspectionfailed", "internalerror.algo.datainspectionfailed", "sensitive_words_detected",
               "sensitivecontentdetected", "inputtextsensitivecontentdetected", "outputtextsensitivecontentdetected",
               "inputimagesensitivecontentdetected", "moderation_blocked", "1301", "content_blocked",
               "prohibited_content", "content_filter_error", "invalid_prompt", "unsafe_content", "content_moderation",
               "guardrail_intervened", "contentfilter", "prompt_blocked", "content_policy",
               "image_generation_user_error", "safety_violation")),
    rule("prompt.filtered_class", R.CONTENT_FILTERED, 0.95,
        "classes of filtered content",
        classes=("contentfilterfinishreasonerror", "contentfiltererror", "contentpolicyviolationerror",
                 "blockedpromptexception", "promptblockedexception", "responsibleaipolicyviolationerror",
                 "contentfilteredexception", "contentpolicyviolation", "guardrailintervened",
                 "inputguardrailtripwiretriggered", "outputguardrailtripwiretriggered", "safetyerror",
                 "moderationerror")),
    rule("prompt.filtered_said", R.CONTENT_FILTERED, 0.95,
        "Azure, OpenAI, Anthropic, Google, DeepSeek, Qwen, Zhipu, Baidu in their own words",
        says=("content management policy", "finishreason: safety", "finishreason … safety", "finish_reason is 3",
              "finish_reason] is 3", "finish_reason of 3", "violates usage guidelines", "safety_check",
              "usage guidelines", "content exists risk", "content policy violation", "violates … content policy",
              "violate … content policy", "violating our usage policy", "violates our usage policy",
              "violate our usage policies", "safety system", "blocked by content filter", "content filter … blocked",
              "content filtering policy", "content filter", "content_filter", "contentfilter", "safety filter",
              "safety settings", "due to safety", "for safety reasons", "finish_reason: safety",
              "finish_reason is safety", "finishreason.safety", "finish reason: safety", "finish_reason … safety",
              "blocked for safety", "blocked the prompt", "prompt was blocked", "response was blocked",
              "response was filtered", "blockreason", "block_reason", "prohibited_content", "prohibited content",
              "recitation", "flagged by", "flagged for", "was flagged", "flagged as", "inappropriate content",
              "sensitive words", "sensitive content", "sensitive information", "sensitive word", "unsafe content",
              "considered high risk", "datainspectionfailed", "data inspection", "safety checks", "moderation",
              "guardrail", "harm category", "harm_category", "不安全", "敏感词", "敏感内容", "敏感信息", "内容安全",
              "违规", "审核不通过", "审核未通过", "内容审核", "不良信息", "违反规定", "违反政策", "违反内容",
              "违反使用", "违反相关", "コンテンツポリシー", "コンテンツフィルタ", "コンテンツ フィルタ", "不適切な"),
        unless=("content-filter header", "recitations", "no module named", "rate limit", "cannot import",
                "moderation … not found", "unexpected keyword", "moderation endpoint"),
        status=(0, 200, 400, 403, 404, 422, 429, 451, 500)),
)  # fmt: skip

REFUSED = (
    rule("prompt.refusal", R.REFUSAL, 0.9,
        "the model says no: openai's refusal field, Anthropic's stop_reason refusal, the usual sentence",
        says=("model refused", "refused to answer", "refused to respond", "refused to generate",
              "stop_reason: refusal", "stop_reason 'refusal'", "stop_reason=\"refusal\"", "stop reason refusal",
              "refusal:", "|refusal|", "i'm sorry, but i can", "i'm sorry, i can't", "i can't assist",
              "i cannot assist", "i can't help with", "i cannot help with", "i cannot fulfill", "i can't fulfill",
              "unable to respond to this request", "could not assist", "模型拒绝", "拒绝回答", "モデルが拒否",
              "お答えできません"), unless=("connection refus", "econnrefused")),
    rule("prompt.refusal_class", R.REFUSAL, 0.93,
        "classes of a refusal",
        classes=("refusalerror", "modelrefusalerror", "contentrefusal", "openairefusalerror", "modelrefusal")),
)  # fmt: skip

TRUNCATED = (
    rule("prompt.truncated_class", R.OUTPUT_TRUNCATED, 0.97,
        "openai LengthFinishReasonError, instructor IncompleteOutputException",
        classes=("lengthfinishreasonerror", "incompleteoutputexception", "outputtruncatederror",
                 "maxtokensreachederror", "incompletetoolcall")),
    rule("prompt.truncated_said", R.OUTPUT_TRUNCATED, 0.94,
        "the answer ended at its token limit",
        says=("length limit was reached", "max_tokens or model output limit", "output limit was reached",
              "finish_reason is 2", "finish_reason] is 2", "finish_reason='length'", "finish_reason: length",
              "finish_reason=length", "finish_reason \"length\"", "finish_reason is length", "finish reason: length",
              "finishreason: max_tokens", "finish_reason: max_tokens", "finish_reason … max_tokens",
              "finish_reason … length", "stop_reason … max_tokens", "stop reason … max_tokens",
              "finishreason … max_tokens", "output is incomplete", "response was truncated", "output was truncated",
              "was truncated", "is truncated", "were truncated", "answer was cut off", "response was cut off",
              "output token maximum", "output token limit", "max tokens reached", "max_tokens reached",
              "max_output_tokens", "reached max tokens", "token limit reached before", "maximum output tokens",
              "incomplete … max_output", "输出被截断", "截断", "途中で切れ", "出力が切り"),
        unless=("unsupported parameter", "must be", "invalid value", "should be", "too large", "unknown name",
                "at least", "minimum"), status=(0, 200, 400, 500)),
)  # fmt: skip

LOOP = (
    rule("prompt.loop_class", R.AGENT_LOOP, 0.97,
        "openai-agents MaxTurnsExceeded, langgraph GraphRecursionError, OpenHands AgentStuckInLoopError",
        classes=("maxturnsexceeded", "graphrecursionerror", "agentstuckinlooperror", "maxiterationsexceeded",
                 "maxiterationserror", "agentlooperror", "maxstepsexceeded", "agentmaxiterationserror",
                 "maxiterationsreached", "agentmaxstepserror", "toolcalllimitexceeded", "maxstepserror",
                 "maxturnserror", "maxiterationreachederror", "maxiterationsexceedederror", "error_max_turns")),
    rule("prompt.loop_said", R.AGENT_LOOP, 0.95,
        "agents stopped by their own limit",
        says=("max turns", "maximum turns", "maximum number of turns", "max iterations", "maximum iterations",
              "maximum number of iterations", "maximum iteration", "max_iterations", "max iteration", "max_turns",
              "recursion limit of … reached", "graph_recursion_limit", "recursion limit … without",
              "stopped due to iteration limit", "stopped due to max", "iteration limit or time limit",
              "iteration limit", "stuck in a loop", "stuck in an infinite", "infinite loop detected", "loop detected",
              "maximum number of steps", "maximum steps", "max steps", "maximum number of tool", "maximum tool calls",
              "too many tool calls", "tool call limit", "max tool calls", "maximum rounds", "max rounds",
              "request_limit of", "exceeded the maximum number of iterations", "最大迭代", "迭代次数", "最大轮",
              "最大步数", "循环调用", "最大反復", "反復回数", "ループを検出", "consecutive_auto_reply",
              "no-progress loop"),
        unless=("argument", "lbfgs", "did not converge", "maximum recursion depth", "event loop", "keyword")),
)  # fmt: skip

OTHER = (
    rule("prompt.other", R.PROMPT_OTHER, 0.6,
        "a class that blames the prompt, and nothing more",
        classes=("prompterror", "promptvalidationerror", "invalidprompterror", "promptexception", "promptbuilderror",
                 "prompttoocomplexerror", "promptpolicyerror"), status=(0,)),
)  # fmt: skip
