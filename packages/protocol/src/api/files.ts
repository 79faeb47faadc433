import * as v from 'valibot';
import { defineNamespace } from '../contract.ts';
import { bytes, nonEmptyText } from './schemas.ts';

const path = nonEmptyText(4096);

export const fileEntry = v.object({
  name: v.string(),
  path: v.string(),
  type: v.picklist(['file', 'directory']),
  size: v.optional(v.number()),
  modifiedAt: v.optional(v.string()),
});
export type FileEntry = v.InferOutput<typeof fileEntry>;

export const files = defineNamespace('files', {
  docs: 'The files of the open project, by path.',
  methods: {
    read: {
      kind: 'call',
      permission: 'files:read',
      args: v.strictTuple([path]),
      result: v.string(),
      docs: 'The text of a file, read as UTF-8.',
      example: "const text = await api.files.read('notes.md');",
    },
    readBytes: {
      kind: 'call',
      permission: 'files:read',
      args: v.strictTuple([path]),
      result: bytes,
      docs: 'The bytes of a file.',
      example: "const { length } = await api.files.readBytes('logo.png');",
    },
    write: {
      kind: 'call',
      permission: 'files:write',
      args: v.strictTuple([path, v.union([v.string(), bytes], 'must be text or a Uint8Array')]),
      docs: 'Writes a file, text as UTF-8. Creates it, and the directories above it, where they are not there.',
      example: "await api.files.write('notes.md', '# Notes');",
    },
    delete: {
      kind: 'call',
      permission: 'files:write',
      args: v.strictTuple([path]),
      docs: 'Deletes a file.',
      example: "await api.files.delete('old.md');",
    },
    exists: {
      kind: 'call',
      permission: 'files:read',
      args: v.strictTuple([path]),
      result: v.boolean(),
      docs: 'Whether there is a file or directory at the path.',
      example: "if (await api.files.exists('notes.md')) context.log.info('there');",
    },
    list: {
      kind: 'call',
      permission: 'files:read',
      args: v.tuple([v.optional(v.string())]),
      result: v.array(fileEntry),
      docs: 'What is in a directory, by default the top one. `size` is in bytes, `modifiedAt` an ISO 8601 string.',
      example: "const names = (await api.files.list('assets')).map(({ name }) => name);",
    },
  },
});
