import { useStrings } from '../../strings/use-strings.tsx';
import { CheckIcon } from '../../ui/icons.tsx';
import { PluginText } from '../../ui/plugin-text.tsx';

export interface TableCellProps {
  readonly cell: string | number | boolean | null | undefined;
  readonly align: 'start' | 'end' | undefined;
}

/** Numbers and yes or no as the user’s language has them. */
export function TableCell({ cell, align }: TableCellProps) {
  const { locale } = useStrings();
  // Figures stand below each other.
  const isFigure = typeof cell === 'number';
  const side = align === 'end' || (align === undefined && isFigure) ? 'text-end' : 'text-start';
  return (
    <td
      className={`overflow-hidden border-b border-neutral-100 px-2.5 dark:border-neutral-800 ${side} ${isFigure ? 'tabular-nums' : ''}`}
    >
      {typeof cell === 'string' && <PluginText text={cell} truncate />}
      {isFigure && (
        <span className="block truncate">{cell.toLocaleString(locale, { maximumFractionDigits: 6 })}</span>
      )}
      {typeof cell === 'boolean' && <YesOrNo yes={cell} />}
    </td>
  );
}

function YesOrNo({ yes }: { readonly yes: boolean }) {
  const { text } = useStrings();
  return (
    <>
      <span className="sr-only">{text(yes ? 'panel.yes' : 'panel.no')}</span>
      {yes && <CheckIcon className="inline-block h-4 w-4" />}
    </>
  );
}
