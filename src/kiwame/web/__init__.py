"""The API and the health pages: reads through the store's Reader, changes through its commands.

`app` puts the parts together · `guard` what every request passes (access, size, headers) · `auth` who may what (pure) ·
`api` the routes of /api/v1 · `health` /healthz, /readyz, /metrics · `schemas` what is answered · `views` from the
core's words to those schemas (pure) · `problems` errors as RFC 9457 problems, `faults` the words of bad values ·
`openapi` the document about all that.
"""
