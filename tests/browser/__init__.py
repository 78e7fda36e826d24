"""The pages in a real Chromium, as people meet them.

`chromium` finds and starts the browser · `watching` is a visitor's browser, whose every complaint fails the test ·
`axe` runs axe-core · `scene` tells a day of real errors · `conftest` holds what all tests share.
"""
