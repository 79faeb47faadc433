import * as v from 'valibot';
import { defineNamespace } from '../contract.ts';
import { nonEmptyText } from './schemas.ts';

export const project = v.object({
  id: v.string(),
  name: v.string(),
  type: v.string(),
  path: v.optional(v.string()),
  createdAt: v.string(),
  updatedAt: v.string(),
});
export type Project = v.InferOutput<typeof project>;

export const newProject = v.object({
  name: nonEmptyText(200),
  type: nonEmptyText(100),
  template: v.optional(nonEmptyText(200)),
});
export type NewProject = v.InferOutput<typeof newProject>;

export const projects = defineNamespace('projects', {
  docs: 'The user’s projects in the app. Dates are ISO 8601 strings.',
  methods: {
    getCurrent: {
      kind: 'call',
      permission: 'projects:read',
      args: v.strictTuple([]),
      result: v.nullable(project),
      docs: 'The open project, or null.',
      example: 'const project = await api.projects.getCurrent();',
    },
    getAll: {
      kind: 'call',
      permission: 'projects:read',
      args: v.strictTuple([]),
      result: v.array(project),
      docs: 'All projects of the user.',
      example: 'const names = (await api.projects.getAll()).map(({ name }) => name);',
    },
    open: {
      kind: 'call',
      permission: 'projects:write',
      args: v.strictTuple([nonEmptyText(200)]),
      docs: 'Opens a project by id.',
      example: "await api.projects.open('p1');",
    },
    create: {
      kind: 'call',
      permission: 'projects:write',
      args: v.strictTuple([newProject]),
      result: project,
      docs: 'Creates a project and resolves with it.',
      example: "const project = await api.projects.create({ name: 'Poster', type: 'design' });",
    },
  },
});
