// What is remembered of a number. One item a number; withheld callers have none.
import { GetCommand, UpdateCommand, type UpdateCommandInput } from '@aws-sdk/lib-dynamodb';
import type { CallerRecord } from '../../core/screening/caller.ts';
import type { Effect } from '../../core/call/decision.ts';
import type { Identity } from '../../core/numbers/identity.ts';
import type { Language } from '../../core/basics/language.ts';
import type { Database } from '../database/database.ts';
import { ignoreConflict } from '../database/errors.ts';
import { createEvidence, type Evidence } from './evidence.ts';
import { callerFromItem, epochSeconds, type Item } from '../database/items.ts';
import { KEEP_LONGEST, updateKeepingLongest } from './keep-longest.ts';

type Verification = Omit<Extract<Effect, { kind: 'verify-caller' }>, 'kind'>;

export interface Callers {
  readonly get: (number: Identity) => Promise<CallerRecord | undefined>;
  /** Once per call: a second delivery neither lengthens nor restores it. */
  readonly verify: (effect: Verification) => Promise<void>;
  readonly rememberLanguage: (number: Identity, language: Language, expiresAt: string) => Promise<void>;
  /** Staff said nuisance: counted once per flag, and the caller is challenged again. @param at when it was flagged */
  readonly flag: (number: Identity, callSid: string, at: Date) => Promise<void>;
  /** The caller is asked for the code again; a flag that is taken back does not restore the pass. */
  readonly endPass: (number: Identity) => Promise<void>;
  /** The flag no longer counts; after the last one the caller is trusted as before. Can be done twice. */
  readonly unflag: (number: Identity, callSid: string, before: Date) => Promise<void>;
  /** What this reporter has said of the number until then no longer counts. Can be done twice. */
  readonly withdrawReport: (number: Identity, reporter: Identity, before: Date) => Promise<void>;
  /** The automatic blocks of before were a mistake: the next one is short again. */
  readonly forgetBlocks: (number: Identity) => Promise<void>;
  /** Once a block: the first call keeps it. */
  readonly offerAppeal: (effect: Extract<Effect, { kind: 'offer-appeal' }>) => Promise<void>;
  /** No automatic block has effect until then. */
  readonly protect: (number: Identity, until: string) => Promise<void>;
  /** Somebody reported the number; the same reporter counts once. */
  readonly report: (effect: ReportEffect) => Promise<void>;
  /** A person has acted on the report: it counts fully from now on. Can be done twice. */
  readonly confirmReport: (report: ConfirmedReport) => Promise<void>;
  /** An automatic block was made, or would have been; each once. */
  readonly noteBlock: (number: Identity, at: string) => Promise<void>;
}

type ReportEffect = Extract<Effect, { kind: 'count-report' | 'claim-report' }>;

interface ConfirmedReport {
  readonly number: Identity;
  readonly reporter: Identity;
  readonly caseNumber: string;
  readonly at: string;
  readonly expiresAt: string;
}

/** More of them say nothing new of a number, and the item stays far below the 400 KB that DynamoDB takes. */
const MOST_REPORTERS = 1000;
const MOST_FLAGGED_CALLS = 1000;

type Change = Omit<UpdateCommandInput, 'TableName' | 'Key'>;

