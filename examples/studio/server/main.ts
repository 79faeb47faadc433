import { readConfig } from './config.ts';
import { DEMO_ACCOUNTS } from './demo-accounts.ts';

try {
  // Imported here, so that packages that are not built yet are an error with words like any other.
  const { startStudio } = await import('./studio.ts');
  const studio = await startStudio(readConfig(process.env));
  let stopping = 0;
  const stop = async () => {
    if (stopping) {
      // A terminal tells the whole group, and the parent passes it on: that is one request. Later, it is impatience.
      if (performance.now() - stopping > 500) process.exit(1);
      return;
    }
    stopping = performance.now();
    await studio.close();
    process.exit(0);
  };
  process.on('SIGINT', stop);
  process.on('SIGTERM', stop);
  process.on('SIGHUP', stop);
  const [demo] = DEMO_ACCOUNTS;
  console.log(`FluxStudio example: ${studio.url}`);
  console.log(`Sign in as ${demo.email} with the password ${demo.password}`);
} catch (error) {
  console.error(`The studio could not start: ${oneLine(error)}`);
  // Not exitCode: an embedded database that failed half-way keeps the process alive.
  process.exit(1);
}

function oneLine(error: unknown): string {
  if (error instanceof Error && 'code' in error && error.code === 'ERR_MODULE_NOT_FOUND') {
    return 'the packages are not built. Run “pnpm run build” first, or start with “pnpm run studio”.';
  }
  return (error instanceof Error ? error.message : String(error)).replaceAll(/\s+/g, ' ');
}
