/**
 * Lent to the script by a test host. A worker has none: it hears itself of what is rejected and nobody catches, and `reportError`, which
 * it does have, loses the message in WebKit.
 */
declare const __fluxReportFault: ((error: unknown) => void) | undefined;

/** What a function of the plugin promises nobody waits for: in a process of tests, that would be an error of the process. */
export function reportRejection(returned: unknown): void {
  if (typeof __fluxReportFault !== 'undefined' && returned instanceof Promise)
    returned.catch(__fluxReportFault);
}