export function createCallers(database: Database): Callers {
  const TableName = database.table('callers');
  const evidence = createEvidence(database);
  const item = async (number: Identity): Promise<Item | undefined> => {
    const { Item: found } = await database.run('read caller', (client, options) =>
      client.send(new GetCommand({ TableName, Key: { number } }), options),
    );
    return found;
  };
  const update: Update = (operation, number, change) =>
    database.run(operation, (client, options) =>
      client.send(new UpdateCommand({ TableName, Key: { number }, ...change }), options),
    );
  const keep: Keep = (operation, number, expiresAt, change) =>
    updateKeepingLongest(database, { operation, number, change, expiry: epochSeconds(expiresAt) });

  return {
    get: async (number) => {
      const found = await item(number);
      return found === undefined ? undefined : callerFromItem(found);
    },

    verify: async ({ number, callSid, attestation, until, expiresAt }) => {
      await keep('verify caller', number, expiresAt, {
        UpdateExpression: `SET verifiedUntil = :until, verifiedWith = :attestation, verifiedBy = :call, ${KEEP_LONGEST}`,
        // A flag on this very call is older news than the pass, whatever order the writes arrive in.
        ConditionExpression:
          '(attribute_not_exists(verifiedBy) OR verifiedBy <> :call) AND NOT contains(flaggedCalls, :call)',
        ExpressionAttributeValues: { ':until': until, ':attestation': attestation, ':call': callSid },
      }).catch(ignoreConflict);
    },

    rememberLanguage: async (number, language, expiresAt) => {
      await keep('remember language', number, expiresAt, {
        UpdateExpression: `SET #language = :language, ${KEEP_LONGEST}`,
        ExpressionAttributeNames: { '#language': 'language' },
        ExpressionAttributeValues: { ':language': language },
      });
    },

    endPass: async (number) => {
      await update('end pass', number, {
        UpdateExpression: 'REMOVE verifiedUntil, verifiedWith, suspendedUntil, suspendedWith',
      });
    },

    offerAppeal: async ({ number, callSid, block, expiresAt }) => {
      await keep('offer appeal', number, expiresAt, {
        UpdateExpression: `SET appealOffered = :offer, ${KEEP_LONGEST}`,
        ConditionExpression: 'attribute_not_exists(appealOffered) OR appealOffered.#block <> :block',
        ExpressionAttributeNames: { '#block': 'block' },
        ExpressionAttributeValues: { ':offer': { callSid, block }, ':block': block },
      }).catch(ignoreConflict);
    },

    protect: async (number, until) => {
      await keep('protect caller', number, until, {
        UpdateExpression: `SET protectedUntil = :until, ${KEEP_LONGEST}`,
        ExpressionAttributeValues: { ':until': until },
      });
    },

    noteBlock: async (number, at) => {
      await update('note automatic block', number, {
        UpdateExpression: 'ADD automaticBlocks :at',
        ExpressionAttributeValues: { ':at': new Set([at]) },
      });
    },

    ...reportsOf({ item, update, keep, evidence }),
    ...evidenceOf(update, evidence),
  };
}

type Update = (
  operation: string,
  number: Identity,
  change: Change,
) => Promise<{ Attributes?: Item | undefined }>;

/** @param expiresAt ISO 8601; the record lives at least until then */
type Keep = (operation: string, number: Identity, expiresAt: string, change: Change) => Promise<void>;

interface ReportAccess {
  readonly item: (number: Identity) => Promise<Item | undefined>;
  readonly update: Update;
  readonly keep: Keep;
  readonly evidence: Evidence;
}

function reportsOf({
  item,
  update,
  keep,
  evidence,
}: ReportAccess): Pick<Callers, 'report' | 'confirmReport'> {
  const remember = (number: Identity, reporter: Identity, among: ReporterSet, expiresAt: string) =>
    keep('report caller', number, expiresAt, {
      UpdateExpression: `ADD #among :reporter SET ${KEEP_LONGEST}`,
      ExpressionAttributeNames: { '#among': among },
      ExpressionAttributeValues: { ':reporter': new Set([reporter]) },
    });

  return {
    report: async ({ kind, number, reporter, callSid, at, expiresAt }) => {
      const own = await item(number);
      const sets = REPORTER_SETS.map((among) => reportersIn(own, among));
      // Who was vouched for once and is not now has said it already; the other way around it counts for more.
      const said = kind === 'claim-report' ? sets : sets.slice(0, 1);
      if (said.some((reporters) => reporters.has(reporter) || reporters.size >= MOST_REPORTERS)) return;
      const source = reportOf(reporter);
      if (kind === 'count-report' && sets[1]?.has(reporter) === true)
        await evidence.withdrawComplaint(number, source, new Date(at));
      // First the sums, which count a reporter once by themselves: a failure between the two is made good by the next try.
      const counts = await evidence.addComplaint({
        number,
        source,
        once: `report:${callSid}`,
        at: new Date(at),
        ...(kind === 'claim-report' ? { claim: true } : {}),
      });
      if (counts)
        await remember(number, reporter, kind === 'claim-report' ? 'claimants' : 'reporters', expiresAt);
    },

    confirmReport: async ({ number, reporter, caseNumber, at, expiresAt }) => {
      const own = await item(number);
      if (reportersIn(own, 'reporters').has(reporter)) return;
      const source = reportOf(reporter);
      const when = new Date(at);
      await evidence.withdrawComplaint(number, source, when);
      await evidence.addComplaint({ number, source, once: `confirmed:${caseNumber}`, at: when });
      await remember(number, reporter, 'reporters', expiresAt);
      await update('forget claim', number, {
        UpdateExpression: 'DELETE claimants :reporter',
        ExpressionAttributeValues: { ':reporter': new Set([reporter]) },
      });
    },
  };
}

