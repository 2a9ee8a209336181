// Changed settings that wait for a second person.
import { SETTINGS } from '../../console/words/en-us/settings/index.ts';
import { localTime } from '../terminal/times.ts';
import { printable } from '../terminal/tables.ts';
import { type ListOptions, print } from '../terminal/printed.ts';
import type { Connection } from '../connection.ts';
export async function listProposals({ api }: Connection, { json }: Pick<ListOptions, 'json'>): Promise<void> {
  const { items } = (await api.call('settings.proposals', {})).body;
  const header = ['proposal', 'by', 'proposed', 'replaces', 'needs approval because of'];
  print(items, { json, limit: items.length }, header, (one) => [
    String(one.proposal),
    printable(one.proposedBy),
    localTime(one.proposedAt),
    `version ${String(one.replaces)}`,
    one.changes.map((change) => SETTINGS.proposals.changes[change]).join(', '),
  ]);
}

export async function approveProposal({ api }: Connection, proposal: string): Promise<void> {
  const { version = 0 } = await api.call('settings.proposal.approve', { params: { proposal } });
  process.stdout.write(`Approved. In effect as version ${String(version)}.\n`);
}

export async function refuseProposal({ api }: Connection, proposal: string): Promise<void> {
  await api.call('settings.proposal.delete', { params: { proposal } });
  process.stdout.write(`Proposal ${proposal} removed. The settings stay as they are.\n`);
}
