"""Plain bugs of ordinary web applications, raised by running such code under the real SDKs: no model is near them.

`bug` what a bug is · `table` all of them, with the lists `django` `flask` `fastapi` `jobs` `own` `peers_failing` and
`node` · what runs in the second environment: `app` the process, `django_site` and `django_views` a shop in Django,
`flask_shop` and `flask_stores` one in Flask, `fastapi_shop` an API, `celery_jobs`, `scripts`, `own_errors`, `clients`
what calls other people's services, `wsgi` requests within a process · `services` those services, `serving` them and the
lab's peers in a thread · `by_hand` events of platforms that the lab cannot run, as their SDKs document them ·
`running` all of them met, as envelopes with labels.
"""
