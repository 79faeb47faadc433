import { randomUUID } from 'node:crypto';
import type { Database } from './database.ts';

/** As the API sends it. Dates are ISO 8601. */
export interface Project {
  readonly id: string;
  readonly name: string;
  readonly type: string;
  readonly path?: string;
  readonly createdAt: string;
  readonly updatedAt: string;
}

/** Projects of one user. */
export const MOST_PROJECTS = 200;

export interface ProjectStore {
  /** Newest first. */
  list(userId: string): Promise<Project[]>;
  /** Nothing when the user has {@link MOST_PROJECTS}. */
  create(userId: string, project: { name: string; type: string }): Promise<Project | undefined>;
  /** Returns whether it was there. Its files and its board go with it. */
  delete(userId: string, id: string): Promise<boolean>;
}

interface Row {
  id: string;
  name: string;
  type: string;
  path: string | null;
  created_at: Date;
  updated_at: Date;
}

const COLUMNS = 'id, name, type, path, created_at, updated_at';

export function createProjectStore(db: Database): ProjectStore {
  return {
    async list(userId) {
      const { rows } = await db.query<Row>(
        `SELECT ${COLUMNS} FROM projects WHERE user_id = $1 ORDER BY created_at DESC, id`,
        [userId],
      );
      return rows.map(toProject);
    },
    create(userId, { name, type }) {
      return db.transaction(async (tx) => {
        // One at a time for a user, so that each counts those before it.
        await tx.query('SELECT 1 FROM users WHERE id = $1 FOR NO KEY UPDATE', [userId]);
        const { rows } = await tx.query<Row>(
          `INSERT INTO projects (id, user_id, name, type) SELECT $1, $2, $3, $4
           WHERE (SELECT count(*) FROM projects WHERE user_id = $2) < $5 RETURNING ${COLUMNS}`,
          [randomUUID(), userId, name, type, MOST_PROJECTS],
        );
        return rows[0] && toProject(rows[0]);
      });
    },
    async delete(userId, id) {
      const { rows } = await db.query('DELETE FROM projects WHERE user_id = $1 AND id = $2 RETURNING id', [
        userId,
        id,
      ]);
      return rows.length > 0;
    },
  };
}

function toProject(row: Row): Project {
  return {
    id: row.id,
    name: row.name,
    type: row.type,
    ...(row.path === null ? {} : { path: row.path }),
    createdAt: row.created_at.toISOString(),
    updatedAt: row.updated_at.toISOString(),
  };
}
