import * as v from 'valibot';

const refusal = v.object({
  data: v.object({ issues: v.array(v.object({ field: v.string(), message: v.string() })) }),
});

/**
 * What the host or the server says of single settings in an error, by the name of the setting: `settings.size must be 2 or more` is
 * `must be 2 or more` of `size`.
 */
export function refusedSettings(error: unknown): Map<string, string> {
  const parsed = v.safeParse(refusal, error);
  const issues = parsed.success ? parsed.output.data.issues : [];
  return new Map(
    issues.flatMap(({ field, message }) =>
      field.startsWith(PREFIX)
        ? [
            [
              field.slice(PREFIX.length),
              message.startsWith(`${field} `) ? message.slice(field.length + 1) : message,
            ],
          ]
        : [],
    ),
  );
}

const PREFIX = 'settings.';
