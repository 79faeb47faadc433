/** Colours and font are those of the app; greys are see-through, so that they fit a dark background and a light one. */
export const STYLE = `
:root { --shade: rgb(128 128 128 / 0.14); scrollbar-width: thin; }
body { margin: 0; overflow-wrap: anywhere; line-height: 1.55; }
main { padding: 12px 14px 24px; }
:focus-visible { outline: 2px solid var(--flux-accent); outline-offset: 2px; }
[tabindex="-1"]:focus { outline: none; }
a { color: var(--flux-accent); text-underline-offset: 2px; }
.address { text-decoration: underline dotted; text-underline-offset: 2px; cursor: help; }
.picture { border: 1px dashed var(--flux-border); border-radius: 4px; padding: 0 4px; }

#outline { position: sticky; inset-block-start: 0; z-index: 1; background: var(--flux-background); border-block-end: 1px solid var(--flux-border); }
#outline summary { padding: 6px 14px; font-size: 0.92em; font-weight: 600; cursor: pointer; }
#outline summary:focus-visible { outline-offset: -2px; }
#outline ul { margin: 0; padding: 0 0 8px; max-height: 45vh; overflow-y: auto; list-style: none; }
#outline a { display: block; padding: 3px 14px; color: inherit; text-decoration: none; }
#outline a:hover { background: var(--shade); }
#outline a:focus-visible { outline-offset: -2px; }

#note:empty { display: none; }
#note { padding: 8px 10px; border: 1px solid var(--flux-border); border-radius: 6px; background: var(--shade); }
#note.empty { margin: 12vh auto 0; max-width: 26ch; padding: 0; border: 0; background: none; text-align: center; }
#note h1 { margin: 0 0 4px; padding: 0; border: 0; font-size: 1em; }
#note + #text:not(:empty) { margin-block-start: 12px; }

#text > :first-child, blockquote > :first-child { margin-block-start: 0; }
#text > :last-child, blockquote > :last-child { margin-block-end: 0; }
h1, h2, h3, h4, h5, h6 { margin: 1.4em 0 0.5em; line-height: 1.3; scroll-margin-block-start: 2.6em; }
h1 { font-size: 1.6em; } h2 { font-size: 1.3em; } h3 { font-size: 1.12em; } h4, h5, h6 { font-size: 1em; }
h1, h2 { border-block-end: 1px solid var(--flux-border); padding-block-end: 0.25em; }
p, ul, ol, pre, blockquote, .scroll { margin: 0 0 0.8em; }
ul, ol { padding-inline-start: 1.5em; }
li { margin-block: 0.2em; }
li > ul, li > ol { margin-block-end: 0; }
.task { list-style: none; margin-inline-start: -1.3em; }
/* Their boxes stand beneath the words above, not beneath the box. */
.task > ul, .task > ol { padding-inline-start: 2.8em; }
.task > [role="img"]:first-child { display: inline-block; width: 1.3em; }
blockquote { padding: 2px 0 2px 12px; padding-inline: 12px 0; border-inline-start: 3px solid var(--flux-border); }
code, .html { font-family: ui-monospace, "SFMono-Regular", Menlo, Consolas, monospace; font-size: 0.9em; }
code { padding: 0.1em 0.3em; border-radius: 4px; background: var(--shade); }
pre { padding: 10px 12px; border-radius: 6px; background: var(--shade); overflow-x: auto; overflow-wrap: normal; line-height: 1.45; }
pre code { padding: 0; background: none; }
.html { white-space: pre-wrap; }
.scroll { overflow-x: auto; overflow-wrap: normal; }
table { border-collapse: collapse; font-size: 0.95em; }
th, td { padding: 4px 8px; border: 1px solid var(--flux-border); text-align: start; vertical-align: top; }
th { background: var(--shade); }
.center { text-align: center; } .right { text-align: end; }
img { max-width: 100%; height: auto; border-radius: 4px; }
hr { border: 0; border-block-start: 1px solid var(--flux-border); margin: 1.4em 0; }
`;
