export interface Project {
  readonly id: string;
  readonly name: string;
  readonly type: string;
  readonly createdAt: string;
  readonly updatedAt: string;
}

const date = '2026-01-01T00:00:00.000Z';
const list: Project[] = ['Logo', 'Poster'].map((name, index) => ({
  id: `p${index + 1}`,
  name,
  type: 'design',
  createdAt: date,
  updatedAt: date,
}));

/** The app's projects. */
export const projects = {
  all: () => list,
  find: (id: string) => list.find((project) => project.id === id),
  add(name: string, type: string): Project {
    const now = new Date().toISOString();
    const project = { id: `p${list.length + 1}`, name, type, createdAt: now, updatedAt: now };
    list.push(project);
    return project;
  },
};
