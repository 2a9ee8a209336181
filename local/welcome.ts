// What `npm start` prints once the hotline answers calls.
import { resolve } from 'node:path';
import { writtenNumber } from '../core/numbers/number-words.ts';
import { ROUTES } from '../functions/routes.ts';
import type { Configuration } from './configuration.ts';
import type { Hotline } from './hotline.ts';

/** Addresses and numbers of the hotline, and commands that work as printed in a second terminal. */
export function welcome(
  { publicUrl, settings, degraded }: Pick<Hotline, 'publicUrl' | 'settings' | 'degraded'>,
  { adminToken, dataDir }: Pick<Configuration, 'adminToken' | 'dataDir'>,
): string {
  const { hotline, departments } = settings;
  const staff = departments.flatMap(({ members }) =>
    members.map(({ name, number }) => `${writtenNumber(number, hotline.region)} (${name})`),
  );
  const command = hotlineCommand(dataDir);
  const lines = [
    ['Console', `${publicUrl}/#token=${adminToken}`],
    ['Phone', `${publicUrl}/phone#token=${adminToken}`],
    ['Report page', `${publicUrl}${ROUTES['report.page'].path}`],
    ['API', `${publicUrl}/api/openapi.json`],
    ['Token', adminToken],
    ['Hotline', writtenNumber(hotline.number, hotline.region)],
    ['Staff', staff.join(', ')],
    ['Data', dataDir],
    ['Call it', `${command} call --from +13125550177`],
    ['Without keys', `${command} call --from +13125550177 --keys "challenge,1" --staff accept`],
    ['All commands', `${command} --help`],
    [
      'Ask the API',
      `curl -H "Authorization: Bearer ${adminToken}" -H "X-Audit-Reason: test" ${publicUrl}/api/lookup/+13125550166`,
    ],
  ];
  const width = Math.max(...lines.map(([label = '']) => label.length));
  const table = lines.map(([label = '', value = '']) => `  ${label.padEnd(width)}  ${value}`).join('\n');
  const warning = degraded
    ? '\n  The database does not answer: calls are taken, lists and API have to wait. It is tried again.\n'
    : '';
  return `\nHotline Guard is running. Ctrl-C stops it.\n\n${table}\n${warning}\n`;
}

/** The command finds address and token in DATA_DIR, so another DATA_DIR must be named in every terminal. */
function hotlineCommand(dataDir: string): string {
  if (dataDir === resolve('.hotline')) return 'npx hotline';
  return `DATA_DIR=${quotedForShell(dataDir)} npx hotline`;
}

const quotedForShell = (text: string): string =>
  /^[\w./-]+$/.test(text) ? text : `'${text.replaceAll("'", String.raw`'\''`)}'`;
