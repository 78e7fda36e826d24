"""Where issues live: SQLAlchemy Core on SQLite and PostgreSQL, one implementation for both, one file for each thing.

Foundations: `engine` opens it and bundles the ports · `database` connections and transactions · `failures` what went
wrong, in our words · `schema` the tables · `upgrade` and `migrations/` how they came to be · `text` `event_json`
`verdict_json` `cursor` `sketch` the forms things are kept in.
The way of a batch: `recorder` (known, record) · `seen` each event once · `pairs` two reports of one failure · `issues`
found, made, locked, read back · `batch` what it adds to each of them · `buckets` counts over time · `samples` which
events are kept · `judged` status, verdict, severity · `alerts` what is told of it.
What is read: `reader` · `listing` which issues, in which order · `charts` counts drawn over time · `project_names` what
filters offer · `related` issues of one cause · `search` · `rejudging` what is judged again.
What people do: `commands` · `regrouping` merging and splitting · `standing` a status and what ends it ·
`lessons` what they taught, as `lesson_json` has it.
The rest: `projects` `deliveries` `channels` `sentry_issues` `counters` `heartbeats` `tokens` `sessions` `key_values`
`idempotency` `retention`.
"""
