import { useEffect, useRef, useState } from 'react';
import { useStore } from '../store.ts';
import { useStudio } from '../studio-context.tsx';
import { ToastCard } from './toast-card.tsx';

/** All toasts. Their clocks stand still while the pointer or the focus is among them. */
export function ToastStack() {
  const { toasts } = useStudio();
  const shown = useStore(toasts);
  const [hovered, setHovered] = useState(false);
  const [focused, setFocused] = useState(false);
  const list = useRef<HTMLOListElement>(null);
  const cameFrom = useRef<Element | null>(null);
  const empty = shown.length === 0;
  const newestId = shown.at(-1)?.id;

  useEffect(() => {
    const element = list.current;
    if (newestId === undefined || !element) return;
    // Not under somebody who is at another one.
    if (!element.contains(document.activeElement)) element.scrollTop = element.scrollHeight;
  }, [newestId]);

  // The last toast takes pointer and focus with it, and no event tells.
  const reading = !empty && (hovered || focused);
  useEffect(() => {
    if (!reading) return;
    toasts.pause();
    return toasts.resume;
  }, [reading, toasts]);
  useEffect(() => {
    if (empty) setHovered(false);
  }, [empty]);

  // A toast that closes with the focus in it: on to the next one, or back to where the user came from.
  useEffect(() => {
    if (!focused || list.current?.contains(document.activeElement)) return;
    const next = list.current?.querySelector<HTMLElement>('button');
    const back = cameFrom.current;
    if (next) next.focus();
    else {
      setFocused(false);
      if (back instanceof HTMLElement && back.isConnected) back.focus();
    }
  }, [shown, focused]);

  return (
    <section
      aria-label="Notifications"
      className="pointer-events-none fixed inset-x-4 bottom-18 z-40 flex justify-end sm:right-4 sm:left-auto sm:w-88 md:bottom-4"
    >
      <ol
        ref={list}
        // As far as the edges, so that no shadow is cut off.
        className="-m-4 flex max-h-[calc(100dvh-4.5rem)] w-[calc(100%+2rem)] flex-col gap-2 overflow-y-auto overscroll-contain p-4 md:max-h-dvh"
        onPointerEnter={() => setHovered(true)}
        onPointerLeave={() => setHovered(false)}
        onFocus={(event) => {
          if (!event.currentTarget.contains(event.relatedTarget)) cameFrom.current = event.relatedTarget;
          setFocused(true);
        }}
        onBlur={(event) => {
          // Without a next element the window lost the focus, or the toast is gone; the effect above tells which.
          if (event.relatedTarget && !event.currentTarget.contains(event.relatedTarget)) setFocused(false);
        }}
      >
        {shown.map((toast) => (
          <ToastCard key={toast.id} toast={toast} />
        ))}
      </ol>
    </section>
  );
}
