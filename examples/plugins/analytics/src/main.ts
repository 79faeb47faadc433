import { definePlugin } from '@fluxstudio/plugin-sdk';
import { dashboard } from './dashboard.tsx';

export default definePlugin({
  activate({ subscriptions }, api) {
    subscriptions.push(
      api.ui.registerPanel({ id: 'dashboard', title: 'Analytics', location: 'bottomPanel' }, dashboard(api)),
    );
  },
});
