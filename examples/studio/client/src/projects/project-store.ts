import type { NewProject, Project } from '@fluxstudio/plugin-host';
import * as v from 'valibot';
import { jsonBody, messageOf, request, requestJson } from '../api-client.ts';
import type { AuthorisedFetch } from '../session/authorised-fetch.ts';
import { createStore, type Store } from '../store.ts';

const projectSchema = v.object({
  id: v.string(),
  name: v.string(),
  type: v.string(),
  path: v.optional(v.string()),
  createdAt: v.string(),
  updatedAt: v.string(),
});
const URL = '/api/projects';
const listSchema = v.object({ projects: v.array(projectSchema) });
const oneSchema = v.object({ project: projectSchema });

export interface ProjectsState {
  readonly status: 'loading' | 'ready' | 'failed';
  readonly projects: readonly Project[];
  /** Why loading failed, in words. */
  readonly error?: string;
  /** The project the user works in. */
  readonly currentId: string | null;
}

/** The user's projects. Methods reject with an `Error` whose message can be shown. */
export interface ProjectStore extends Store<ProjectsState> {
  /** Never rejects: a failure is part of the state. */
  load(): Promise<void>;
  getAll(): Promise<Project[]>;
  getCurrent(): Project | null;
  create(project: NewProject): Promise<Project>;
  open(id: string): Promise<Project>;
  /** Its files and its board go with it. */
  delete(id: string): Promise<void>;
}

export function createProjectStore(fetch: AuthorisedFetch): ProjectStore {
  const store = createStore<ProjectsState>({ status: 'loading', projects: [], currentId: null });
  const set = (patch: Partial<ProjectsState>) => store.set({ ...store.getSnapshot(), ...patch });

  async function getAll(): Promise<Project[]> {
    const { projects } = await requestJson(fetch, listSchema, URL);
    set({ status: 'ready', projects, error: undefined });
    return projects;
  }

  return {
    subscribe: store.subscribe,
    getSnapshot: store.getSnapshot,
    async load() {
      if (store.getSnapshot().status === 'failed') set({ status: 'loading' });
      try {
        await getAll();
      } catch (error) {
        set({ status: 'failed', error: messageOf(error) });
      }
    },
    getAll,
    getCurrent() {
      const { projects, currentId } = store.getSnapshot();
      return projects.find((project) => project.id === currentId) ?? null;
    },
    async create({ name, type }) {
      const { project } = await requestJson(fetch, oneSchema, URL, {
        method: 'POST',
        ...jsonBody({ name, type }),
      });
      set({ projects: [project, ...store.getSnapshot().projects.filter(({ id }) => id !== project.id)] });
      return project;
    },
    async open(id) {
      const { status, projects } = store.getSnapshot();
      const all = status === 'ready' ? projects : await getAll();
      const project = all.find((each) => each.id === id);
      if (!project) throw new Error(`There is no project ${id}.`);
      set({ currentId: id });
      return project;
    },
    async delete(id) {
      await request(fetch, `${URL}/${encodeURIComponent(id)}`, { method: 'DELETE' });
      const { projects, currentId } = store.getSnapshot();
      set({
        projects: projects.filter((project) => project.id !== id),
        currentId: currentId === id ? null : currentId,
      });
    },
  };
}
