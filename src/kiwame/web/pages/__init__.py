"""Pages for people, rendered on the server; each works without script.

What all share: `frame` renders templates, `language` chooses theirs, `words` says numbers, times and the taxonomy in
it, `visible` shows hostile text as text, `said` tells what a form did, `charts` draws, `static_files` serves style
sheet and script, `routes` puts all together.
"""
