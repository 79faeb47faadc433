/** A release, as the service tells it. */
export interface Release {
  readonly name: string;
  readonly version: string;
  /** Markdown. */
  readonly notes: string;
}

/** Reads what a server answered: `undefined` where it is no release. Longer texts than a notification takes are cut. */
export function parseRelease(value: unknown): Release | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  const name = 'name' in value ? textOf(value.name, 100) : undefined;
  const version = 'version' in value ? textOf(value.version, 50) : undefined;
  const notes = 'notes' in value ? textOf(value.notes, 2000) : undefined;
  return name && version && notes !== undefined ? { name, version, notes } : undefined;
}

export function toMarkdown({ name, version, notes }: Release): string {
  return `# ${name} ${version}\n\n${notes}\n`;
}

function textOf(value: unknown, most: number): string | undefined {
  if (typeof value !== 'string') return undefined;
  return value.length <= most ? value : `${value.slice(0, most - 1)}…`;
}
