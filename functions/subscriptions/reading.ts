// Which numbers of a partner are taken: one number each, that can exist, and that is not the hotline's own.
import { readNumberCell, type ReadingRules } from '../../core/lists/list-file/read-lines.ts';
import { isPrefixRule } from '../../core/lists/listing.ts';
import { isUnassignable } from '../../core/lists/number-blocks.ts';
import { isNumber } from '../../core/numbers/identity.ts';
import type { ReadingContext, ReadNumber } from '../../core/subscriptions/entry.ts';
import type { SubscriptionTerms } from '../../core/subscriptions/subscription.ts';
import { departmentOrDefault } from '../../core/departments/department.ts';
import type { Settings } from '../../core/settings/settings.ts';
import { isOurs } from '../feeds/blocks.ts';

export interface Reading {
  readonly context: ReadingContext;
  readonly rules: ReadingRules;
}

export function readingFor({ partner, country }: SubscriptionTerms, settings: Settings, now: Date): Reading {
  const readNumber: ReadNumber = (text) => {
    const read = readNumberCell(text, settings.hotline, country);
    if (!read.ok) return { ok: false, code: read.code };
    const { pattern } = read;
    // A rule for many numbers is nobody's to give: it would reach numbers that the partner knows nothing of.
    if (isPrefixRule(pattern) || !isNumber(pattern)) return { ok: false, code: 'not-a-number' };
    if (isUnassignable(pattern)) return { ok: false, code: 'unassignable' };
    return isOurs(pattern, settings) ? { ok: false, code: 'own' } : { ok: true, number: pattern };
  };
  const { timeZone } = departmentOrDefault(settings, undefined);
  return {
    context: { readNumber, now, partner },
    rules: { home: settings.hotline, timeZone, now, country },
  };
}
