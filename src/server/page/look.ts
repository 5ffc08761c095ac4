/** The look of the page: no picture, no font, no script; it reads well in the dark and on a telephone. */
export const LOOK = `
:root { color-scheme: light dark; --ground: #f4f7f7; --card: #fff; --text: #17282b; --quiet: #5b7074;
  --line: #d9e3e4; --sea: #0b7285; --good: #2b8a3e; --warn: #b35c00; --bad: #c92a2a; }
@media (prefers-color-scheme: dark) { :root { --ground: #0d1719; --card: #142225; --text: #e3eeef;
  --quiet: #93a9ad; --line: #24383c; --sea: #4cc3d9; --good: #69db7c; --warn: #ffa94d; --bad: #ff8787; } }
* { box-sizing: border-box; }
body { margin: 0; background: var(--ground); color: var(--text);
  font: 1rem/1.5 system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", sans-serif; }
main { max-width: 60rem; margin: 0 auto; padding: 2rem 1rem 3rem; }
header { border-block-end: 3px solid var(--sea); padding-block-end: 1rem; margin-block-end: 1.5rem; }
h1 { font-size: 1.7rem; line-height: 1.2; margin: 0; overflow-wrap: anywhere; }
h2 { font-size: 1.05rem; margin: 2rem 0 .6rem; }
header p { margin: .3rem 0 0; color: var(--quiet); }
.state { color: var(--good); display: inline-block; padding: .1rem .7rem; border-radius: 1rem; border: 1px solid currentColor;
  font-weight: 600; font-size: .9rem; }
.state.warn { color: var(--warn); } .state.bad { color: var(--bad); }
dl.cards { display: grid; grid-template-columns: repeat(auto-fit, minmax(11rem, 1fr)); gap: .8rem; margin: 0; }
dl.cards div { background: var(--card); border: 1px solid var(--line); border-radius: .6rem; padding: .8rem 1rem; }
dt { color: var(--quiet); font-size: .85rem; } dd { margin: 0; font-size: 1.15rem; font-weight: 600; }
dd small { display: block; font-size: .8rem; font-weight: 400; color: var(--quiet); }
.warn { color: var(--warn); } .bad { color: var(--bad); }
.note { background: var(--card); border: 1px solid var(--line); border-inline-start: 4px solid var(--bad);
  border-radius: .4rem; padding: .7rem 1rem; margin: 0 0 1.2rem; } .note p { margin: 0; }
.scroll { overflow-x: auto; background: var(--card); border: 1px solid var(--line); border-radius: .6rem; }
table { border-collapse: collapse; width: 100%; font-size: .93rem; }
th, td { text-align: start; padding: .5rem .9rem; border-block-end: 1px solid var(--line); white-space: nowrap; }
td.number, th.number { text-align: end; font-variant-numeric: tabular-nums; }
tr:last-child td { border-block-end: 0; } th { color: var(--quiet); font-weight: 500; }
a { color: var(--sea); } ul { margin: 0; padding-inline-start: 1.2rem; }
footer { margin-block-start: 2.5rem; color: var(--quiet); font-size: .85rem; }
`;
