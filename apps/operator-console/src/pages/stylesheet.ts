/** Served as `/console.css`: light and dark by what the reader's system says, wide and narrow by the room there is. */
export const stylesheet = `
:root { color-scheme: light dark; --paper: light-dark(#fbfaf8, #16181b); --card: light-dark(#fff, #1d2024); --ink: light-dark(#23262b, #e3e5e8);
  --soft: light-dark(#5c626c, #a3aab4); --line: light-dark(#dedad3, #343941); --accent: light-dark(#a2410c, #f0a36b); --bad: light-dark(#b3261e, #ff9b92);
  --field: light-dark(#85807a, #767d87) }
* { box-sizing: border-box }
body { font: 15px/1.55 system-ui, sans-serif; background: var(--paper); color: var(--ink); max-width: 72rem; margin: 0 auto; padding: 1.2rem 1.25rem 4rem }
header nav { display: flex; flex-wrap: wrap; gap: .3rem 1.25rem; padding-bottom: .8rem; margin-bottom: 1.6rem; border-bottom: 1px solid var(--line) }
header strong { color: var(--accent); margin-right: auto } header a { color: var(--soft) } header a[aria-current] { color: var(--ink); font-weight: 600 }
a { color: var(--accent); text-underline-offset: .15em; overflow-wrap: anywhere } header a { text-decoration: none } a:hover { text-decoration: underline }
:focus-visible { outline: 2px solid var(--accent); outline-offset: 2px; border-radius: 2px }
.skip { position: absolute; left: -99rem } .skip:focus { left: 1rem; top: .4rem; background: var(--card); padding: .3rem .6rem }
.unseen { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap }
h1 { font-size: 1.5rem; line-height: 1.3; margin: 0 0 .4rem; overflow-wrap: break-word } h2 { font-size: 1.05rem; margin: 2rem 0 .5rem } h2::first-letter { text-transform: uppercase }
table { border-collapse: collapse; width: 100%; background: var(--card); font-size: .92rem }
th, td { text-align: left; padding: .5rem .7rem; border-bottom: 1px solid var(--line); vertical-align: top; overflow-wrap: anywhere; min-width: 4rem }
td.short pre { min-width: 18rem } td.short, th { white-space: nowrap; overflow-wrap: normal } th { font-weight: 600; color: var(--soft); font-size: .82rem }
tr:target td, li:target { background: light-dark(#fff3dc, #3a3020) }
.number { text-align: right; font-variant-numeric: tabular-nums; white-space: nowrap } .soft { color: var(--soft) } .bad { color: var(--bad) }
code, pre { font: .84rem/1.5 ui-monospace, monospace } pre { white-space: pre-wrap; overflow-wrap: anywhere; margin: .35rem 0; padding: .45rem .65rem; border-left: 3px solid var(--line); background: var(--paper) }
summary { cursor: pointer; color: var(--soft) }
.tag { border: 1px solid var(--line); border-radius: .35rem; padding: 0 .4rem; font-size: .82rem; color: var(--ink); white-space: nowrap }
ol, ul { padding-left: 1.3rem; margin: .3rem 0 } li { margin: .3rem 0 } p { margin: .4rem 0 }
.stuck { border: 1px solid var(--bad); border-left-width: 4px; background: var(--card); padding: .6rem 1rem .7rem; margin: 1rem 0 1.4rem } .stuck h2 { margin: 0 0 .3rem; color: var(--bad) }
form.search { display: flex; flex-wrap: wrap; gap: .7rem; align-items: end; margin: .8rem 0 1.2rem } form.search label { display: grid; gap: .15rem; font-size: .82rem; color: var(--soft) }
form.search .wide { flex: 1 1 14rem } input, select, button { font: inherit; font-size: 1rem; color: var(--ink); background: var(--card); border: 1px solid var(--field); border-radius: .35rem; padding: .35rem .55rem; min-height: 2.4rem; max-width: 100%; width: 100% }
button { width: auto; cursor: pointer; font-weight: 600 }
.figures { display: grid; grid-template-columns: repeat(auto-fit, minmax(9.5rem, 1fr)); gap: .7rem; margin: .8rem 0; padding: 0; list-style: none }
.figures li { background: var(--card); border: 1px solid var(--line); border-radius: .4rem; padding: .55rem .8rem; margin: 0 } .figures b { display: block; font-size: 1.4rem; font-variant-numeric: tabular-nums; line-height: 1.3 }
.pages { display: flex; gap: 1.2rem; margin: 1rem 0 }
@media (max-width: 46rem) {
  body { padding: .9rem .9rem 3rem }
  table, tbody, tr, td { display: block; width: 100% } thead { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%) }
  table { background: none } tbody tr { background: var(--card); border: 1px solid var(--line); border-radius: .4rem; margin: 0 0 .7rem; padding: .35rem .7rem }
  tbody td, td.number, td.short { display: grid; grid-template-columns: 6.2rem minmax(0, 1fr); gap: .6rem; padding: .22rem 0; border: 0; text-align: left; white-space: normal }
  td::before { content: attr(data-label); color: var(--soft); font-size: .82rem } td.none { display: none } td.short pre { min-width: 0 }
  header strong { flex-basis: 100% } form.search label, form.search .wide { flex: 1 1 100% }
}
`;
