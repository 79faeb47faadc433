import express, { type Request, type RequestHandler, type Response, Router } from 'express';
import * as v from 'valibot';
import { answerNoProject, answerRefusal } from './answer-errors.ts';
import { filePath } from './file-path.ts';
import { type FileStore, MOST_FILES, type WriteOutcome } from './files.ts';
import { parseInput } from './input.ts';

const query = v.object({ path: filePath });
const LARGEST = '1mb';

type InProject = { projectId: string };

/** `GET /files` lists; `GET`, `PUT` and `DELETE /file?path=…` are about one file, whose bytes are the body. */
export function fileRoutes(files: FileStore, authenticate: RequestHandler): Router {
  const router = Router({ mergeParams: true });
  const wanted = (req: Request<InProject>, res: Response) => parseInput(query, req.query, res)?.path;

  router.use(['/files', '/file'], authenticate);
  router.get<'/files', InProject>('/files', async (req, res) => {
    if (!req.user) return;
    const list = await files.list(req.user.id, req.params.projectId);
    if (list) res.json({ files: list });
    else answerNoProject(res);
  });
  router.get<'/file', InProject>('/file', async (req, res) => {
    const path = wanted(req, res);
    if (path === undefined || !req.user) return;
    const content = await files.read(req.user.id, req.params.projectId, path);
    // Never shown as a page of the app's own: it is what somebody has put there.
    if (content)
      res
        .set({ 'Content-Disposition': 'attachment', 'Cache-Control': 'no-store' })
        .type('bin')
        .send(Buffer.from(content));
    else answerNoFile(res, path);
  });
  router.put<'/file', InProject>(
    '/file',
    express.raw({ type: () => true, limit: LARGEST }),
    async (req: Request<InProject>, res: Response) => {
      const path = wanted(req, res);
      if (path === undefined || !req.user) return;
      // An empty body is not parsed at all.
      const content = Buffer.isBuffer(req.body) ? req.body : Buffer.alloc(0);
      const outcome = await files.write(req.user.id, req.params.projectId, path, content);
      answerWrite(res, outcome, path);
    },
  );
  router.delete<'/file', InProject>('/file', async (req, res) => {
    const path = wanted(req, res);
    if (path === undefined || !req.user) return;
    if (await files.delete(req.user.id, req.params.projectId, path)) res.json({ success: true });
    else answerNoFile(res, path);
  });
  return router;
}

function answerWrite(res: Response, outcome: WriteOutcome, path: string): void {
  switch (outcome) {
    case 'written':
      res.json({ success: true });
      break;
    case 'no-project':
      answerNoProject(res);
      break;
    case 'full':
      answerRefusal(res, 409, 'FULL', `The project has ${MOST_FILES} files, which is the most: delete some.`);
      break;
    case 'conflict':
      answerRefusal(
        res,
        409,
        'PATH_CONFLICT',
        `“${path}” cannot be written: there is a file where it needs a directory, or the other way round.`,
      );
  }
}

function answerNoFile(res: Response, path: string): void {
  answerRefusal(res, 404, 'NOT_FOUND', `There is no file “${path}”.`);
}
