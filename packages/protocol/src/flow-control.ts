/**
 * How far a plugin's runtime may run ahead of the host. Messages are cut at a length the host can handle within a frame, and
 * after {@link WINDOW} unanswered ones the runtime waits: a plugin that floods fills its own memory, not the host's queue.
 * The host gives credit every {@link CREDIT_EVERY} messages, as a notification that travels with its answers.
 */

/** The worker's method that takes credit: a number of messages. */
export const CREDIT = 'credit';

/** Elements of one batch: about 3,000 calls, a few milliseconds of checking. */
export const BATCH_ELEMENTS = 16_384;

/** Messages on their way before the runtime waits. Large enough to keep the pipe full over a slow round trip. */
export const WINDOW = 32;

/** Messages the host answers with one credit. */
export const CREDIT_EVERY = 16;
