// What would happen if this number called now: the same policy that decides real calls, asked without a call.
import { callerIdOf, identityOf, type CallerId } from '../../../core/numbers/caller-id.ts';
import { levelInForce } from '../../../core/guard/guard-state.ts';
import { scoringOf } from '../../../core/call/answers/reaching-staff/arrival.ts';
import { historyOf, screeningFacts } from '../../../core/screening/screening-facts.ts';
import type { FeedMention } from '../../../core/evidence/feed-evidence.ts';
import { describeReason, describeScoreReason } from '../../../core/screening/reasons.ts';
import { screen } from '../../../core/screening/screening.ts';
import type { Reason, ScoredScreening } from '../../../core/screening/verdict.ts';
import { ownNumbers, staffNumbers } from '../../../core/departments/staff.ts';
import { isWithheld } from '../../../core/numbers/withheld.ts';
import { suppressionToken } from '../../keyed/suppression-token.ts';
import type { Listing } from '../../../core/lists/listing.ts';
import { isNumber, type Identity } from '../../../core/numbers/identity.ts';
import type { Runtime } from '../../runtime.ts';
import type { AnswerOf } from '../contract.ts';
import { numberIn } from '../number-in.ts';
import { answer, pathSegment, type Operations } from '../operation.ts';

export const LOOKUP_OPERATIONS: Operations<'lookup'> = {
  lookup: async ({ path, query, runtime }) => {
    const settings = await runtime.settings.current();
    const callerId = await callerIn(pathSegment(path, 'number'), runtime);
    const number = identityOf(callerId);
    const own = number !== undefined && ownNumbers(settings).includes(number);
    const staff = staffNumbers(settings).filter((member) => member === number);
    const token = number === undefined ? undefined : suppressionToken(await runtime.secrets(), number);
    const incoming = await runtime.store.incoming(number, { members: staff, now: runtime.now(), token });
    const { directory, guard, members } = incoming;
    const { attestation } = query;
    const now = runtime.now();
    const observed = {
      callerId,
      attestation,
      directory,
      ...historyOf(directory),
      level: levelInForce(guard, now),
      scoring: scoringOf({ callerId, attestation }, { ...incoming, settings, now }),
      staff: settings.staffMenu.on && staff.some((member) => members.get(member)?.hasPin === true),
      own,
      now,
    };
    const { verdict, reasons, listing, scored } = screen(screeningFacts(observed, settings));
    const { caller } = directory;
    const view = answer('lookup', {
      number: number ?? 'withheld',
      verdict,
      reasons: reasons.map((reason) => withWords(reason, settings.hotline.region)),
      ...(listing === undefined ? {} : { listing }),
      listings: [...directory.listings],
      ...(caller?.verifiedUntil === undefined ? {} : { verifiedUntil: caller.verifiedUntil }),
      ...(caller?.language === undefined ? {} : { language: caller.language }),
      flaggedCalls: caller?.flaggedCalls?.length ?? 0,
      reporters: caller?.reporters?.length ?? 0,
      claimants: caller?.claimants?.length ?? 0,
      ...(scored === undefined ? {} : { scored: scoreView(scored) }),
      complaints: (directory.evidence?.feeds?.mentions ?? []).map(mentionView),
      ...(await sharingOf(number, directory.listings, runtime)),
    });
    return { ...view, audit: { record: number ?? 'withheld' } };
  },
};

/** Only a block of the number itself is shared: of other numbers nothing is read. */
async function sharingOf(
  number: Identity | undefined,
  listings: readonly Listing[],
  { store }: Runtime,
): Promise<Pick<AnswerOf<'lookup'>, 'sharing'>> {
  if (number === undefined || !isNumber(number)) return {};
  if (!listings.some(({ pattern, list }) => pattern === number && list === 'block')) return {};
  const [share] = await store.shares.ofNumber(number);
  if (share === undefined) return {};
  const { state, added: since, falsePositives, flaggedAt } = share;
  const flagged = flaggedAt === undefined ? {} : { flaggedAt };
  return { sharing: { state, since, falsePositives: [...falsePositives], ...flagged } };
}

async function callerIn(text: string, runtime: Runtime): Promise<CallerId> {
  if (isWithheld(text)) return { kind: 'withheld' };
  return callerIdOf(await numberIn(text, 'path /number', runtime));
}

const mentionView = ({ kinds, ...mention }: FeedMention) => ({ ...mention, kinds: [...kinds] });

/** @param region the hotline's own country */
export function withWords(reason: Reason, region: string) {
  const texts = {
    'en-US': describeReason(reason, 'en-US', region),
    'zh-CN': describeReason(reason, 'zh-CN', region),
  };
  return { ...reason, text: texts['en-US'], texts };
}

export const scoreView = ({ reasons, ...scored }: ScoredScreening) => ({
  ...scored,
  reasons: reasons.map((reason) => ({
    ...reason,
    texts: {
      'en-US': describeScoreReason(reason, 'en-US'),
      'zh-CN': describeScoreReason(reason, 'zh-CN'),
    },
  })),
});
