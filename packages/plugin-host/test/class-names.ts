import { readdir, readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';

/** A class name where it is used. */
export interface UsedClass {
  readonly file: string;
  readonly name: string;
}

const REACT = fileURLToPath(new URL('../src/react/', import.meta.url));

/** Every class name in the components: in a `className`, and in the constants that hold several. */
export async function usedClasses(): Promise<UsedClass[]> {
  const files = await readdir(REACT, { recursive: true });
  const components = files.filter((file) => file.endsWith('.tsx') && !file.includes('.test.'));
  const used = await Promise.all(
    components.map(async (file) => {
      const names = classNames(await readFile(REACT + file, 'utf8'));
      return names.map((name) => ({ file, name }));
    }),
  );
  return used.flat();
}

/** The class names in a component's source. */
export function classNames(source: string): string[] {
  const plain = [...source.matchAll(/\b\w*[cC]lassName="([^"]*)"/g)].map(([, text = '']) => text);
  const computed = [...source.matchAll(/\b\w*[cC]lassName(?:=\{| = )((?:`[^`]*`|'[^']*'|[^{}`'])*)\}/g)];
  const constants = [
    ...source.matchAll(/^(?:export )?const [A-Z_]+(?:: [^=]+)? =((?:[^;'`]|'[^']*'|`[^`]*`)*);$/gm),
  ];
  const texts = [
    ...plain,
    ...computed.flatMap(([, code = '']) => literals(code)),
    ...constants.flatMap(([, code = '']) => literals(code)).filter(isListOfClasses),
  ];
  return [...new Set(texts.flatMap((text) => text.split(/\s+/)).filter((name) => name !== ''))];
}

/** The strings in code other than those it compares with, and the literal parts of its templates. */
function literals(source: string): string[] {
  const code = source.replace(/[!=]== '[^'\n]*'/g, '');
  const strings = [...code.matchAll(/'([^'\n]*)'/g)].map(([, text = '']) => text);
  const templates = [...code.matchAll(/`([^`]*)`/g)].map(([, text = '']) =>
    text.replace(/\$\{[^}]*\}/g, ' '),
  );
  return [...strings, ...templates];
}

/** Constants hold other texts as well: a list of classes has one of those that every list here has. */
function isListOfClasses(text: string): boolean {
  return /(?:^|\s)(?:dark:|(?:bg|text|h|w|px|size|rounded|border)-)/.test(text);
}
