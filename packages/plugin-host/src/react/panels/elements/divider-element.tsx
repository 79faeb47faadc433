export function DividerElement() {
  return <hr className="m-0 w-full border-0 border-t border-neutral-200 dark:border-neutral-800" />;
}
