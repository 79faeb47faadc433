import * as v from 'valibot';

/** Characters of all messages of a question. */
export const LONGEST_QUESTION = 200_000;
/** Characters of an answer. */
export const LONGEST_ANSWER = 100_000;

const message = v.object(
  {
    role: v.picklist(['system', 'user', 'assistant'], 'must be system, user or assistant'),
    content: v.string('must be text'),
  },
  'must be a message',
);

/** What `POST /api/ai/chat` takes. */
export const chatRequest = v.object(
  {
    messages: v.pipe(
      v.array(message, 'must be a list'),
      v.minLength(1, 'must not be empty'),
      v.maxLength(500, 'must have at most 500 messages'),
      v.check(
        (all) => all.reduce((sum, { content }) => sum + content.length, 0) <= LONGEST_QUESTION,
        `must have at most ${LONGEST_QUESTION} characters in all`,
      ),
    ),
  },
  'must be an object',
);
export type ChatRequest = v.InferOutput<typeof chatRequest>;

/** What `GET /api/ai` answers. */
export const aiStatus = v.object({ configured: v.boolean(), model: v.optional(v.string()) });
export type AiStatus = v.InferOutput<typeof aiStatus>;

/** The `data` of each event of an answer: a piece of it, or why there are no more. `event: end` says that it is complete. */
export const chatPiece = v.object({ text: v.string() });
export const chatFailure = v.object({ code: v.string(), message: v.string() });
export type ChatFailure = v.InferOutput<typeof chatFailure>;
