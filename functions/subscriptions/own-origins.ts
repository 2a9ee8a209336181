// The names under which this hotline's own findings come back in the lists of partners.
import type { Runtime } from '../runtime.ts';

export async function ownOrigins({ settings }: Runtime): Promise<readonly string[]> {
  const { hotline, evidence } = await settings.current();
  return [...Object.values(hotline.company), evidence.organization].filter((name) => name !== '');
}
