// The two tones of each key: ITU-T Q.23.

const ROWS = [697, 770, 852, 941] as const;
const COLUMNS = [1209, 1336, 1477] as const;
const KEYS = ['123', '456', '789', '*0#'] as const;

/** The two frequencies of a key; undefined for what is no key. */
export function frequenciesOf(key: string): readonly [number, number] | undefined {
  const row = KEYS.findIndex((keys) => key !== '' && keys.includes(key));
  const column = KEYS[row]?.indexOf(key) ?? -1;
  const [low, high] = [ROWS[row], COLUMNS[column]];
  return low === undefined || high === undefined ? undefined : [low, high];
}
