"""What is wrong in a sentence, why, and what to do: one playbook for each reason, in English, Japanese and Chinese.

`playbook` the shape of a text · one file per category holds its playbooks · `table` reason → playbook ·
`languages` the translations (gettext) · `render` a verdict's texts in a language · `taxonomy_words` severities, owners,
steps and deciders in words.
"""
