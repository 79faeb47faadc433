/** The studio's sign. Decorative. */
export function BrandMark({ className = 'size-6' }: { readonly className?: string }) {
  return (
    <svg className={`shrink-0 ${className}`} viewBox="0 0 24 24" aria-hidden="true">
      <rect width="24" height="24" rx="6" className="fill-neutral-900 dark:fill-neutral-100" />
      <path
        d="M7 17V9.5A2.5 2.5 0 0 1 9.5 7H17M7 12.5h6.5"
        fill="none"
        strokeWidth="2.2"
        strokeLinecap="round"
        strokeLinejoin="round"
        className="stroke-white dark:stroke-neutral-900"
      />
      <circle cx="17" cy="16.5" r="1.6" className="fill-violet-400 dark:fill-violet-600" />
    </svg>
  );
}
