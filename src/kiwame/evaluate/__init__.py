"""How right, and how honest about it: deciders and other classifiers scored on labelled cases.

`labels` what a case's label may be · `answers` those of another classifier · `setups` deciders by name · `scored` a
case with what was said of it · `figures` shares, intervals, calibration · `compare` two side by side · `gates` what
must be reached · `report` all of it · `report_json` as one object · `page` as one HTML file (`page_tables`,
`page_chart`, `page_style`).
"""
