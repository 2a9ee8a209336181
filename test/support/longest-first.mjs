// The order of the test files. Jest begins with those that took longest the last time; on a clean checkout it knows no
// last time and goes by size, by which a small file that takes minutes would come last and be waited for alone.
import Sequencer from '@jest/test-sequencer';

/**
 * Each takes over half a minute: `npm test` prints the slowest. The first of them builds the console, if it has changed;
 * the two that run beside it have no use for it.
 */
export const LONGEST = [
  'test/console/phone/phone.test.ts',
  'test/lab/attack.test.ts',
  'test/calls/reputation.test.ts',
  'test/local/hotline.test.ts',
  'test/console/guarding.test.ts',
  'test/cdk/stack.test.ts',
  'test/console/cases-and-audit.test.ts',
  'test/console/console.test.ts',
  'test/console/sign-in.test.ts',
  'test/console/settings.test.ts',
  'test/report-page/browser.test.ts',
  'test/calls/guard-level.test.ts',
  'test/lab/simulate.test.ts',
  'test/console/tabs.test.ts',
  'test/cdk/assembly.test.ts',
  'test/functions/admin/audit/operations.test.ts',
  'test/functions/packages/evidence-package.test.ts',
];

export default class LongestFirst extends Sequencer {
  sort(tests) {
    const rank = ({ path }) => {
      const at = LONGEST.findIndex((file) => path.endsWith(`/${file}`));
      return at < 0 ? LONGEST.length : at;
    };
    // A stable sort: the others stay in Jest's own order.
    return [...super.sort(tests)].sort((a, b) => rank(a) - rank(b));
  }
}
