import { randomUUID } from 'node:crypto';
import type { PGlite } from '@electric-sql/pglite';

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

export function createProjectStore(db: PGlite): ProjectStore {
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