const REPORTER_SETS = ['reporters', 'claimants'] as const;
type ReporterSet = (typeof REPORTER_SETS)[number];

const reportersIn = (own: Item | undefined, among: ReporterSet): ReadonlySet<string> =>
  own?.[among] instanceof Set ? (own[among] as Set<string>) : new Set();

function evidenceOf(
  update: Update,
  evidence: Evidence,
): Pick<Callers, 'flag' | 'unflag' | 'withdrawReport' | 'forgetBlocks'> {
  /** Kept aside, so that it comes back with the last flag that is taken back. */
  const suspendTrust = async (number: Identity): Promise<void> => {
    try {
      await update('suspend trust', number, {
        UpdateExpression:
          'SET suspendedUntil = verifiedUntil, suspendedWith = verifiedWith REMOVE verifiedUntil, verifiedWith',
        ConditionExpression: 'attribute_exists(verifiedUntil) AND attribute_exists(verifiedWith)',
      });
    } catch (error) {
      ignoreConflict(error);
      await update('withdraw trust', number, { UpdateExpression: 'REMOVE verifiedUntil, verifiedWith' });
    }
  };

  /** A challenge that was passed since the flag counts for longer. */
  const restoreTrust = async (number: Identity): Promise<void> => {
    await update('restore trust', number, {
      UpdateExpression:
        'SET verifiedUntil = suspendedUntil, verifiedWith = suspendedWith REMOVE suspendedUntil, suspendedWith',
      ConditionExpression: 'attribute_exists(suspendedUntil) AND attribute_not_exists(verifiedUntil)',
    }).catch(ignoreConflict);
  };

  return {
    flag: async (number, callSid, at) => {
      const once = `flag:${callSid}:${at.getTime().toString(36)}`;
      const counts = await evidence.addComplaint({
        number,
        source: flagOf(callSid),
        once,
        at,
        habit: 'flagged',
      });
      if (!counts) return;
      await suspendTrust(number);
      await update('keep flagged call', number, {
        UpdateExpression: 'ADD flaggedCalls :call',
        ConditionExpression: 'attribute_not_exists(flaggedCalls) OR size(flaggedCalls) < :most',
        ExpressionAttributeValues: { ':call': new Set([callSid]), ':most': MOST_FLAGGED_CALLS },
      }).catch(ignoreConflict);
    },

    unflag: async (number, callSid, before) => {
      await evidence.withdrawComplaint(number, flagOf(callSid), before);
      const { Attributes } = await update('forget flagged call', number, {
        UpdateExpression: 'DELETE flaggedCalls :call',
        ExpressionAttributeValues: { ':call': new Set([callSid]) },
        ReturnValues: 'ALL_NEW',
      });
      if (Attributes?.flaggedCalls === undefined) await restoreTrust(number);
    },

    withdrawReport: async (number, reporter, before) => {
      await evidence.withdrawComplaint(number, reportOf(reporter), before);
      await update('forget reporter', number, {
        UpdateExpression: 'DELETE reporters :reporter, claimants :reporter',
        ExpressionAttributeValues: { ':reporter': new Set([reporter]) },
      });
    },

    forgetBlocks: async (number) => {
      await update('forget automatic blocks', number, { UpdateExpression: 'REMOVE automaticBlocks' });
    },
  };
}

const flagOf = (callSid: string) => `flag:${callSid}` as const;
const reportOf = (reporter: Identity) => `report:${reporter}` as const;
