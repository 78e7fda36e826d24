"""Durable bytes between door and worker: one port (`core.ports.Inbox`), a backend a file.

`memory` for tests and trials · `sqlite` one file, one appending and one working process ·
`schema` that file's layout, its connections and errors.
"""
