"""Pages for people, rendered on the server; each works without script.

What all share: `frame` renders templates, `language` chooses theirs, `words` says numbers, times and the taxonomy in
it, `visible` shows hostile text as text, `said` tells what a form did, `own_path` says where it may lead back to,
`charts` draws, `static_files` serves style sheet and script, `routes` puts all together.

The pages: `issues` lists what needs somebody first (`filters` reads its address, `issue_rows` says what a row shows);
`issue` shows one (`issue_view` the answer and why, `event_view` an event, `audit_words` what people did); `acts` is
where their forms send to, `regroup_acts` those about grouping. `sign_in` and `set_up` (with `channel_form`) are named
after theirs, and `problem` shows what went wrong.
"""
