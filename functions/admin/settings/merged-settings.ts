// A part of the settings over the whole: objects are merged, everything else is replaced (RFC 7396).

export function merged(whole: unknown, part: unknown): unknown {
  if (!isObject(whole) || !isObject(part)) return part;
  const kept = Object.entries(whole).filter(([key]) => part[key] !== null);
  const given = Object.entries(part)
    .filter(([, value]) => value !== null)
    .map(([key, value]): [string, unknown] => [key, merged(whole[key], value)]);
  return { ...Object.fromEntries(kept), ...Object.fromEntries(given) };
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
