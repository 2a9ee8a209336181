// The block list was changed by a person: partners are to be told, without anybody waiting for it.
import { defer } from '../commit.ts';
import type { Runtime } from '../runtime.ts';

export const tellPartners = (runtime: Runtime): Promise<void> => defer({ kind: 'update-shares' }, runtime);
