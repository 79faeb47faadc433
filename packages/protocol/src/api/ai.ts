import * as v from 'valibot';
import { defineNamespace } from '../contract.ts';
import { nonEmptyText, optionsWithSignal, stream, text } from './schemas.ts';

const PROMPT = 200_000;

export const chatMessage = v.object({
  role: v.picklist(['system', 'user', 'assistant'], 'must be system, user or assistant'),
  content: text(PROMPT),
});
export type ChatMessage = v.InferOutput<typeof chatMessage>;

const messages = v.pipe(
  v.array(chatMessage, 'must be a list of messages'),
  v.minLength(1, 'must not be empty'),
  v.maxLength(500, 'must have at most 500 messages'),
);

export const chatAnswer = v.object({
  content: v.string(),
  usage: v.optional(v.object({ tokens: v.number() })),
});
export type ChatAnswer = v.InferOutput<typeof chatAnswer>;

export const generated = v.object({ result: v.string(), type: v.string() });
export type Generated = v.InferOutput<typeof generated>;

export const suggestion = v.object({
  id: v.string(),
  title: v.string(),
  description: v.string(),
  confidence: v.number(),
});
export type Suggestion = v.InferOutput<typeof suggestion>;

export const ai = defineNamespace('ai', {
  docs: 'The app’s AI assistant. Calls can count towards the user’s usage, and can be cancelled.',
  methods: {
    chat: {
      kind: 'call',
      permission: 'ai',
      callbacks: true,
      args: v.tuple([messages, optionsWithSignal]),
      result: chatAnswer,
      docs: 'Answers a conversation.',
      example: "const { content } = await api.ai.chat([{ role: 'user', content: 'Name three blues' }]);",
    },
    chatStream: {
      kind: 'call',
      permission: 'ai',
      callbacks: true,
      args: v.tuple([messages, optionsWithSignal]),
      result: stream<string>('string'),
      docs: 'Answers a conversation bit by bit: a `ReadableStream` of text. Cancelling the stream cancels the answer.',
      example:
        "const reader = (await api.ai.chatStream([{ role: 'user', content: 'Tell a story' }])).getReader();\nconst { value } = await reader.read();",
    },
    generate: {
      kind: 'call',
      permission: 'ai',
      callbacks: true,
      args: v.tuple([text(PROMPT), nonEmptyText(100), optionsWithSignal]),
      result: generated,
      docs: 'Generates something of a type, such as `text` or `code`.',
      example: "const { result } = await api.ai.generate('A haiku about blue', 'text');",
    },
    suggest: {
      kind: 'call',
      permission: 'ai',
      callbacks: true,
      args: v.tuple([v.unknown(), optionsWithSignal]),
      result: v.array(suggestion),
      docs: 'Suggestions for a context, which can be anything the app understands. `confidence` is from 0 to 1.',
      example: "const [first] = await api.ai.suggest({ selection: '#1e90ff' });",
    },
  },
});
