// Lines `learn,<date or time>,<E.164>` and `score,<date or time>,<E.164>` in the order of time: what has been complained
// about, and what is asked. Each answer knows only the lines before it.
import { readCallerId } from '../../core/numbers/caller-id.ts';
import { LineError, quoted, written, type LineScorer } from '../line-scorer.ts';
import { NumberStream } from './number-stream.ts';

/** Lines name their country: a number without a plus is nobody's. */
const E164_ONLY = { region: '' };

export function numberLines(): LineScorer {
  const stream = new NumberStream();
  const timeOf = rememberLast(readTime);
  let skipped = 0;
  return {
    answer(line) {
      const [verb, time = '', number, ...more] = line.split(',');
      if ((verb !== 'learn' && verb !== 'score') || number === undefined || more.length > 0)
        throw new LineError(`${quoted(line)} is not learn,<date>,<number> or score,<date>,<number>`);
      const at = timeOf(time.trim());
      const caller = readCallerId(number.trim(), E164_ONLY);
      if (verb === 'learn') {
        if (caller.kind === 'number') stream.learn(caller.number, at);
        else skipped++;
        return undefined;
      }
      // A withheld caller is nobody in particular; what is no number at all is scored as one that nobody can have.
      if (caller.kind === 'withheld') return written(0);
      return written(stream.score(caller.kind === 'number' ? caller.number : undefined, at));
    },
    note: () =>
      skipped === 0
        ? undefined
        : `${skipped} learn ${skipped === 1 ? 'line was' : 'lines were'} skipped: the number is not E.164, like +13125550100.`,
  };
}

const TIME_SHAPE = /^\d{4}-\d{2}-\d{2}(?:[T ]\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?(Z|[+-]\d{2}:\d{2})?)?$/;

/** A date is its first instant, in UTC; so is a time without a zone. */
function readTime(text: string): Date {
  const shape = TIME_SHAPE.exec(text);
  const isUtc = text.length > 10 && shape?.[1] === undefined;
  const at = new Date(
    shape === null ? Number.NaN : isUtc ? `${text.replace(' ', 'T')}Z` : text.replace(' ', 'T'),
  );
  if (Number.isNaN(at.getTime()) || !isRealDay(text))
    throw new LineError(`${quoted(text)} is not a date or time like 2020-08-01 or 2020-08-01T09:30:00Z`);
  return at;
}

/** `Date` reads 31 September as 1 October. */
const isRealDay = (text: string): boolean => {
  const day = new Date(text.slice(0, 10));
  return !Number.isNaN(day.getTime()) && day.toISOString().startsWith(text.slice(0, 10));
};

/** Lines of one day share their date. */
function rememberLast<T>(read: (text: string) => T): (text: string) => T {
  let last: { readonly text: string; readonly value: T } | undefined;
  return (text) => {
    if (last?.text !== text) last = { text, value: read(text) };
    return last.value;
  };
}
