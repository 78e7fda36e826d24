"""Slack: what a message says and looks like, and the one door it goes out by.

`written` text made fit for a message: nothing hidden, nothing that pings, cut to Slack's limits · `words` the texts
that are translated · `blocks` the parts of Block Kit · `render` the message about one issue · `digest` the message
about several, and the test message · `answers` what Slack's answers mean · `notifier` posts and says what became of it.
"""
