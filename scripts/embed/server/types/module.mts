import { createPluginServer } from '@fluxstudio/plugin-server';
import { expressPlugins } from '@fluxstudio/plugin-server/express';
import { Router } from 'express';

/** As an app of ES modules with types has it. */
export const router = Router().use(
  '/plugins',
  expressPlugins(
    createPluginServer({ db: { directory: '.data' }, authenticate: () => ({ userId: 'first' }) }),
  ),
);
