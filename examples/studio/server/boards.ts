import type { BoardDocument } from '../shared/board-document.ts';
import type { Database } from './database.ts';

export interface StoredBoard extends BoardDocument {
  /** 0 as long as it was never saved; each save makes it one more. */
  readonly version: number;
}

export interface BoardStore {
  /** The board of a project; nothing when the user has no such project. */
  read(userId: string, projectId: string): Promise<StoredBoard | undefined>;
  /**
   * Saves what was made of a version. Returns the new version, or nothing when the board is at another one by now, or the user has
   * no such project.
   */
  save(
    userId: string,
    projectId: string,
    version: number,
    document: BoardDocument,
  ): Promise<number | undefined>;
}

interface Row {
  version: number | null;
  document: BoardDocument | null;
}

export function createBoardStore(db: Database): BoardStore {
  return {
    async read(userId, projectId) {
      const { rows } = await db.query<Row>(
        `SELECT boards.version, boards.document FROM projects
         LEFT JOIN boards ON boards.project_id = projects.id AND boards.user_id = $1
         WHERE projects.user_id = $1 AND projects.id = $2`,
        [userId, projectId],
      );
      const [row] = rows;
      return row && { version: row.version ?? 0, shapes: row.document?.shapes ?? [] };
    },
    async save(userId, projectId, version, document) {
      const { rows } = await db.query<{ version: number }>(
        `WITH saved AS (
           INSERT INTO boards (project_id, user_id, version, document)
           SELECT id, user_id, 1, $4::jsonb FROM projects
           WHERE user_id = $1 AND id = $2
             AND ($3::int = 0 OR EXISTS (SELECT 1 FROM boards WHERE user_id = $1 AND project_id = $2))
           ON CONFLICT (project_id) DO UPDATE SET version = boards.version + 1, document = EXCLUDED.document
           WHERE boards.user_id = $1 AND boards.version = $3::int
           RETURNING project_id, version
         ), touched AS (
           UPDATE projects SET updated_at = now()
           WHERE user_id = $1 AND id IN (SELECT project_id FROM saved)
         )
         SELECT version FROM saved`,
        [userId, projectId, version, JSON.stringify(document)],
      );
      return rows[0]?.version;
    },
  };
}
