"""Words of one meaning in several languages: what the model has not read in one wording, it may know in another.

Plain vocabulary of errors in English, Chinese and Japanese, no provider's sentence. English words are known by their
first `STEM` letters, Chinese and Japanese by two characters.
"""

STEM = 6
"""Letters that make a stem: "exceeded", "exceeds" and "exceeding" are one."""

_WORDS = {
    "exceed": "exceed over above beyond reach reached surpass surpassed hit outgrown overrun past more most "
    "超过 超出 超え 超限 达到 超える 过多 多すぎ",
    "limit": "limit limits limited quota quotas maximum max cap capped ceiling threshold allowance 限制 上限 限额 配额 "
    "額度 额度 制限 リミ 限度",
    "often": "rate rates throttle throttled throttling frequency frequent frequently rpm requests qps tps many "
    "频率 频繁 限流 速率 レー 頻度 次数 回数",
    "at_once": "concurrent concurrency concurrently parallel simultaneous simultaneously 并发 並列 同時 并行",
    "per_day": "day days daily hours month monthly week weekly tomorrow midnight 每日 每天 当日 一日 今日 每月 毎日",
    "money": "balance credit credits billing billed payment pay fund funds plan subscription recharge paid unpaid "
    "arrears spend spending budget prepaid invoice purchase account wallet top topup overdue afford "
    "余额 余額 欠费 充值 计费 账单 支付 残高 料金 請求 課金 クレ 预算 套餐 账户",
    "lack": "insufficient insufficiently depleted exhausted exhaust run ran lack lacks low empty zero gone used spent "
    "nothing none left 不足 用尽 耗尽 枯渇 足り 用完",
    "key": "key keys apikey api_key token secret secrets credential credentials password passphrase 密钥 令牌 凭证 "
    "キー 鍵が 鍵を 密码 トー",
    "who": "auth unauthorized authentication authenticate authenticated authenticating unauthenticated authorization "
    "login signin logged identity bearer jwt signature signed 鉴权 登录 身份 签名 ログ 认证 認証 验证",
    "deny": "denied deny forbidden forbid permission permissions permitted permit allowed allow access privilege "
    "privileges disabled entitled entitlement granted grant scope iam barred prohibited "
    "权限 禁止 拒绝 拒否 許可 访问 授权 アク",
    "expire": "expired expire expires expiration stale refresh revoked outdated renew 过期 失效 期限 到期 切れ",
    "place": "region regions country countries territory location geo 地区 区域 地域 国家",
    "late": "timeout timeouts timed time-out deadline elapsed waiting waited wait late slow seconds milliseconds ms "
    "nanoseconds within gave 超时 逾時 ムア 時間 等待 待ち 秒以",
    "net": "connect connection connecting connected connections socket network host peer link tcp dial "
    "连接 連線 接続 网络 ネッ 通信",
    "cut": "reset closed close closing aborted abort disconnected disconnect interrupted terminated broken eof hang "
    "hung hangup premature prematurely incomplete dropped lost ended early midway severed torn "
    "断开 中断 切断 重置 关闭 途中",
    "refuse": "refused refuse econnrefused unreachable listening actively 被拒",
    "dns": "resolve resolution resolved resolver getaddrinfo enotfound eai_again gaierror nodename lookup hostname dns "
    "domain 解析 名前 域名",
    "tls": "ssl tls certificate certificates cert certs handshake verify self-signed x509 pkix issuer trust trusted "
    "证书 証明 握手",
    "proxy": "proxy proxies proxied tunnel socks gateway 代理 プロ",
    "busy": "overloaded overload busy capacity saturated heavy demand load queue swamped crowded later "
    "繁忙 负载 过载 拥挤 混雑 負荷 稍后",
    "down": "unavailable maintenance outage down temporarily offline 不可 维护 停止 利用",
    "upstream": "upstream internal server servers backend service services 服务 内部 サー 上游 服務",
    "missing": "missing required require requires absent provide provided without undefined null nil must need needs "
    "needed omitted unset 缺少 必须 必需 未设 必須 缺失 未提",
    "not_found": "found find exist exists unknown nonexistent such recognised recognized 不存 找不 存在 見つ 未找 没有",
    "wrong": "invalid incorrect wrong malformed bad illegal unexpected unrecognized mistaken rejected "
    "无效 错误 非法 不正 無効 错的 間違",
    "unsupported": "unsupported supported support supports supporting accept accepts accepted 不支 支持 対応 非対",
    "value": "parameter parameters param argument arguments value values field property option range between must_be "
    "参数 字段 パラ 引数 範囲 范围 取值",
    "parse": "parse parses parsing parsed json decode decoding deserialize unmarshal validation validate validated "
    "parser syntax yaml xml unreadable unparseable garbled delimiter brace quote wanted expected expecting "
    "解码 反序 構文 格式 形式 校验",
    "tool": "tool tools function functions tool_call tool_calls tool_choice 工具 函数 ツー 関数",
    "schema": "schema schemas additionalproperties definition declaration declarations 模式 スキ",
    "message": "message messages role roles conversation assistant user system turn turns alternate "
    "消息 角色 对话 メッ 役割",
    "model": "model models deployment engine checkpoint 模型 モデ",
    "text_length": "context length tokens window input prompt longer fit fits characters 上下 长度 过长 长さ 文字",
    "big": "large larger size bytes payload entity body big mb megabytes kb bigger 太大 大小 サイ 过大 大き",
    "cut_answer": "truncated truncation finish_reason stop_reason max_tokens cutoff 截断",
    "web_page": "html doctype page < <html nginx cloudflare title 网页 ペー",
    "media": "image images audio video file files pdf base64 mime picture photo png jpeg 图片 图像 音频 画像 音声 文件",
    "memory": "memory oom cuda gpu vram alloc allocate allocated allocation heap killed 内存 显存 メモ",
    "storage": "database db sql table column constraint transaction query relation migration duplicate deadlock redis "
    "collection vector index dimension record row rows 数据 データ 向量 表が 集合",
    "pool": "pool queuepool checkout acquire borrow 连接池 プー",
    "packages": "import imported importing module modules package packages install installed dependency dependencies "
    "pip npm library 模块 安装 依赖 パッ モジ",
    "release": "version versions upgrade downgrade deprecated removed renamed release migrate incompatible "
    "版本 バー 升级 弃用",
    "settings": "config configuration configured configure environment env setting settings variable unset "
    "配置 环境 設定 環境 变量",
    "program": "attribute object subscriptable callable iterable keyerror typeerror nonetype instance abstract operand "
    "unpack recursion pointer dereference",
    "waiting": "async await awaited awaitable coroutine event loop promise asyncio thread blocking",
    "safety": "content filter filtered filters safety policy policies moderation moderated flagged harmful sensitive "
    "jailbreak violation violates responsible blocked inappropriate guardrail "
    "敏感 安全 审核 违规 内容 不适 ポリ フィ 不当",
    "declined": "sorry cannot assist unable apologize decline declined 抱歉 无法 申し",
    "injection": "injection ignore instructions override hijack 注入 指示",
    "answer": "response output completion completions answer answers reply generated generation llm choices "
    "响应 输出 回复 回答 応答 出力",
    "agent": "agent agents iteration iterations recursion_limit steps step loop looping stuck max_iterations "
    "递归 迭代 反復 循环 エー",
    "template": "template templates placeholder variables formatting jinja format f-string 模板 テン",
    "stream": "stream streaming streamed chunk chunks chunked sse 流式 ストリ",
    "loading": "loading load loaded pull pulled download initialize startup starting warming cold 加载 読み 启动 起動",
    "path": "path route routes endpoint url method router uri 路径 路由 パス",
}  # fmt: skip

OF_STEM = {word[:STEM]: concept for concept, words in _WORDS.items() for word in words.split()}
"""The concept of a stem; of a word that is in several, the last one's."""

_KINDS = (
    "often limit",
    "late",
    "wrong unsupported",
    "who key deny",
    "upstream busy down",
    "net cut refuse dns tls",
    "program storage packages",
    "safety declined answer",
)
KIND_OF = {concept: kind for kind, concepts in enumerate(_KINDS) for concept in concepts.split()}
"""Which of the eight kinds of failure a concept hints at, where it hints at one."""
