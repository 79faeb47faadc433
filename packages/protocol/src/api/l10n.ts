import * as v from 'valibot';
import { defineNamespace } from '../contract.ts';

export const l10n = defineNamespace('l10n', {
  docs: 'Texts in the user’s language, from `l10n` of the manifest: an object of language and texts by their original.',
  methods: {
    getTexts: {
      kind: 'snapshot',
      permission: 'nothing',
      result: v.record(v.string(), v.string()),
      docs: 'The texts of the best language there is: `de-AT`, then `de`, then none. `l10n.t("Hello {0}", name)` looks a text up and fills it in.',
      example: "const title = api.l10n.t('Hello {0}', 'Ada');",
    },
  },
});
