import script from './document/main.ts?inline';
import { STYLE } from './document-style.ts';

/** The document of the panel. It has no content of its own: its script shows what the worker sends. */
export const html = `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<title>Markdown preview</title>
<style>${STYLE}</style>
<body>
<details id="outline" hidden><summary>Outline</summary><nav aria-label="Outline"><ul></ul></nav></details>
<main>
<div id="note" role="status"></div>
<article id="text"></article>
</main>
<script>${script}</script>`;
