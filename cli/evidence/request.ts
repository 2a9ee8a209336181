// `hotline evidence request`.
import type { SentBodyOf } from '../../functions/admin/contract.ts';
import { CommandError, type Connection } from '../connection.ts';
import { printPackage } from './packages.ts';

type Body = SentBodyOf<'evidence.post'>;

export interface RequestFlags {
  readonly case?: string;
  readonly number?: string;
  readonly from?: string;
  readonly to?: string;
  readonly authority: string;
  readonly requestNumber: string;
  readonly legalBasis: string;
  readonly officer?: string;
  readonly received?: string;
  readonly json: boolean;
}

/** @throws {CommandError} */
export async function requestPackage(connection: Connection, flags: RequestFlags): Promise<void> {
  const { authority, requestNumber, legalBasis, officer, received, json } = flags;
  const { body } = await connection.api.call('evidence.post', {
    body: {
      about: aboutIn(flags),
      authority,
      requestNumber,
      legalBasis,
      ...(officer === undefined ? {} : { officer }),
      ...(received === undefined ? {} : { receivedAt: received }),
    },
  });
  await printPackage(connection, body, { json });
}

/** @throws {CommandError} where the options name nothing, or more than one thing */
export function aboutIn({ case: caseNumber, number, from, to }: Partial<RequestFlags>): Body['about'] {
  const period = from !== undefined || to !== undefined;
  const given = [caseNumber !== undefined, number !== undefined, period].filter(Boolean).length;
  if (given !== 1)
    throw new CommandError('Say what the package is about: --case, --number, or --from with --to.');
  if (caseNumber !== undefined) return { kind: 'case', caseNumber };
  if (number !== undefined) return { kind: 'number', number };
  if (from === undefined || to === undefined)
    throw new CommandError('A period needs --from and --to, like --from 2026-11-01 --to 2026-11-30.');
  return { kind: 'period', from, to };
}
