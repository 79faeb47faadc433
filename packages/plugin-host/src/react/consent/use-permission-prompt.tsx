import type { PluginManifest } from '@fluxstudio/plugin-protocol/manifest/manifest';
import { type ReactNode, useCallback, useEffect, useRef, useState } from 'react';
import type { PluginOrigin } from '../ui/published-by.ts';
import { PluginPermissionDialog } from './plugin-permission-dialog.tsx';

/** Resolves with the approved permissions, or `null` when the user said no. */
export type PermissionPrompt = (manifest: PluginManifest, origin?: PluginOrigin) => Promise<string[] | null>;

interface Question {
  readonly manifest: PluginManifest;
  readonly origin: PluginOrigin | undefined;
  answer(permissions: string[] | null): void;
}

/**
 * A function that asks for consent, and the element that must be rendered for it. A second question cancels the first,
 * and so does unmounting.
 *
 * @example
 * const [askPermission, permissionDialog] = usePermissionPrompt();
 * const approved = await askPermission(manifest);
 * if (approved) await host.registry.install(manifest, { permissions: approved });
 * // … and somewhere in the JSX: {permissionDialog}
 */
export function usePermissionPrompt(): readonly [PermissionPrompt, ReactNode] {
  const [question, setQuestion] = useState<Question | null>(null);
  const pending = useRef<Question | null>(null);

  const settle = useCallback((permissions: string[] | null) => {
    const current = pending.current;
    pending.current = null;
    setQuestion(null);
    current?.answer(permissions);
  }, []);

  const ask = useCallback<PermissionPrompt>(
    (manifest, origin) =>
      new Promise((answer) => {
        settle(null);
        pending.current = { manifest, origin, answer };
        setQuestion(pending.current);
      }),
    [settle],
  );

  useEffect(
    () => () => {
      pending.current?.answer(null);
      pending.current = null;
    },
    [],
  );

  const dialog = question && (
    <PluginPermissionDialog
      key={question.manifest.id}
      manifest={question.manifest}
      origin={question.origin}
      onApprove={settle}
      onCancel={() => settle(null)}
    />
  );
  return [ask, dialog];
}
