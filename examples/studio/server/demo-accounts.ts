/** Accounts to try the studio with. They exist on this machine only, and their passwords are no secret. */
export const DEMO_ACCOUNTS = [
  { email: 'demo@fluxstudio.example', name: 'Demo', password: 'demo-password' },
  { email: 'guest@fluxstudio.example', name: 'Guest', password: 'guest-password' },
] as const;
