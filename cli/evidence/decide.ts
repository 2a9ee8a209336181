// `hotline evidence approve`, `refuse` and `make`.
import type { Connection } from '../connection.ts';
import { printPackage } from './packages.ts';

interface Output {
  readonly json: boolean;
}

export async function decideOnPackage(
  connection: Connection,
  what: 'evidence.approve' | 'evidence.make',
  id: string,
  output: Output,
): Promise<void> {
  const { body } = await connection.api.call(what, { params: { package: id } });
  await printPackage(connection, body, output);
}

export async function refusePackage(
  connection: Connection,
  id: string,
  { reason, ...output }: Output & { readonly reason: string },
): Promise<void> {
  const { body } = await connection.api.call('evidence.refuse', {
    params: { package: id },
    body: { reason },
  });
  await printPackage(connection, body, output);
}
