import type { PgClient } from '../modules.ts';
import { createRandom } from '../random.ts';
import { createVocabulary } from './vocabulary.ts';

const BATCH = 2_000;
/** A made-up word for so many entries: each is used by about five. */
const ENTRIES_PER_WORD = 4;
const CATEGORIES = ['editing', 'audio', 'video', 'design', 'productivity', 'ai', 'themes', 'languages'];
/** Rows that a rare word may have. */
const RARE = { from: 1, to: 10 };

/** Words to search for. */
export interface Terms {
  rare: string[];
  common: string[];
}

interface Entry {
  id: string;
  name: string;
  description: string;
  keywords: string[];
  categories: string[];
  version: string;
  manifest: object;
  downloads: number;
}

/** Fills the catalogue: entries with manifests of about 1.5 KB, each with a version and a bundle. */
export async function seedCatalogue(client: PgClient, entries: number): Promise<Terms> {
  const vocabulary = createVocabulary(Math.max(100, Math.floor(entries / ENTRIES_PER_WORD)));
  const random = createRandom(7);
  const uses = new Map<string, number>();

  function createEntry(index: number): Entry {
    const [special, other] = [vocabulary.unusual(), vocabulary.unusual()];
    for (const word of new Set([special, other])) uses.set(word, (uses.get(word) ?? 0) + 1);
    const name = `${capital(vocabulary.phrase(2))} ${special}`;
    const description = `${capital(vocabulary.phrase(9))} ${other} ${vocabulary.phrase(9)}.`;
    const id = `${special}-${index}`;
    const version = `${random(4)}.${random(20)}.${random(9)}`;
    const keywords = vocabulary.phrase(4).split(' ');
    const categories = [CATEGORIES[random(CATEGORIES.length)] ?? ''];
    return {
      id,
      name,
      description,
      keywords,
      categories,
      version,
      manifest: createManifest({ id, name, version, description, keywords, categories }, vocabulary.phrase),
      // A few have nearly all of them.
      downloads: Math.floor(5_000_000 / (1 + random(entries))),
    };
  }

  await client.query(`CREATE TEMP TABLE entries (${FIELDS})`);
  for (let from = 0; from < entries; from += BATCH) {
    const batch = Array.from({ length: Math.min(BATCH, entries - from) }, (_, index) =>
      createEntry(from + index),
    );
    await insert(client, batch);
  }
  await client.query('VACUUM (ANALYZE) plugins, plugin_versions, plugin_blobs');

  const rare = [...uses].filter(([, count]) => count >= RARE.from && count <= RARE.to);
  return {
    // Evenly spread, whatever the order of their first use is.
    rare: Array.from({ length: 50 }, (_, index) => rare[Math.floor((index * rare.length) / 50)]?.[0] ?? ''),
    common: ['timeline', 'assistant', 'render'],
  };
}

const FIELDS =
  'id text, name text, description text, keywords text[], categories text[], version text, manifest jsonb, downloads bigint';

async function insert(client: PgClient, entries: readonly Entry[]): Promise<void> {
  const blob = `encode(sha256(convert_to(e.id || e.version, 'UTF8')), 'hex')`;
  await client.query('TRUNCATE entries');
  await client.query(`INSERT INTO entries SELECT * FROM json_to_recordset($1) AS e(${FIELDS})`, [
    JSON.stringify(entries),
  ]);
  await client.query(
    `INSERT INTO plugin_blobs (sha256, integrity, size, content)
     SELECT ${blob}, 'sha384-' || encode(sha384(convert_to(e.id, 'UTF8')), 'base64'), 64, decode(repeat('2f', 64), 'hex')
     FROM entries e`,
  );
  await client.query(
    `INSERT INTO plugins (id, name, description, keywords, categories, latest_version, manifest, downloads, rating, rating_count,
                          featured, verified, published_at, updated_at)
     SELECT e.id, e.name, e.description, e.keywords, e.categories, e.version, e.manifest, e.downloads,
            1 + (e.downloads % 9) / 2.0, e.downloads / 100, e.downloads % 50 = 0, e.downloads % 5 = 0,
            now() - e.downloads % 900 * interval '1 day', now() - e.downloads % 90 * interval '1 day'
     FROM entries e`,
  );
  await client.query(
    `INSERT INTO plugin_versions (plugin_id, version, manifest, bundle_sha256)
     SELECT e.id, e.version, '{}', ${blob} FROM entries e`,
  );
}

const capital = (text: string): string => text.slice(0, 1).toUpperCase() + text.slice(1);

type ManifestHead = Pick<Entry, 'id' | 'name' | 'version' | 'description' | 'keywords' | 'categories'>;

function createManifest(head: ManifestHead, phrase: (words: number) => string): object {
  const { id } = head;
  const command = (name: string) => ({
    id: name,
    title: capital(phrase(4)),
    category: head.categories[0],
    icon: 'wand',
  });
  return {
    ...head,
    manifestVersion: 1,
    author: { name: `${id} authors`, email: `authors@${id}.example`, url: `https://${id}.example` },
    license: 'MIT',
    main: 'dist/index.js',
    permissions: ['storage', 'projects:read', 'commands', 'notifications', 'ui'],
    optionalPermissions: ['network'],
    network: { hosts: [`api.${id}.example`], reason: capital(phrase(6)) },
    fluxStudioVersion: '^1.4.0',
    activationEvents: ['onCommand:open', 'onStartup'],
    contributes: {
      commands: [command('open'), command('apply'), command('reset')],
      panels: [
        {
          id: 'main',
          title: capital(phrase(2)),
          location: 'sidebar',
          defaultSize: { width: 320, height: 480 },
        },
      ],
      toolbarItems: [{ id: 'button', command: 'open', icon: 'wand', location: 'main', order: 10 }],
      menus: [{ id: 'entry', command: 'apply', group: 'edit', order: 1 }],
    },
    settings: {
      title: capital(phrase(2)),
      properties: {
        quality: { key: 'quality', type: 'number', title: capital(phrase(2)), default: 80 },
        mode: {
          key: 'mode',
          type: 'select',
          title: capital(phrase(2)),
          enum: [
            { value: 'fast', label: 'Fast' },
            { value: 'best', label: 'Best' },
          ],
        },
      },
    },
  };
}
