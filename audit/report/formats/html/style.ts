import { baseStyle } from "../../../../scripts/writing/style";

/** What a report looks like. Text has a contrast of at least 4.5 to 1 (WCAG 2.2, 1.4.3), in the light and in the dark. */
export const style = `
:root { color-scheme: light dark; --back: #fff; --card: #f6f8fa; --text: #1b1f24; --muted: #57606a; --line: #d0d7de; --quiet: #8c959f;
  --good: #1a7f37; --fair: #9a6700; --bad: #b3261e; --critical: #8e1540; --high: #c0362c; --medium: #946200; --low: #2a62b0; --info: #5b6570; }
@media (prefers-color-scheme: dark) { :root { --back: #0d1117; --card: #161b22; --text: #e6edf3; --muted: #9da7b3; --line: #30363d; --quiet: #6e7681;
  --good: #57c272; --fair: #d9a520; --bad: #ff8a80; --critical: #ff7ab0; --high: #ff8a80; --medium: #e3b341; --low: #79b8ff; --info: #9da7b3; } }
${baseStyle}
body { max-width: 72rem; background: var(--back); color: var(--text); }
h3 { font-size: 1rem; margin: 1.25rem 0 0.25rem; }
td { max-width: 44rem; }
th { color: var(--muted); font-weight: 600; }
.note { color: var(--muted); font-size: 0.9rem; }
.head { display: flex; flex-wrap: wrap; gap: 1rem 1.5rem; align-items: center; }
.head > div { flex: 1 1 14rem; }
.head p { margin: 0.25rem 0; }
.ring { width: 7rem; flex: none; }
svg .number { font-size: 30px; font-weight: 700; }
.ring circle { fill: none; stroke-width: 9; }
.ring .track, .bar .track { stroke: var(--line); }
.good { stroke: var(--good); } .fair { stroke: var(--fair); } .bad { stroke: var(--bad); }
.bar line { stroke-width: 2.5; stroke-linecap: round; }
.cards { display: grid; grid-template-columns: repeat(auto-fill, minmax(min(100%, 15.5rem), 1fr)); gap: 0.75rem; padding: 0; list-style: none; }
.cards li { border: 1px solid var(--line); border-radius: 0.5rem; background: var(--card); padding: 0.75rem; }
.cards b { display: flex; justify-content: space-between; gap: 0.5rem; }
.cards b span + span { flex: none; }
.cards p { margin: 0.35rem 0 0; }
.chips { display: flex; flex-wrap: wrap; gap: 0.35rem; }
.chip { display: inline-block; border: 1px solid currentColor; border-radius: 1rem; padding: 0 0.6rem; font-size: 0.8rem; font-weight: 600; white-space: nowrap; }
.chip.critical, .word.fail { color: var(--critical); } .chip.high { color: var(--high); } .chip.medium, .word.unknown { color: var(--medium); }
.chip.low { color: var(--low); } .chip.info, .chip.state, .word.notLookedAt { color: var(--info); } .word.pass { color: var(--good); }
.word { font-weight: 600; white-space: nowrap; }
.plots { grid-template-columns: repeat(auto-fit, minmax(min(100%, 20rem), 1fr)); margin-top: 1rem; }
figure { border: 1px solid var(--line); border-radius: 0.5rem; padding: 0.5rem 0.75rem; background: var(--card); }
polyline { fill: none; stroke-width: 1.75; }
.score { stroke: var(--low); } .area { fill: var(--low); fill-opacity: 0.15; } circle.score { fill: var(--low); }
.at-critical { stroke: var(--critical); } .at-high { stroke: var(--high); stroke-dasharray: 7 2; }
.at-medium { stroke: var(--medium); stroke-dasharray: 4 3; } .at-low { stroke: var(--low); stroke-dasharray: 1.5 2.5; }
.legend { display: flex; flex-wrap: wrap; gap: 0.25rem 1rem; margin: 0.25rem 0 0; padding: 0; list-style: none; font-size: 0.85rem; }
.legend svg { display: inline-block; width: 2rem; vertical-align: middle; stroke-width: 2; }
fieldset { border: 0; margin: 0.5rem 0; padding: 0; display: flex; flex-wrap: wrap; gap: 0.25rem 1rem; }
legend { float: left; width: 5rem; color: var(--muted); }
label { white-space: nowrap; }
input { accent-color: var(--low); }
details { border: 1px solid var(--line); border-radius: 0.5rem; background: var(--card); margin: 0.5rem 0; padding: 0 0.75rem; }
summary { cursor: pointer; padding: 0.5rem 0; }
summary .what { font-weight: 600; }
summary .where { color: var(--muted); font-size: 0.9rem; }
:focus-visible { outline: 2px solid var(--low); outline-offset: 2px; }
dl { display: grid; grid-template-columns: 6rem minmax(0, 1fr); gap: 0.25rem 0.75rem; margin: 0 0 0.75rem; }
dt { color: var(--muted); } dd { margin: 0; }
pre { margin: 0; white-space: pre-wrap; font: 0.85rem/1.5 ui-monospace, monospace; }
code { font-size: 0.85rem; }
@media (max-width: 30rem) { dl { grid-template-columns: minmax(0, 1fr); gap: 0; } dd { margin-bottom: 0.35rem; } legend { float: none; } }
`;
