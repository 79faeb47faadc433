import type { StringKey } from '../strings/default-strings.ts';
import { useStrings } from '../strings/use-strings.tsx';
import { plainText } from '../ui/plain-text.ts';
import { PluginText } from '../ui/plugin-text.tsx';

export interface NetworkHostsProps {
  readonly hosts: readonly string[];
  /** Set for those that an update adds. */
  readonly areNew?: boolean;
}

/** How many are seen without unfolding the rest. */
const SHOWN = 8;

/** What stands below the list, for whoever does not know the notation. */
const NOTES: readonly (readonly [StringKey, RegExp])[] = [
  ['consent.hosts.any', /^(?:https?:\/\/)?\*(?::|$)/],
  ['consent.hosts.wildcard', /\*\./],
  ['consent.hosts.punycode', /(?:^|[/.])xn--/],
  ['consent.hosts.plain', /^http:/],
];

/** The hosts that `network` leads to, as they are sent, and what the notation means. */
export function NetworkHosts({ hosts, areNew = false }: NetworkHostsProps) {
  const { text } = useStrings();
  if (hosts.length === 0)
    return <p className="mt-1 text-neutral-600 dark:text-neutral-400">{text('consent.hosts.none')}</p>;
  const names = [...new Set(hosts.map(asciiHost))];
  const notes = NOTES.filter(([, pattern]) => names.some((name) => pattern.test(name)));
  const rest = names.slice(SHOWN);
  const label = text(areNew ? 'consent.hosts.new' : 'consent.hosts');
  return (
    <>
      {areNew && (
        <p aria-hidden="true" className="mt-1.5 text-xs font-medium">
          {label}
        </p>
      )}
      <HostList label={label} names={names.slice(0, SHOWN)} />
      {rest.length > 0 && (
        <details className="mt-1">
          <summary className="cursor-pointer rounded text-xs text-neutral-600 focus-visible:outline focus-visible:outline-2 focus-visible:outline-blue-600 dark:text-neutral-400 dark:focus-visible:outline-blue-400">
            {text('consent.hosts.more', { count: rest.length })}
          </summary>
          <HostList label={label} names={rest} />
        </details>
      )}
      {notes.map(([key]) => (
        <p key={key} className="mt-1 text-xs text-neutral-600 dark:text-neutral-400">
          {text(key)}
        </p>
      ))}
    </>
  );
}

function HostList({ label, names }: { readonly label: string; readonly names: readonly string[] }) {
  return (
    <ul aria-label={label} className="mt-1.5 flex flex-wrap gap-1">
      {names.map((name) => (
        <li
          key={name}
          className="max-w-full rounded bg-neutral-100 px-1.5 py-0.5 font-mono text-[11px] text-neutral-800 dark:bg-neutral-800 dark:text-neutral-200"
        >
          <PluginText text={name} truncate />
        </li>
      ))}
    </ul>
  );
}

/** A host in the letters it is sent in: `xn--…` for one that could be read as another. */
function asciiHost(pattern: string): string {
  // The usual one is that already. What is no host is shown as the text it is.
  if (!/[^ -~]/.test(pattern)) return pattern;
  const [, scheme = '', wildcard = '', address = ''] = /^(https?:\/\/)?(\*\.)?(.*)$/su.exec(pattern) ?? [];
  const url = `https://${plainText(address, 300)}`;
  return URL.canParse(url) ? `${scheme}${wildcard}${new URL(url).host}` : pattern;
}
