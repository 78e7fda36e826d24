"""The doors: bytes come in, are checked as far as the door must, made durable, and answered.

`routes` the ASGI doors · `asgi` bodies and answers on the wire · `group_commit` gathers appends into one commit ·
`credentials` keys and DSNs · `loopback` who is on this machine · `envelope` the envelope's grammar, and `peek` ·
`store_body` the legacy store endpoint's body · `sentry_webhook` what a webhook says · `signature` who said it ·
`encodings` bounded decompression · `quota` how many events a minute · `limits` every bound with its unit ·
`json_object` hostile JSON. All but `routes`, `asgi` and `group_commit` are pure.
"""
