"""The style of the page: the whole of it, in the colours of Kiwame's own pages, light and dark."""

STYLE = """
:root {
  color-scheme: light dark;
  --ground: light-dark(#fbfbfa, #141517); --surface: light-dark(#ffffff, #1b1d20);
  --line: light-dark(#e3e2de, #2c2f34); --edge: light-dark(#8b8d93, #6d7178);
  --ink: light-dark(#1c1d20, #e8e8e6); --ink-2: light-dark(#56585e, #abaeb4);
  --accent: light-dark(#0b5cad, #7db8f5); --other: light-dark(#984400, #ffad66);
  --good: light-dark(#1c6b3a, #79cf98); --bad: light-dark(#b3121d, #ff7b7f);
  --right: light-dark(#dcefe2, #1d3a28); --wrong: light-dark(#fdeceb, #3a1618); --worse: light-dark(#f8cfcc, #571d20);
  --sans: ui-sans-serif, system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", "Noto Sans CJK JP", sans-serif;
  --mono: ui-monospace, "SF Mono", "Cascadia Code", Menlo, Consolas, "DejaVu Sans Mono", monospace;
}
* { box-sizing: border-box; }
body { margin: 0; background: var(--ground); color: var(--ink); font: 14px/1.5 var(--sans);
  font-variant-numeric: tabular-nums; }
main { max-width: 1120px; margin: 0 auto; padding: 20px 24px 64px; }
h1 { font-size: 20px; margin: 0; } h2 { font-size: 15px; margin: 32px 0 8px; }
p { margin: 4px 0; max-width: 80ch; } .quiet { color: var(--ink-2); }
.good { color: var(--good); } .bad { color: var(--bad); }
.scroll { overflow-x: auto; }
:focus-visible { outline: 2px solid var(--accent); outline-offset: 2px; }
table { border-collapse: collapse; background: var(--surface); border: 1px solid var(--line); }
caption { text-align: left; color: var(--ink-2); padding: 0 0 4px; }
th, td { padding: 4px 10px; border: 1px solid var(--line); text-align: right; white-space: nowrap; }
th { font-weight: 600; } tbody th, .text { text-align: left; }
td small { color: var(--ink-2); }
td.right { background: var(--right); } td.wrong { background: var(--wrong); } td.worse { background: var(--worse); }
td.text { white-space: normal; overflow-wrap: anywhere; min-width: 12ch; }
code { font: 12.5px/1.5 var(--mono); overflow-wrap: anywhere; }
details { background: var(--surface); border: 1px solid var(--line); border-radius: 6px; margin: 6px 0; }
summary { cursor: pointer; padding: 8px 12px; overflow-wrap: anywhere; min-height: 24px; }
details > div { padding: 0 12px 12px; }
svg { display: block; max-width: 100%; height: auto; }
svg text { fill: var(--ink-2); font: 12px var(--sans); }
svg .frame { fill: var(--surface); stroke: var(--edge); } svg .grid { stroke: var(--line); }
svg .ideal { stroke: var(--edge); stroke-dasharray: 4 4; }
svg .first { stroke: var(--accent); fill: var(--accent); } svg .second { stroke: var(--other); fill: var(--other); }
svg .line { fill: none; stroke-width: 1.5; }
@media print { details > div { display: block; } }
"""
