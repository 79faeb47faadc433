import { nextPlugins } from '@fluxstudio/plugin-server/next';
import { demo } from '../../../../demo.js';

export const { GET, HEAD, POST, PUT, PATCH, DELETE } = nextPlugins(demo().plugins, {
  basePath: '/api/plugins',
});
