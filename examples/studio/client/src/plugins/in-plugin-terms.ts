import { type ErrorCode, PluginError } from '@fluxstudio/plugin-host';
import { ApiError } from '../api-client.ts';

/** Fails as a service of the studio may: what its server refused, with the code by which plugins know such. The rest stays what it is. */
export function failInPluginTerms(error: unknown): never {
  if (!(error instanceof ApiError)) throw error;
  throw new PluginError(codeOf(error), error.message, { cause: error });
}

function codeOf({ status, reason }: ApiError): ErrorCode {
  if (status === 0) return 'NETWORK_ERROR';
  if (status === 404) return 'NOT_FOUND';
  if (reason === 'FULL') return 'QUOTA_EXCEEDED';
  return status >= 500 ? 'INTERNAL' : 'INVALID_ARGUMENT';
}
