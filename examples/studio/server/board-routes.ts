import { type RequestHandler, Router } from 'express';
import { boardDocument } from '../shared/board-document.ts';
import { answerNoProject, answerRefusal } from './answer-errors.ts';
import type { BoardStore } from './boards.ts';
import { parseInput } from './input.ts';

/** `GET /` → `{version, shapes}`, and `PUT /` with the version as `If-Match`, so that no tab overwrites what another one has saved. */
export function boardRoutes(boards: BoardStore, authenticate: RequestHandler): Router {
  const router = Router({ mergeParams: true });
  router.use(authenticate);
  router.get<'/', { projectId: string }>('/', async (req, res) => {
    if (!req.user) return;
    const board = await boards.read(req.user.id, req.params.projectId);
    if (board) res.set('ETag', `"${board.version}"`).json(board);
    else answerNoProject(res);
  });
  router.put<'/', { projectId: string }>('/', async (req, res) => {
    if (!req.user) return;
    const version = /^"(\d{1,9})"$/.exec(req.get('if-match') ?? '')?.[1];
    if (version === undefined) {
      answerRefusal(
        res,
        428,
        'VERSION_REQUIRED',
        'Send If-Match with the ETag of the board you have changed.',
      );
      return;
    }
    const document = parseInput(boardDocument, req.body, res);
    if (!document) return;
    const saved = await boards.save(req.user.id, req.params.projectId, Number(version), document);
    if (saved !== undefined) {
      res.set('ETag', `"${saved}"`).json({ version: saved });
    } else if (await boards.read(req.user.id, req.params.projectId)) {
      answerRefusal(
        res,
        412,
        'VERSION_CONFLICT',
        'The board was changed elsewhere meanwhile: load it again.',
      );
    } else answerNoProject(res);
  });
  return router;
}
