import { useStrings } from '../strings/use-strings.tsx';
import { CardSkeleton } from '../ui/card-skeleton.tsx';

/** Stands where a panel will be. */
export function PanelOpening({ title }: { readonly title: string }) {
  const { text } = useStrings();
  return (
    <>
      <p role="status" className="sr-only">
        {text('panel.opening', { title })}
      </p>
      <CardSkeleton />
    </>
  );
}
