import { definePlugin } from '@fluxstudio/plugin-sdk';

/** The themes are data of the manifest: there is nothing to start. */
export default definePlugin({ activate() {} });
