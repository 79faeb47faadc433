import { expect, it } from 'vitest';
import { createActivityRecorder } from './activity-recorder.ts';

it('adds up the runs of a plugin, and counts those that ended by themselves', () => {
  const recorder = createActivityRecorder({ now: () => 0 });
  recorder.begin({ bytesReceived: 10, heartbeatLag: 3 });
  expect(recorder.read()).toMatchObject({ bytesReceived: 10, heartbeatLag: 3, crashes: 0 });
  recorder.end(true);
  recorder.begin({ bytesReceived: 5, heartbeatLag: undefined });
  recorder.end(false);
  expect(recorder.read()).toMatchObject({ bytesReceived: 15, heartbeatLag: undefined, crashes: 1 });
});
