// What a package is about, in words.
import type { PackageView } from '../../../functions/admin/contract.ts';
import { lastDayOf } from '../../../core/lists/expiry.ts';
import { dayOf, zoneOf } from '../../shell/clock.ts';
import { useSignedIn } from '../../api/api-context.ts';
import { useFormat } from '../../words/format.ts';
import { useWords } from '../../words/index.ts';

type About = PackageView['about'];

/** A period is told in days of the hotline's time zone, as it is requested; its last day is included. */
export function useAboutWords(): (about: About) => string {
  const { evidence } = useWords();
  const format = useFormat();
  const timeZone = zoneOf(useSignedIn().settings);
  return (about) => {
    switch (about.kind) {
      case 'case':
        return evidence.about.case(about.caseNumber);
      case 'number':
        return format.phone(about.number);
      case 'period':
        return evidence.about.period(
          format.day(dayOf(about.from, timeZone)),
          format.day(lastDayOf(about.to, timeZone)),
        );
    }
  };
}
