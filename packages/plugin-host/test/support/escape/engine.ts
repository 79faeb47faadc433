export type Engine = 'chromium' | 'firefox' | 'webkit';

export const ALL: readonly Engine[] = ['chromium', 'firefox', 'webkit'];

const { userAgent } = navigator;

/** The engine these tests run in. */
export const engine: Engine = userAgent.includes('Firefox/')
  ? 'firefox'
  : userAgent.includes('Chrome/')
    ? 'chromium'
    : 'webkit';
