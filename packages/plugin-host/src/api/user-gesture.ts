import type { Clock } from '@fluxstudio/plugin-protocol/rpc/deadlines';

/** Milliseconds, as long as the transient activation of a page lasts in Chromium. */
const OPEN_FOR = 5_000;

/** Whether the user has just done something with this plugin: clicked its toast, ran its command. */
export interface UserGesture {
  /** Called where code of the plugin runs because of the user; opens nothing if the user has done nothing in the page. */
  mark(): void;
  isOpen(): boolean;
}

/** @param isActive whether the user has just acted in the page at all */
export function createUserGesture(clock: Pick<Clock, 'now'>, isActive: () => boolean): UserGesture {
  let until = -1;
  return {
    mark() {
      if (isActive()) until = clock.now() + OPEN_FOR;
    },
    isOpen: () => clock.now() <= until,
  };
}

/** True as well where the browser does not tell. */
export function isPageActivated(): boolean {
  return globalThis.navigator?.userActivation?.isActive ?? true;
}
