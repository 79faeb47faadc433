import { describe, expect, it } from 'vitest';
import { neuterGlobals } from './globals.ts';

describe('neuterGlobals', () => {
  it('removes what is not allowed from the scope and its prototypes, and keeps the rest', () => {
    class Base extends EventTarget {
      fetch() {}
      kept = 1;
    }
    class Scope extends Base {
      get navigator() {
        return {};
      }
    }
    const scope = Object.assign(new Scope(), { Worker: class {}, JSON }) as unknown as Record<
      string,
      unknown
    >;
    expect(neuterGlobals(scope, ['kept', 'JSON'])).toEqual([]);
    expect([scope.fetch, scope.navigator, scope.Worker]).toEqual([undefined, undefined, undefined]);
    expect([scope.kept, scope.JSON]).toEqual([1, JSON]);
    expect(scope.addEventListener).toBe(EventTarget.prototype.addEventListener);
  });

  it('empties what cannot be deleted, and names what it can do nothing about', () => {
    const scope: Record<string, unknown> = Object.create(null);
    Object.defineProperty(scope, 'emptied', { value: () => 1, writable: true, configurable: false });
    Object.defineProperty(scope, 'stuck', { value: () => 1, writable: false, configurable: false });
    Object.defineProperty(scope, 'CONSTANT', { value: 1, writable: false, configurable: false });
    expect(neuterGlobals(scope, [])).toEqual(['stuck']);
    expect(scope.emptied).toBeUndefined();
  });

  it('keeps the classic members of every event target, and no new one', () => {
    Object.defineProperty(EventTarget.prototype, 'when', { value: () => 1, configurable: true });
    expect(neuterGlobals(new EventTarget(), [])).toEqual([]);
    expect(EventTarget.prototype).not.toHaveProperty('when');
    expect(EventTarget.prototype.addEventListener).toBeTypeOf('function');
  });

  it('leaves events of a kind that is not allowed nothing to tell', () => {
    class ViolationEvent extends Event {
      get originalPolicy() {
        return 'frame-ancestors https://app.example';
      }
    }
    const event = new ViolationEvent('violation');
    neuterGlobals({ ViolationEvent }, []);
    expect((event as { originalPolicy?: string }).originalPolicy).toBeUndefined();
    expect(event.type).toBe('violation');
  });
});
