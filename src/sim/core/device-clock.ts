import type { Clock } from '#base';

/** The moment at which every run begins, for a clock that is right. */
export const BEGINNING = Date.UTC(2026, 10, 22, 8);

/** What a device's clock can do wrong; all in milliseconds. */
export type ClockFault =
  | { readonly is: 'right' }
  /** Off by so much, and running. */
  | { readonly is: 'off'; readonly by: number }
  /** Standing still since it was told so. */
  | { readonly is: 'frozen' };

/** The clock of a device: its wall time may be anything, its monotonic time counts since the device was started. */
export interface DeviceClock extends Clock {
  readonly set: (fault: ClockFault) => void;
}

export function deviceClock(virtualNow: () => number): DeviceClock {
  const started = virtualNow();
  let wall = () => BEGINNING + virtualNow();
  return {
    now: () => Math.floor(wall()),
    monotonic: () => virtualNow() - started,
    set(fault) {
      const shown = wall();
      if (fault.is === 'frozen') wall = () => shown;
      else wall = () => BEGINNING + virtualNow() + (fault.is === 'off' ? fault.by : 0);
    },
  };
}
