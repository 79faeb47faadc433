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

export interface ProjectStore {
  /** Newest first. */
  list(userId: string): Promise<Project[]>;
  create(userId: string, project: { name: string; type: string }): Promise<Project>;
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
    async create(userId, { name, type }) {
      const { rows } = await db.query<Row>(
        `INSERT INTO projects (id, user_id, name, type) VALUES ($1, $2, $3, $4) RETURNING ${COLUMNS}`,
        [randomUUID(), userId, name, type],
      );
      const [row] = rows;
      if (!row) throw new Error('The database returned no row for a new project');
      return toProject(row);
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
