import type { ErrorRequestHandler, RequestHandler, Response } from 'express';

/** JSON for everything that nobody answered. */
export const answerNotFound: RequestHandler = (req, res) => {
  res.status(404).json({
    error: 'Not Found',
    message: `There is nothing at ${req.method} ${req.baseUrl}${req.path}.`,
    code: 'NOT_FOUND',
  });
};

/** For a project that does not exist, or belongs to somebody else: nobody is told which. */
export function answerNoProject(res: Response): void {
  res.status(404).json({ error: 'Not Found', message: 'There is no such project.', code: 'NOT_FOUND' });
}

/** JSON for everything that was thrown. What went wrong inside is logged, not told. */
export const answerErrors: ErrorRequestHandler = (error, req, res, next) => {
  if (res.headersSent) return next(error);
  const status = statusOf(error);
  if (status >= 400 && status < 500) {
    const message =
      status === 413
        ? 'The body is too large.'
        : error instanceof SyntaxError
          ? 'The body is not valid JSON.'
          : 'The request cannot be read.';
    res
      .status(status)
      .json(
        status === 404
          ? { error: 'Not Found', message: 'There is no such file.', code: 'NOT_FOUND' }
          : { error: 'Bad Request', message, code: 'INVALID_REQUEST' },
      );
    return;
  }
  console.error(`${req.method} ${req.path} failed:`, error);
  res.status(500).json({
    error: 'Internal Server Error',
    message: 'Something went wrong on the server. Try again later.',
    code: 'INTERNAL',
  });
};

function statusOf(error: unknown): number {
  const status = typeof error === 'object' && error !== null && 'status' in error ? error.status : 500;
  return typeof status === 'number' ? status : 500;
}
