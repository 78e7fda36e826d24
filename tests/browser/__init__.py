"""The pages in a real Chromium, as people meet them.

`chromium` finds and starts the browser · `watching` a visitor's browser context, whose every complaint fails the test ·
`axe` runs axe-core · `sending` makes real errors with the real SDK · `pages` what the stories do on the pages.
"""
