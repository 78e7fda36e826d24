"""Words of one meaning in several languages: what the model has not read in one wording, it may know in another.

Plain vocabulary of errors in English, Chinese and Japanese, no provider's sentence. English words are known by their
first `STEM` letters, Chinese and Japanese by two characters.
"""

STEM = 6
"""Letters that make a stem: "exceeded", "exceeds" and "exceeding" are one."""

_WORDS = {
    "exceed": "exceed over above beyond reach surpass hit larger longer 超过 超出 超え 超限 达到 過大 過剰",
    "limit": "limit limits quota maximum max cap ceiling 限制 上限 限额 配额 額度 额度 制限 リミ",
    "often": "rate throttle throttled throttling frequency frequent rpm requests 频率 频繁 限流 速率 レー 頻度",
    "at_once": "concurrent concurrency parallel simultaneous simultaneously 并发 並列 同時 并行",
    "per_day": "day daily hours month monthly week 每日 每天 当日 一日 今日 每月",
    "money": "balance credit credits billing payment fund funds plan subscription recharge paid arrears spend budget "
    "prepaid invoice purchase account 余额 欠费 充值 计费 账单 支付 残高 料金 請求 課金 クレ",
    "lack": "insufficient insufficiently depleted exhausted exhaust run lack low empty zero 不足 用尽 耗尽 枯渇 足り",
    "key": "key keys apikey api_key token secret credential credentials password 密钥 令牌 凭证 キー 鍵が 认证 認証",
    "who": "auth unauthorized authentication authenticate authenticating unauthenticated authorization login signin "
    "bearer jwt signature 鉴权 登录 身份 签名 ログ",
    "deny": "denied deny forbidden permission permissions permitted allowed access privilege unauthorised disabled "
    "blocked 权限 禁止 拒绝 拒否 無効 权不 許可 访问",
    "expire": "expired expire expires expiration stale refresh revoked 过期 失效 期限 到期",
    "place": "region country territory location geo 地区 区域 地域 国家",
    "late": "timeout timed timeouts deadline elapsed 超时 逾時 ムア 時間",
    "net": "connect connection connecting connected connections socket network host 连接 連線 接続 网络 ネッ",
    "cut": "reset closed close aborted disconnected disconnect interrupted terminated broken eof hang hangup premature "
    "incomplete 断开 中断 切断 重置 关闭",
    "refuse": "refused econnrefused unreachable 被拒",
    "dns": "resolve resolution resolved getaddrinfo enotfound gaierror nodename lookup hostname dns 解析 名前",
    "tls": "ssl tls certificate certificates cert handshake verify self-signed x509 证书 証明",
    "proxy": "proxy proxies tunnel socks gateway 代理 プロ",
    "busy": "overloaded overload busy capacity saturated heavy demand later 繁忙 负载 过载 拥挤 混雑 負荷",
    "down": "unavailable maintenance outage down temporarily 不可 可用 维护 停止 利用不",
    "upstream": "upstream internal server backend service 服务 内部 サー",
    "missing": "missing required require absent provide provided without undefined none null nil must 缺少 必须 "
    "必需 未设 必須",
    "not_found": "found exist exists exists unknown nonexistent such 不存 找不 存在 見つ 未找",
    "wrong": "invalid incorrect wrong malformed bad illegal unexpected unrecognized 无效 错误 非法 不正 無効",
    "unsupported": "unsupported supported support supports supporting 不支 支持 対応 非対",
    "value": "parameter param argument value field property attribute option 参数 字段 パラ 引数",
    "parse": "parse parsing parsed json decode decoding deserialize unmarshal validation validate parser syntax "
    "yaml xml 解码 反序 構文 格式",
    "tool": "tool tools function functions tool_call tool_calls tool_choice 工具 函数 ツー 関数",
    "schema": "schema schemas additionalproperties definition 模式",
    "message": "message messages role roles conversation assistant user system 消息 角色 对话 メッ",
    "model": "model models deployment engine checkpoint 模型 モデ",
    "text_length": "context length tokens window input prompt 上下 长度 过长 长さ トー",
    "big": "large size bytes payload entity body 太大 大小 サイ",
    "media": "image images audio video file pdf base64 mime url 图片 图像 音频 画像 音声",
    "memory": "memory oom cuda gpu alloc allocate allocation heap vram 内存 显存 メモ",
    "storage": "database sql table column constraint transaction query relation migration duplicate deadlock redis "
    "数据 表不 データ",
    "packages": "import module modules package packages install dependency dependencies pip npm library version "
    "模块 安装 依赖",
    "settings": "config configuration configured environment env setting settings variable 配置 环境 設定 環境",
    "program": "attribute object property subscriptable callable iterable index keyerror typeerror nonetype",
    "waiting": "async await coroutine event loop awaited promise asyncio thread",
    "safety": "content filter filtered safety policy moderation flagged harmful sensitive jailbreak violation "
    "responsible 敏感 安全 审核 违规 内容 不适 ポリ フィ",
    "answer": "response output completion answer reply generated generation llm 响应 输出 回复 回答 応答 出力",
    "agent": "agent iteration iterations recursion loop step steps turns 递归 迭代 反復",
    "template": "template templates placeholder variables formatting jinja 模板 テン",
    "stream": "stream streaming chunk chunked sse 流式 ストリ",
    "load": "load loading loaded pull download initialize startup 加载 読み",
    "path": "path route endpoint url method 404 路径",
}  # fmt: skip

OF_STEM = {word[:STEM]: concept for concept, words in _WORDS.items() for word in words.split()}
"""The concept of a stem; of a word that is in several, the last one's."""
