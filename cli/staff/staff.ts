// Members of staff and their PINs.
import { writerFor } from '../terminal/numbers.ts';
import { print } from '../terminal/printed.ts';
import type { Connection } from '../connection.ts';
export async function staff(connection: Connection, { json }: { readonly json: boolean }): Promise<void> {
  const { items } = (await connection.api.call('staff.page', {})).body;
  const written = await writerFor(connection, { json });
  print(items, { json, limit: items.length }, ['number', 'name', 'departments', 'PIN', 'today'], (member) => [
    written(member.number),
    member.name,
    member.departments.join(' '),
    member.pinLockedUntil === undefined ? (member.hasPin ? 'yes' : 'no') : 'locked',
    `${String(member.answeredToday)} answered${member.onCall ? ', on a call' : ''}`,
  ]);
}

export async function staffPin({ api }: Connection, number: string, pin: string): Promise<void> {
  const params = { number: asDialed(number) };
  if (pin === 'off') await api.call('staff.pin.delete', { params });
  else await api.call('staff.pin.put', { params, body: { pin } });
  process.stdout.write(
    pin === 'off'
      ? 'PIN removed. This staff member can no longer use the staff menu.\n'
      : 'PIN set. Call the hotline from that number and enter it.\n',
  );
}

export async function unlockStaff({ api }: Connection, number: string): Promise<void> {
  await api.call('staff.pin-lock.delete', { params: { number: asDialed(number) } });
  process.stdout.write('Unlocked. The PIN did not change.\n');
}

const asDialed = (number: string): string => number.replaceAll(/[\s().-]/g, '');
