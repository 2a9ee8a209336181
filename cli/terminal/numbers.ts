// Numbers in the tables of a terminal: as people write them where the hotline is.
import { writtenNumber } from '../../core/numbers/number-words.ts';
import type { AnswerOf } from '../../functions/admin/contract.ts';
import { CommandError, requestJson, type Connection } from '../connection.ts';

export type WriteNumber = (number: string) => string;

/**
 * For output that people read; `--json` keeps numbers in E.164. While the settings cannot be read, numbers stay as they
 * are: a call can be placed though the store is gone.
 */
export async function numberWriter(connection: Connection): Promise<WriteNumber> {
  try {
    const { hotline } = await requestJson<AnswerOf<'settings.get'>>(connection, '/api/settings');
    return (number) => writtenNumber(number, hotline.region);
  } catch (error) {
    if (error instanceof CommandError) return (number) => number;
    throw error;
  }
}
