"""Where everything is put together: the one room that may import all the others.

`settings` what can be set, `settings_source` from where, `setting_kinds` in which forms, `rule_kinds` those
of the user's own rules, `own_rules` ready to judge · `wiring` the only place where a name becomes an object,
`judge_book` who judges now · `pipeline` THE way of an event, on one page, with `intake` its first half, `project_map`
whose a webhook's event is, and `split_book` what people told apart.
The processes: `supervisor` the command that runs `halves`, after `prepare` · `app` the web process, with `http_head`,
`keyring`, and `pages` what its pages are built on · `worker` the loop around the pipeline, `worker_process` its process
· `deliver` the loop that drains the outbox, with `deliver_message` what each message says, `channel_book` to whom,
`page_address` where its links lead · `logs` `metrics` `readiness` what operators see.
The commands: `cli` the command line, a `cli_*` module each · `checkup` what `kiwame check` looks at, `check_channels`
how channels fare, `check_rules` the user's own rules · `judge_*` what classify and explain read and write,
`rule_trial` what `rules test` says ·
`eval_*` what eval reads and writes · `replay` judging events again, `rejudge` issues, `reread` an event as it is read
today, `since` a moment as it is written ·
`lesson_lines` what was taught, as lines · `backup` and `restore` the data folder as one file, by `sqlite_copy` and
`backup_archive` · `terminal` text that is safe there.
"""
