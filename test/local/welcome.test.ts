// The commands that `npm start` prints are typed into another terminal as they are.
import { resolve } from 'node:path';
import { expect, test } from '@jest/globals';
import { welcome } from '../../local/welcome.ts';
import { SEED_SETTINGS } from '../../local/seed/seed-settings.ts';

const printed = (dataDir: string): string =>
  welcome(
    { publicUrl: 'http://localhost:4300', settings: SEED_SETTINGS, degraded: false },
    { adminToken: 'the-token', dataDir },
  );

test.each([
  ['the default folder needs no variable', resolve('.hotline'), 'npx hotline call'],
  ['another folder is named', '/tmp/second-hotline', 'DATA_DIR=/tmp/second-hotline npx hotline call'],
  ['a space is quoted', '/tmp/my hotline', "DATA_DIR='/tmp/my hotline' npx hotline call"],
  ['a quote is quoted', "/tmp/ada's", String.raw`DATA_DIR='/tmp/ada'\''s' npx hotline call`],
])('%s', (_, dataDir, command) => {
  expect(printed(dataDir)).toContain(`  ${command} --from +13125550177\n`);
});

test('the API is asked at the port that the hotline runs on, with its token', () => {
  expect(printed(resolve('.hotline'))).toContain(
    'curl -H "Authorization: Bearer the-token" -H "X-Audit-Reason: test" http://localhost:4300/api/lookup/+13125550166\n',
  );
});
