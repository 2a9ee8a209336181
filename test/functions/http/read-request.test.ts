// What a query says: a plus that was sent as it is, before a number or the offset of a time, is that plus.
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { HttpEvent } from '../../../functions/http/lambda-http.ts';
import { queryOf } from '../../../functions/http/read-request.ts';

const read = (rawQueryString: string): Record<string, string> => queryOf({ rawQueryString } as HttpEvent);

describe('a raw plus', () => {
  test.each([
    ['caller=+13125550177', { caller: '+13125550177' }],
    ['caller=%2B13125550177', { caller: '+13125550177' }],
    ['caller=%2b13125550177', { caller: '+13125550177' }],
    ['caller=%2013125550177', { caller: '+13125550177' }],
    ['caller= 13125550177', { caller: '+13125550177' }],
    ['limit=5&caller=+44+(0)20+7946+0018', { limit: '5', caller: '+44 (0)20 7946 0018' }],
    ['text=+860755*', { text: '+860755*' }],
    ['by=staff:+13125550111', { by: 'staff:+13125550111' }],
    ['by=staff%3A+13125550111', { by: 'staff:+13125550111' }],
    ['from=2026-11-24T09:00:00+08:00', { from: '2026-11-24T09:00:00+08:00' }],
    ['to=2026-11-24T09%3A00%3A00.000+08%3A00', { to: '2026-11-24T09:00:00.000+08:00' }],
  ])('%s', (query, params) => {
    expect(read(query)).toEqual(params);
  });
});

describe('a plus that is a space', () => {
  test.each([
    ['q=partner+bank', { q: 'partner bank' }],
    ['q=desk+24', { q: 'desk 24' }],
    ['q=note:+5', { q: 'note: 5' }],
    ['caller=312+555+0177', { caller: '312 555 0177' }],
    ['a=1=2+3&b', { a: '1=2 3', b: '' }],
    ['', {}],
  ])('%s', (query, params) => {
    expect(read(query)).toEqual(params);
  });
});

test('what is encoded as it should be arrives as it was', () => {
  const value = fc.string({ unit: 'grapheme' }).filter((text) => !/^ \d|^staff: \d|T[\d:.]+ \d/i.test(text));
  fc.assert(
    fc.property(value, (text) => {
      expect(read(new URLSearchParams({ q: text }).toString())).toEqual({ q: text });
    }),
  );
});
