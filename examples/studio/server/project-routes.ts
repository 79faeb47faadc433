import { type RequestHandler, Router } from 'express';
import * as v from 'valibot';
import { answerNoProject, answerRefusal } from './answer-errors.ts';
import { inputText, parseInput } from './input.ts';
import { MOST_PROJECTS, type ProjectStore } from './projects.ts';

const newProject = v.object({ name: inputText(200), type: inputText(100) }, 'must be an object');

/** `GET /`, `POST /` and `DELETE /:id` for the projects of the signed-in user. */
export function projectRoutes(projects: ProjectStore, authenticate: RequestHandler): Router {
  const router = Router();
  router.use(authenticate);
  router.get('/', async (req, res) => {
    if (req.user) res.json({ projects: await projects.list(req.user.id) });
  });
  router.post('/', async (req, res) => {
    const input = parseInput(newProject, req.body, res);
    if (!input || !req.user) return;
    const project = await projects.create(req.user.id, input);
    if (project) res.status(201).json({ project });
    else {
      answerRefusal(
        res,
        409,
        'FULL',
        `You have ${MOST_PROJECTS} projects, which is the most: delete one you no longer need.`,
      );
    }
  });
  router.delete('/:id', async (req, res) => {
    if (!req.user) return;
    if (await projects.delete(req.user.id, req.params.id)) res.json({ success: true });
    else answerNoProject(res);
  });
  return router;
}
