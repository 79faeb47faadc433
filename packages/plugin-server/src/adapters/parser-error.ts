/** What body-parser's errors are to a caller. They have a `type` such as `entity.parse.failed` and a status of the 400s. */
export function parserFault(error: unknown): { error: string; code: string; status: number } | undefined {
  if (typeof error !== 'object' || error === null || !('type' in error) || !('status' in error))
    return undefined;
  const { type, status } = error;
  if (typeof type !== 'string' || typeof status !== 'number' || status < 400 || status > 499)
    return undefined;
  if (type === 'entity.parse.failed')
    return { error: 'The body is not valid JSON', code: 'INVALID_JSON', status };
  if (type === 'entity.too.large')
    return { error: 'The body is too large', code: 'PAYLOAD_TOO_LARGE', status };
  if (/^(?:entity|encoding|charset|request|stream)\./.test(type)) {
    return { error: 'The body cannot be read', code: 'INVALID_ARGUMENT', status };
  }
  return undefined;
}
