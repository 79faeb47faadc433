import type { Database } from './database.ts';

export interface StoredFile {
  readonly path: string;
  /** Bytes. */
  readonly size: number;
  /** ISO 8601. */
  readonly modifiedAt: string;
}

/** Files in one project. */
export const MOST_FILES = 500;

/** `conflict`: a part of the path is a file, or the path is a directory. `full`: the project has {@link MOST_FILES}. */
export type WriteOutcome = 'written' | 'no-project' | 'conflict' | 'full';

/** The files of projects. There are no directories without files: a path is a key. */
export interface FileStore {
  /** All of a project, by path; nothing when the user has no such project. */
  list(userId: string, projectId: string): Promise<StoredFile[] | undefined>;
  read(userId: string, projectId: string, path: string): Promise<Uint8Array | undefined>;
  write(userId: string, projectId: string, path: string, content: Uint8Array): Promise<WriteOutcome>;
  /** Returns whether it was there. */
  delete(userId: string, projectId: string, path: string): Promise<boolean>;
}

interface Row {
  path: string | null;
  size: number;
  modified_at: Date;
}

/** What there is around a path. */
interface Place {
  others: number;
  conflicts: number;
}

export function createFileStore(db: Database): FileStore {
  async function list(userId: string, projectId: string): Promise<StoredFile[] | undefined> {
    const { rows } = await db.query<Row>(
      `SELECT files.path, octet_length(files.content) AS size, files.modified_at FROM projects
       LEFT JOIN files ON files.project_id = projects.id AND files.user_id = $1
       WHERE projects.user_id = $1 AND projects.id = $2 ORDER BY files.path COLLATE "C"`,
      [userId, projectId],
    );
    if (rows.length === 0) return undefined;
    return rows.flatMap(({ path, size, modified_at }) =>
      path === null ? [] : [{ path, size, modifiedAt: modified_at.toISOString() }],
    );
  }

  return {
    list,
    async read(userId, projectId, path) {
      const { rows } = await db.query<{ content: Uint8Array }>(
        'SELECT content FROM files WHERE user_id = $1 AND project_id = $2 AND path = $3',
        [userId, projectId, path],
      );
      return rows[0]?.content;
    },
    write(userId, projectId, path, content) {
      return db.transaction(async (tx) => {
        // One writer at a time in a project: what is checked still holds when the file is written.
        const { rows: projects } = await tx.query(
          'SELECT 1 FROM projects WHERE user_id = $1 AND id = $2 FOR NO KEY UPDATE',
          [userId, projectId],
        );
        if (projects.length === 0) return 'no-project';
        const { rows } = await tx.query<Place>(
          `SELECT count(*) FILTER (WHERE path <> $2)::int AS others,
                  count(*) FILTER (WHERE starts_with(path, $2 || '/') OR starts_with($2, path || '/'))::int AS conflicts
           FROM files WHERE project_id = $1`,
          [projectId, path],
        );
        const [place] = rows;
        if (!place) throw new Error('The database returned no row for a count');
        if (place.conflicts > 0) return 'conflict';
        if (place.others >= MOST_FILES) return 'full';
        await tx.query(
          `WITH touched AS (UPDATE projects SET updated_at = now() WHERE user_id = $1 AND id = $2)
           INSERT INTO files (project_id, user_id, path, content) VALUES ($2, $1, $3, $4)
           ON CONFLICT (project_id, path) DO UPDATE SET content = EXCLUDED.content, modified_at = now()`,
          [userId, projectId, path, content],
        );
        return 'written';
      });
    },
    async delete(userId, projectId, path) {
      const { rows } = await db.query(
        'DELETE FROM files WHERE user_id = $1 AND project_id = $2 AND path = $3 RETURNING path',
        [userId, projectId, path],
      );
      return rows.length > 0;
    },
  };
}
