"""The fake provider: speaks the error formats of the providers, and some failures below HTTP.

`answer` what is answered · one file per provider's format (`openai`, `anthropic`, …) · `http` the server that reads a
request and answers it · `peers` what is no HTTP provider: TLS, proxy, PostgreSQL, Redis, a full queue · `serve` all of
them together, as threads of this process or as a process of their own.
"""
