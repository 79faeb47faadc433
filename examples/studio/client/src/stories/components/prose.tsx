/** A line of Markdown, as far as comments use it: code stands out, and of a link there is its text. */
export function Prose({ text }: { readonly text: string }) {
  const [, ...parts] = `\`${text.replace(/\[([^\]]+)\]\([^)]+\)/g, '$1')}`.split('`');
  return parts.map((part, index) =>
    index % 2 === 1 ? (
      <code key={index} className="break-words font-mono text-[0.92em]">
        {part}
      </code>
    ) : (
      part
    ),
  );
}
