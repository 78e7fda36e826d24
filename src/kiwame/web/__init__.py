"""The pages, the API and the health pages: reads through the store's Reader, changes through its commands.

`app` puts the parts together · `site` what all pages are built on, `findings` what `kiwame check` found · `api` the
routes of /api/v1, `regroup_api` those about grouping · `health` /healthz, /readyz, /metrics · `schemas` and
`regroup_schemas` what is answered and taken, `change_rules` what a change must hold to · `views` from the core's words
to those schemas (pure) · `problems` errors as RFC 9457 problems and as pages, `faults` the words of bad values ·
`openapi` the document about all that.
The way in: `guard` what every request passes, by `access`: `hosts` whether it names us, `proxies` where it began,
`auth` who may what, `sessions` and `cookies` who is signed in, `passwords` and `tries` how one gets in, `forms` and
`csrf` whether a form is ours.
"""
