import { describe, expect, it } from 'vitest';
import { createTestScope } from '../../test/support/test-scope.ts';
import { createAppNames } from '../contributions/app-names.ts';
import { createEventBus } from '../contributions/event-bus.ts';
import { DEFAULT_LIMITS } from '../limits/limits.ts';
import { bindEvents } from './events.ts';

describe('emit', () => {
  it('costs something where nobody listens: it may wake others', async () => {
    const { scope, pass } = createTestScope('alpha');
    const limits = { ...DEFAULT_LIMITS, deliveriesPerSecond: 5 };
    const { emit } = bindEvents(scope, createEventBus(createAppNames()), limits);
    for (let count = 0; count < 5; count++) emit('go');
    expect(() => emit('go')).toThrow(expect.objectContaining({ code: 'LIMIT_EXCEEDED' }));
    await pass(1_000);
    emit('go');
  });
});
