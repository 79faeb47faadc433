import * as v from 'valibot';
import type { RouteContract } from './route-contract.ts';
import { bundleRef, described, jsonObject, succeeded } from './schemas.ts';

export const listUpdates = {
  method: 'GET',
  path: '/updates',
  operation: 'listUpdates',
  summary: 'Installed plugins of which the catalogue has a higher version',
  description: 'The highest that was not withdrawn. A prerelease only where the install is one.',
  answers: {
    200: succeeded({
      updates: v.array(
        v.strictObject({
          pluginId: v.string(),
          from: described(v.string(), 'The version that is installed.'),
          to: described(v.string(), 'The version to update to.'),
          manifest: described(jsonObject, 'Of that version.'),
          bundle: bundleRef,
          changelog: v.nullable(v.string()),
        }),
      ),
    }),
  },
  errors: [],
} satisfies RouteContract;
