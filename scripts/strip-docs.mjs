// The contract of the API carries its reference: docs and examples. A page needs neither.
import { readFile } from 'node:fs/promises';
import ts from 'typescript';

const TEXTS = new Set(['docs', 'example']);

/** For esbuild and tsup (`esbuildPlugins`). */
export function stripDocs() {
  return {
    name: 'strip-docs',
    setup(build) {
      build.onLoad({ filter: /[\\/]protocol[\\/]src[\\/]api[\\/][\w-]+\.ts$/ }, async ({ path }) => ({
        contents: withoutTexts(await readFile(path, 'utf8')),
        loader: 'ts',
      }));
    },
  };
}

function withoutTexts(source) {
  const file = ts.createSourceFile('contract.ts', source, ts.ScriptTarget.Latest, true);
  const found = [];
  const visit = (node) => {
    if (
      ts.isPropertyAssignment(node) &&
      TEXTS.has(node.name.text) &&
      ts.isStringLiteralLike(node.initializer)
    )
      found.push(node);
    else ts.forEachChild(node, visit);
  };
  visit(file);
  // From the end, so that what was found keeps its place.
  return found.reduceRight(
    (text, node) => text.slice(0, node.getStart()) + text.slice(node.end).replace(/^\s*,/, ''),
    source,
  );
}
