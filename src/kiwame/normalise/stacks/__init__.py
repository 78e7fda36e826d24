"""Stack traces as text, one file per language, each reading line by line into `parsed.Parsed` links, the root first.

`parsed` the links · `python` `javascript` `java` `dotnet` `golang` `ruby` `php` `rust` the readers ·
`table` which reader fits a text; a new language is one file and one line there.
"""
