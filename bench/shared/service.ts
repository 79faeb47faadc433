/** A function one side passes and the other side calls. */
export type Callback = (value: number) => number | Promise<number>;

/** What each side of a connection serves to the other. */
export interface Service {
  add(a: number, b: number): number;
  /** One way. */
  tick(value: number): void;
  /** Notifications heard since this was last asked: proves that they arrived. */
  ticks(): number;
  clone(value: unknown): unknown;
  transfer(buffer: ArrayBuffer): ArrayBuffer;
  /** Calls `callback` that often at once and adds up what it returns. */
  burst(callback: Callback, times: number): Promise<number>;
}

/** The other side's {@link Service}, through whatever lies between. What a library cannot do is absent. */
export interface Remote {
  add(a: number, b: number): Promise<number>;
  tick(value: number): void;
  ticks(): Promise<number>;
  clone(value: unknown): Promise<unknown>;
  transfer?(buffer: ArrayBuffer): Promise<ArrayBuffer>;
  burst?(callback: Callback, times: number): Promise<number>;
  /** `clone` behind a schema of the whole value; only where there are schemas. */
  cloneChecked?(value: unknown): Promise<unknown>;
}

export function createService(): Service {
  let heard = 0;
  return {
    add: (a, b) => a + b,
    tick() {
      heard++;
    },
    ticks() {
      const count = heard;
      heard = 0;
      return count;
    },
    clone: (value) => value,
    transfer: (buffer) => buffer,
    async burst(callback, times) {
      const answers: (number | Promise<number>)[] = [];
      for (let index = 0; index < times; index++) answers.push(callback(index));
      let sum = 0;
      for (const answer of answers) sum += await answer;
      return sum;
    },
  };
}
