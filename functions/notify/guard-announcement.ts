// Tells of each change of the guard's level once, whoever made it: the API at once, the watch for everybody else and
// for a level that has run out. What a job did goes into the audit log here; what a person did is there already.
import { SPEND_GUARD, WATCH } from '../../core/guard/attack.ts';
import type { AuditEntry } from '../../core/call/audit.ts';
import { lastChange, type GuardChange } from '../../core/guard/guard-state.ts';
import type { StoredGuard } from '../../store/settings/settings-items.ts';
import { commit } from '../commit.ts';
import type { Runtime } from '../runtime.ts';

type Watcher = typeof WATCH | typeof SPEND_GUARD;

export async function announceGuardLevel(state: StoredGuard, runtime: Runtime): Promise<void> {
  const change = lastChange(state, runtime.now(), WATCH);
  if (state.announced === change.id) return;
  const { level, at, by, until } = change;
  if (by === WATCH || by === SPEND_GUARD)
    await commit([{ kind: 'audit', entry: entryOf(change, by, state) }], runtime);
  if (!(await runtime.store.guard.announce(state, change.id))) return;
  runtime.log.warn('guard level changed', { guardLevel: level });
  const because = change.relaxed ? undefined : state.because;
  const notice = {
    kind: 'guard-level',
    at,
    level,
    by,
    ...(until === undefined ? {} : { until }),
    ...(because === undefined ? {} : { because }),
  } as const;
  await commit([{ kind: 'notify', notice }], runtime);
}

const entryOf = (
  { id, level, at, until, relaxed }: GuardChange,
  by: Watcher,
  { why }: StoredGuard,
): AuditEntry => ({
  key: `guard:${id}`,
  at,
  by,
  action: `${by}.${relaxed ? 'relax' : 'raise'}`,
  record: 'guard',
  detail: [
    level,
    until === undefined ? '' : ` until ${until}`,
    relaxed || why === undefined ? '' : `: ${why}`,
  ].join(''),
});
