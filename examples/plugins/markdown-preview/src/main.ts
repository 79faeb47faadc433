import { definePlugin, type FluxStudioAPI } from '@fluxstudio/plugin-sdk';
import { html } from './document.ts';
import { isMarkdown, listMarkdownFiles } from './markdown-files.ts';
import { createPreview } from './preview.ts';

export default definePlugin({
  activate({ subscriptions }, api) {
    const preview = createPreview(api);
    const { commands, events, permissions, ui } = api;
    subscriptions.push(
      ui.registerPanel(
        {
          id: 'preview',
          title: 'Preview',
          location: 'rightPanel',
          icon: 'file',
          defaultSize: { width: 400, height: 480 },
        },
        { html, onOpen: preview.open },
      ),
      commands.register('preview', async (target: unknown) => {
        const path = pathOf(target) ?? (await openPath(api)) ?? (await ask(api));
        if (path === undefined) return;
        if (!isMarkdown(path)) throw new Error(`“${path}” is no Markdown file: choose one that ends in .md`);
        await preview.show(path);
        if (!preview.isSeen())
          await ui.showNotification({
            type: 'info',
            title: `${path} is ready`.slice(-300),
            message: 'Open the panel “Preview” to see it.',
          });
      }),
      events.on('editor:changed', preview.update),
      events.on('files:changed', preview.update),
      events.on('project:opened', preview.clear),
      permissions.onDidChange(preview.update),
    );
  },
});

/** The file that a context menu was opened on. */
function pathOf(target: unknown): string | undefined {
  if (typeof target !== 'object' || target === null) return undefined;
  return 'path' in target && typeof target.path === 'string' ? target.path : undefined;
}

/** The file in the editor, if it is Markdown. */
async function openPath({ editor }: FluxStudioAPI): Promise<string | undefined> {
  const path = (await editor.getFile())?.path;
  return path !== undefined && isMarkdown(path) ? path : undefined;
}

/** Lets the user choose. `undefined` when there is no file, or none is wanted. */
async function ask(api: FluxStudioAPI): Promise<string | undefined> {
  const paths = await listMarkdownFiles(api);
  if (paths.length === 0) {
    await api.ui.showNotification({
      type: 'info',
      title: 'No Markdown files',
      message: 'Add a file that ends in .md to the project.',
    });
    return undefined;
  }
  const items = paths.map((path, index) => ({ id: `${index}`, label: path.slice(-200) }));
  const id = await api.ui.showQuickPick(items, { title: 'Preview a Markdown file' });
  return id === null ? undefined : paths[Number(id)];
}
