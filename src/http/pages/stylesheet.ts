export const STYLE_PATH = "/style.css";

/** System fonts, one column, light and dark by the user's setting; pages load nothing else. */
export const STYLE = `
:root {
  color-scheme: light dark;
  --ink: light-dark(#1b2430, #e7ebf0);
  --quiet: light-dark(#556070, #a5b0be);
  --paper: light-dark(#ffffff, #12171d);
  --sheet: light-dark(#f4f6f8, #1b222b);
  --line: light-dark(#cfd6de, #36414e);
  --accent: light-dark(#0b5cad, #7cc0ff);
  --on-accent: light-dark(#ffffff, #0b1a29);
  --warn: light-dark(#8a4b00, #ffc46b);
  --warn-sheet: light-dark(#fff4e0, #33260f);
  --wrong: light-dark(#b3261e, #ff9d94);
  --wrong-sheet: light-dark(#fdecea, #3a1a18);
}
* { box-sizing: border-box; }
body { margin: 0; background: var(--paper); color: var(--ink); font: 1rem/1.55 system-ui, sans-serif; }
main { max-width: 42rem; margin: 0 auto; padding: 1.5rem 1.1rem 4rem; }
h1 { font-size: 1.65rem; line-height: 1.2; margin: .5rem 0 1rem; overflow-wrap: anywhere; }
h2 { font-size: 1.15rem; margin: 2rem 0 .5rem; }
h3 { font-size: 1rem; margin: 1.2rem 0 .3rem; }
p, ul, ol { margin: .5rem 0 .8rem; }
ul { padding-left: 1.3rem; }
a { color: var(--accent); }
code, .url { font-family: ui-monospace, SFMono-Regular, Menlo, Consolas, monospace; font-size: .92em; }
code { background: var(--sheet); border-radius: .25rem; padding: .1rem .3rem; overflow-wrap: anywhere; }
pre { background: var(--sheet); border: 1px solid var(--line); border-radius: .5rem; padding: .7rem .9rem; overflow-x: auto; }
pre code { background: none; padding: 0; }
.quiet { color: var(--quiet); font-size: .92rem; }
.url { display: block; width: 100%; font-size: 1.1rem; padding: .7rem .8rem; border: 2px solid var(--accent);
  border-radius: .5rem; background: var(--sheet); color: var(--ink); }
.facts { border: 1px solid var(--line); border-radius: .6rem; padding: .9rem 1rem; background: var(--sheet); margin: 1rem 0; }
.facts dt { color: var(--quiet); font-size: .85rem; }
.facts dd { margin: 0 0 .7rem; overflow-wrap: anywhere; }
.facts dd:last-child { margin-bottom: 0; }
.host { font-size: 1.5rem; font-weight: 650; line-height: 1.25; }
.name { font-weight: 650; }
.note { border-left: 4px solid var(--warn); background: var(--warn-sheet); padding: .5rem .8rem; margin: .8rem 0; }
.wrong { border-left: 4px solid var(--wrong); background: var(--wrong-sheet); padding: .5rem .8rem; margin: .5rem 0; }
fieldset { border: 0; padding: 0; margin: 1.6rem 0 0; min-width: 0; }
legend { font-weight: 650; font-size: 1.15rem; padding: 0; margin-bottom: .5rem; }
.choice { display: flex; gap: .7rem; align-items: flex-start; border: 1px solid var(--line); border-radius: .5rem;
  padding: .7rem .8rem; margin: .45rem 0; cursor: pointer; }
.choice:has(input:checked) { border-color: var(--accent); outline: 1px solid var(--accent); background: var(--sheet); }
.choice input { margin: .3rem 0 0; width: 1.1rem; height: 1.1rem; flex: none; accent-color: var(--accent); }
.choice b { display: block; }
details { margin: .6rem 0; }
summary { cursor: pointer; padding: .4rem 0; color: var(--accent); }
.field { margin: 1.2rem 0; }
.field label { display: block; font-weight: 650; margin-bottom: .2rem; }
.field input { width: 100%; padding: .65rem .75rem; font: inherit; color: inherit; background: var(--paper);
  border: 1px solid var(--quiet); border-radius: .45rem; }
.field input[aria-invalid="true"] { border-color: var(--wrong); }
.field .quiet { margin: .25rem 0 0; }
.actions { display: flex; flex-wrap: wrap; gap: .6rem; margin-top: 1.4rem; }
button { font: inherit; font-weight: 600; padding: .7rem 1.15rem; border-radius: .5rem; cursor: pointer;
  border: 1px solid var(--line); background: var(--sheet); color: var(--ink); }
button.main { background: var(--accent); border-color: var(--accent); color: var(--on-accent); }
button.wide { width: 100%; padding: .85rem 1.15rem; font-size: 1.05rem; }
.unseen { position: absolute; width: 1px; height: 1px; padding: 0; border: 0; overflow: hidden; clip-path: inset(50%); }
button.danger { border-color: var(--wrong); color: var(--wrong); background: transparent; }
:focus-visible { outline: 3px solid var(--accent); outline-offset: 2px; }
table { border-collapse: collapse; width: 100%; display: block; overflow-x: auto; }
th, td { text-align: left; padding: .4rem .6rem .4rem 0; border-bottom: 1px solid var(--line); vertical-align: top; }
footer { margin-top: 3rem; border-top: 1px solid var(--line); padding-top: .8rem; }
@media (max-width: 30rem) { .actions button, .actions form { width: 100%; } h1 { font-size: 1.4rem; } .host { font-size: 1.3rem; } }
`;

/** A rising fitness line in a square. */
export const ICON = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 64 64"><rect width="64" height="64" rx="14" fill="#0b5cad"/><path d="M10 46l12-12 9 7 11-18 12-7" fill="none" stroke="#fff" stroke-width="5" stroke-linecap="round" stroke-linejoin="round"/></svg>`;
