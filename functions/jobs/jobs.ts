// Work that no request starts: when each job runs, and which tables it touches.
import { type Access, andAuditLog, type FunctionName } from '../route.ts';

export interface Job extends Access {
  /** Which function does it; `jobs` where absent. */
  readonly function?: Extract<FunctionName, 'jobs' | 'packages' | 'rights'>;
  readonly trigger: 'queue' | 'transcription-ended' | { readonly everyMinutes: number };
}

export const JOBS = {
  /** Writes that a webhook could not make, recordings to be copied from the carrier, and what people are told. */
  deferred: {
    trigger: 'queue',
    reads: [
      'voicemails',
      'cases',
      'calls',
      'callers',
      'feeds',
      'listings',
      'settings',
      'limits',
      'webhooks',
      'audit',
      'holds',
      'subscriptions',
      'partners',
      'shares',
    ],
    writes: [
      'calls',
      'callers',
      'voicemails',
      'cases',
      'listings',
      'settings',
      'limits',
      'webhooks',
      'audit',
      'holds',
      'subscriptions',
      'shares',
    ],
    queue: 'sends',
    shelf: 'puts',
    recordings: 'writes',
    email: 'sends',
    transcription: 'begins',
  },
  /** Keeps what Amazon Transcribe has written down. */
  transcribed: {
    trigger: 'transcription-ended',
    reads: ['voicemails', 'settings'],
    writes: ['calls', 'voicemails'],
    transcription: 'reads',
  },
  /** Closes calls whose webhooks stopped. Raises the guard's level when calls per minute leave what is usual, or cost too much; tells of each change. */
  watch: {
    trigger: { everyMinutes: 1 },
    ...andAuditLog({
      reads: ['calls', 'callers', 'settings', 'limits'],
      writes: ['settings', 'calls', 'callers', 'limits'],
      queue: 'sends',
    }),
  },
  /** The calibration of the risk scores, measured on legitimate numbers. */
  calibrate: {
    trigger: { everyMinutes: 1_440 },
    reads: ['calls', 'callers', 'feeds', 'listings', 'settings'],
    writes: ['settings'],
  },
  /** Copies the lists for the voice function, where they have changed. */
  snapshot: {
    trigger: { everyMinutes: 5 },
    reads: ['listings', 'callers', 'feeds'],
    writes: [],
    listCopies: 'writes',
  },
  /** Deletes what interrupted imports and feeds that were taken back have left behind. */
  feeds: {
    trigger: { everyMinutes: 30 },
    reads: ['feeds', 'listings', 'settings', 'subscriptions'],
    writes: ['feeds', 'listings'],
  },
  /** Fetches the lists of partners, and tells and asks partners what waits for it. */
  subscriptions: {
    trigger: { everyMinutes: 1 },
    reads: ['subscriptions', 'feeds', 'listings', 'settings'],
    writes: ['subscriptions', 'feeds', 'listings'],
    queue: 'sends',
  },
  /** The numbers that are shared with partners follow the block list. */
  sharing: {
    trigger: { everyMinutes: 10 },
    reads: ['partners', 'shares', 'listings', 'calls', 'cases', 'callers', 'settings'],
    writes: ['shares'],
  },
  /** Tells of cases and of requests about personal data that come near their due date or are past it, each once. */
  due: {
    trigger: { everyMinutes: 60 },
    reads: ['cases', 'rights'],
    writes: ['cases', 'rights'],
    queue: 'sends',
  },
  /**
   * Removes audit entries that are past their period and files of cases that are gone, and keeps what open cases rest on,
   * what is under a hold, and PINs. Counts whose data has left the country.
   */
  retention: {
    trigger: { everyMinutes: 360 },
    reads: ['cases', 'casefiles', 'calls', 'callers', 'webhooks', 'audit', 'holds', 'settings'],
    writes: ['audit', 'calls', 'voicemails', 'cases', 'callers', 'casefiles', 'webhooks', 'holds'],
    attachments: ['removes'],
    queue: 'sends',
    recordings: 'writes',
  },
  /** Makes the evidence packages that two people have approved. */
  packages: {
    trigger: { everyMinutes: 1 },
    function: 'packages',
    ...andAuditLog({
      reads: ['packages', 'cases', 'casefiles', 'calls', 'voicemails', 'webhooks', 'settings'],
      writes: ['packages'],
      recordings: 'reads',
      attachments: ['gets'],
      anchors: 'reads',
      evidence: 'writes',
    }),
  },
  /** Makes copies of a person's data and erases it, as somebody has decided; erases again what a restore has brought back. */
  rights: {
    trigger: { everyMinutes: 1 },
    function: 'rights',
    ...andAuditLog({
      reads: [
        'rights',
        'settings',
        'calls',
        'feeds',
        'voicemails',
        'casefiles',
        'listings',
        'callers',
        'shares',
        'holds',
        'subscriptions',
      ],
      writes: ['rights', 'feeds', 'callers', 'shares', 'limits', 'subscriptions'],
      sweeps: 'writes',
      recordings: 'writes',
      attachments: ['gets', 'removes'],
      copies: 'writes',
      erasures: 'writes',
    }),
  },
  /** Enters the seals of calls that were refused at a block, an hour of them at a time. */
  seals: {
    trigger: { everyMinutes: 60 },
    reads: ['calls', 'settings', 'audit'],
    writes: ['settings', 'audit'],
  },
  /** Anchors the head of the audit log, once a day: the first run of the day that can. */
  anchor: { trigger: { everyMinutes: 60 }, reads: ['audit', 'settings'], writes: [], anchors: 'writes' },
  /** Finds recordings at the carrier that no callback announced. */
  reconcile: {
    trigger: { everyMinutes: 15 },
    reads: ['voicemails', 'calls', 'settings'],
    writes: ['voicemails', 'calls', 'settings'],
    queue: 'sends',
  },
} as const satisfies Record<string, Job>;

export type JobId = keyof typeof JOBS;
/** Jobs of the jobs function that the schedule starts. */
export type ScheduledJobId = Exclude<JobId, 'deferred' | 'transcribed' | 'packages' | 'rights'>;

/** What the schedule starts in the jobs function, and how often. */
export const SCHEDULED_JOBS: readonly { readonly job: ScheduledJobId; readonly everyMinutes: number }[] =
  Object.entries<Job>(JOBS).flatMap(([job, { trigger, function: name = 'jobs' }]) =>
    typeof trigger === 'string' || name !== 'jobs'
      ? []
      : [{ job: job as ScheduledJobId, everyMinutes: trigger.everyMinutes }],
  );
