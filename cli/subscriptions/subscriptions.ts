// Lists of partners: `hotline subscriptions`, and what is done about one.
import { text } from 'node:stream/consumers';
import { counted } from '../../core/basics/counted.ts';
import type { SentBodyOf, SubscriptionView } from '../../functions/admin/contract.ts';
import type { Connection } from '../connection.ts';
import { print } from '../terminal/printed.ts';

export async function subscriptions(
  { api }: Connection,
  { json }: { readonly json: boolean },
): Promise<void> {
  const { items } = (await api.call('subscriptions.page', {})).body;
  print(
    items,
    { json, limit: items.length },
    [
      'list',
      'partner',
      'kind',
      'state',
      'numbers',
      'blocked',
      'calls kept away',
      'false positives',
      'updated',
      'problem',
    ],
    (one) => [
      one.name,
      one.terms.partner,
      one.terms.kind,
      one.state,
      String(one.numbers),
      String(one.blocks),
      `${String(one.counts.kept)} of ${String(one.counts.hits)}`,
      String(one.counts.falsePositives),
      one.freshAt?.slice(0, 16) ?? 'never',
      problemOf(one),
    ],
  );
}

function problemOf({ held, failure, proposal }: SubscriptionView): string {
  if (proposal !== undefined)
    return `${proposal.by} proposed ${proposal.kind === 'create' ? 'it' : 'a change'}: another person must approve`;
  if (held !== undefined)
    return `adds ${String(held.added)} and removes ${String(held.removed)}: accept or refuse it`;
  return failure?.problem ?? '';
}

export interface AddOptions {
  readonly kind: string;
  readonly partner: string;
  readonly address: string;
  readonly trust: string;
  readonly every?: string;
  readonly blockFrom?: string;
  readonly signedBy?: string;
  readonly sightings?: string;
  readonly prefixDigits?: string;
  readonly mostChange?: string;
  readonly staleAfter?: string;
  readonly why?: string;
  readonly increments: boolean;
  readonly credentialStdin: boolean;
}

export async function addSubscription({ api }: Connection, name: string, options: AddOptions): Promise<void> {
  const [credential, ...keys] = options.credentialStdin
    ? (await text(process.stdin)).split('\n').flatMap((line) => line.trim() || [])
    : [];
  const number = (value: string | undefined): number | undefined =>
    value === undefined ? undefined : Number(value);
  const blockFrom = number(options.blockFrom);
  // The API checks the words, and says what is wrong with one.
  const terms = {
    kind: options.kind,
    partner: options.partner,
    url: options.address,
    trust: options.trust,
    increments: options.increments,
    everyMinutes: number(options.every),
    block: blockFrom === undefined ? undefined : { atLeast: blockFrom },
    signedBy: options.signedBy,
    sightingsUrl: options.sightings,
    prefixDigits: number(options.prefixDigits),
    mostChangePercent: number(options.mostChange),
    staleAfterHours: number(options.staleAfter),
  } as SentBodyOf<'subscriptions.put'>['terms'];
  const { why } = options;
  const body = { terms, credential, why, ...(keys.length === 0 ? {} : { keys }) };
  const version = await versionOf(api, name);
  const saved = await api.call('subscriptions.put', { params: { name }, body, version });
  process.stdout.write(
    saved.body.proposal === undefined
      ? `The list "${name}" is fetched within a minute. See: hotline subscriptions\n`
      : `The list "${name}" is proposed. Another person must approve it: hotline subscriptions approve ${name}\n`,
  );
}

/** Undefined where there is none yet. */
async function versionOf(api: Connection['api'], name: string): Promise<number | undefined> {
  const { items } = (await api.call('subscriptions.page', {})).body;
  return items.find((one) => one.name === name)?.version;
}

export async function decideOnProposal(
  { api }: Connection,
  name: string,
  { verb, why }: { readonly verb: 'approve' | 'refuse-proposal'; readonly why: string },
): Promise<void> {
  const request = { params: { name }, body: { why } };
  if (verb === 'approve') {
    await api.call('subscriptions.approve', request);
    process.stdout.write(`The list "${name}" is approved, and is fetched within a minute.\n`);
    return;
  }
  await api.call('subscriptions.refuse', request);
  process.stdout.write(`The proposal about the list "${name}" was refused.\n`);
}

type Verb = 'fetch' | 'accept' | 'refuse' | 'remove';

export async function actOnSubscription({ api }: Connection, name: string, verb: Verb): Promise<void> {
  const params = { name };
  const said = await done();
  process.stdout.write(`${said}\n`);

  async function done(): Promise<string> {
    if (verb === 'fetch') {
      await api.call('subscriptions.fetch', { params });
      return `The list "${name}" is updated within a minute.`;
    }
    if (verb === 'remove') {
      const { body } = await api.call('subscriptions.delete', { params });
      return `List "${name}" ended: ${counted(body.numbers, 'number')}, ${counted(body.blocks, 'block')}.`;
    }
    const { body } = await api.call('subscriptions.decide', { params, body: { decision: verb } });
    return verb === 'accept'
      ? `List "${name}" is in force with ${counted(body.numbers, 'number')}.`
      : `The new list "${name}" was refused; ${counted(body.numbers, 'number')} of the one before stay in force.`;
  }
}
