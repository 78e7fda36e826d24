"""The pages, the API and the health pages: reads through the store's Reader, changes through its commands.

`app` puts the parts together · `site` what all pages are built on · `guard` what every request passes (host, access,
forms, size, headers) · `auth` who may what (pure) · `forms` what a page's form sends · `findings` what `kiwame check`
found ·
`api` the routes of /api/v1 · `health` /healthz, /readyz, /metrics · `schemas` what is answered · `views` from the
core's words to those schemas (pure) · `problems` errors as RFC 9457 problems, `faults` the words of bad values ·
`openapi` the document about all that.
"""
