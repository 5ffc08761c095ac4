// A run as data. A seed expands to a plan; a plan and the state of the repository repeat the run, and a plan can be
// made smaller, kept and replayed long after its seed has come to mean something else.
import type { CrashPoint } from '../device/power.ts';

export interface Plan {
  readonly format: 1;
  readonly seed: number;
  readonly country: CountryPlan;
  /** By the key of the site. */
  readonly links: Readonly<Record<string, LinkPlan>>;
  /** What happens while faults are on, in order of time; each step draws its chance from its own salt. */
  readonly steps: readonly Step[];
}

export interface CountryPlan {
  /** `central`, or the key of the site that is the mirrored primary. */
  readonly primary: string;
  readonly sites: readonly SitePlan[];
  readonly stores: readonly StorePlan[];
  readonly items: number;
  readonly units: number;
  /** Names that are no stores: suppliers and customers outside. */
  readonly names: number;
  /** Share of the pairs of stores that see each other. */
  readonly visibility: number;
  /** How many rows that others brought into motion are logged in one unit; without it, as many as in earnest. */
  readonly slice?: number;
}

export interface SitePlan {
  /** `s1`, `s2` … in the order of their enrolment. */
  readonly key: string;
  /** When its device is enrolled, in virtual milliseconds. */
  readonly joins: number;
  readonly pushGroups: number;
  readonly pageRows: number;
  /** Longest time a commit takes on its disk, in virtual milliseconds; 0: none. */
  readonly slowDisk: number;
}

export interface StorePlan {
  readonly code: string;
  /** `central`, or the key of a site. */
  readonly at: string;
  readonly mode: 'store' | 'dispensary';
}

/** Shares are probabilities for one exchange. */
export interface LinkPlan {
  readonly loss: number;
  readonly replyLoss: number;
  readonly duplicate: number;
  /** Longest time after which a duplicate arrives. */
  readonly late: number;
  readonly cutRequest: number;
  readonly cutReply: number;
  readonly garble: number;
  readonly foreign: number;
  /** One way, shortest and longest. */
  readonly delay: readonly [number, number];
  /** After so long the site gives an answer up. */
  readonly patience: number;
}

export const CALM_LINK: LinkPlan = {
  loss: 0,
  replyLoss: 0,
  duplicate: 0,
  late: 0,
  cutRequest: 0,
  cutReply: 0,
  garble: 0,
  foreign: 0,
  delay: [20, 20],
  patience: 60_000,
};

interface StepBase {
  /** Virtual milliseconds. */
  readonly at: number;
  /** The key of the site, `central`, or `primary`: whichever site is that by then. */
  readonly site: string;
  readonly salt: number;
}

export type Step = StepBase &
  (
    | { readonly do: 'sync' }
    | { readonly do: 'act'; readonly act: string }
    | { readonly do: 'offline'; readonly for: number }
    | {
        readonly do: 'crash';
        readonly point: CrashPoint;
        readonly skip: number;
        readonly downFor: number;
      }
    | { readonly do: 'clock'; readonly by: number | 'frozen' }
    | { readonly do: 'back-up' }
    | { readonly do: 'restore'; readonly told: boolean }
    | { readonly do: 'copy-device' }
    | { readonly do: 'forge'; readonly forgery: string }
  );
