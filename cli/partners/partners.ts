// Partners that numbers are shared with, in the terminal.
import { AUDIT } from '../../console/words/en-us/audit.ts';
import { PARTNERS } from '../../console/words/en-us/partners.ts';
import type { PartnerCredential, SentBodyOf } from '../../functions/admin/contract.ts';
import type { Connection } from '../connection.ts';
import { printable, table } from '../terminal/tables.ts';
import { localTime } from '../terminal/times.ts';

interface Output {
  readonly json?: boolean;
}

const write = (text: string): void => void process.stdout.write(`${text}\n`);

export async function listPartners({ api }: Connection, { json = false }: Output): Promise<void> {
  const { body } = await api.call('partners.page', {});
  if (json) {
    for (const partner of body.items) write(JSON.stringify(partner));
    return;
  }
  if (body.items.length === 0) {
    write(PARTNERS.empty);
    return;
  }
  const { name, state, gets, use } = PARTNERS.columns;
  const rows = body.items.map((partner) => [
    partner.name,
    PARTNERS.states[partner.state],
    printable(`${partner.terms.formats.join(', ')}: ${partner.terms.categories.join(', ')}`),
    PARTNERS.used(partner.use.fetches, partner.use.numbers),
    partner.proposal === undefined
      ? ''
      : printable(PARTNERS.proposals[partner.proposal.kind](partner.proposal.by, partner.proposal.why)),
  ]);
  write(table([name, state, gets, use, 'waits'], rows));
}

interface Proposal {
  /** JSON. */
  readonly text: string;
  readonly why: string;
}

export async function proposePartner(
  { api }: Connection,
  partner: string,
  { text, why }: Proposal,
): Promise<void> {
  const params = { partner };
  const body = { ...(JSON.parse(text) as SentBodyOf<'partners.put'>), why };
  const standing = (await api.call('partners.page', {})).body.items.find(({ name }) => name === partner);
  const version = standing === undefined ? {} : { version: standing.version };
  const saved = (await api.call('partners.put', { params, body, ...version })).body;
  write(saved.proposal === undefined ? PARTNERS.done.saved : PARTNERS.done.proposed);
}

export async function approvePartner({ api }: Connection, partner: string, why: string): Promise<void> {
  const { body } = await api.call('partners.approve', { params: { partner }, body: { why } });
  write(PARTNERS.done.approve);
  if (body.credential !== undefined) writeCredential(body.credential);
}

function writeCredential({ name, token, key, keyId }: PartnerCredential): void {
  write(`\n${PARTNERS.credential(name)}. ${PARTNERS.credentialOnce}`);
  write(`${PARTNERS.token}: ${token}\n${PARTNERS.key} (${keyId}): ${key}`);
}

type Step = 'partners.refuse' | 'partners.rotate' | 'partners.suspend' | 'partners.resume';

export async function changePartner(
  { api }: Connection,
  route: Step,
  { partner, why }: { readonly partner: string; readonly why: string },
): Promise<void> {
  await api.call(route, { params: { partner }, body: { why } });
  write(`${AUDIT.actions[route]}: ${partner}.`);
}

export async function endPartner({ api }: Connection, partner: string): Promise<void> {
  await api.call('partners.delete', { params: { partner } });
  write(`${AUDIT.actions['partners.delete']}: ${partner}.`);
}

export async function listDoubts({ api }: Connection, { json = false }: Output): Promise<void> {
  const { body } = await api.call('shares.page', { query: { limit: 500 } });
  if (json) {
    for (const share of body.items) write(JSON.stringify(share));
    return;
  }
  if (body.items.length === 0) {
    write(PARTNERS.doubtedEmpty);
    return;
  }
  const { number, state, by, since } = PARTNERS.doubtedColumns;
  const rows = body.items.map((share) => [
    share.entry,
    share.number,
    PARTNERS.doubtedStates[share.state],
    share.falsePositives.join(', '),
    share.flaggedAt === undefined ? '' : localTime(share.flaggedAt),
  ]);
  write(table(['entry', number, state, by, since], rows));
}

export async function decideOnDoubt(
  { api }: Connection,
  {
    entry,
    decision,
    why,
  }: { readonly entry: string; readonly decision: 'share' | 'withdraw'; readonly why: string },
): Promise<void> {
  await api.call('shares.decide', { params: { entry }, body: { decision, why } });
  write(PARTNERS.done[decision]);
}
