// Numbers in the tables of a terminal: as people write them where the hotline is.
import { writtenNumber } from '../../core/numbers/number-words.ts';
import { CommandError, type Connection } from '../connection.ts';

export type WriteNumber = (number: string) => string;

/**
 * For output that people read; `--json` keeps numbers in E.164. While the settings cannot be read, numbers stay as they
 * are: a call can be placed though the store is gone.
 */
export async function numberWriter({ api }: Pick<Connection, 'api'>): Promise<WriteNumber> {
  try {
    const { hotline } = (await api.call('settings.get', {})).body;
    return (number) => writtenNumber(number, hotline.region);
  } catch (error) {
    if (error instanceof CommandError) return (number) => number;
    throw error;
  }
}

/** Scripts get numbers as the API has them, and pay no second request. */
export const writerFor = (
  connection: Connection,
  { json }: { readonly json: boolean },
): Promise<WriteNumber> | WriteNumber => (json ? (number) => number : numberWriter(connection));
