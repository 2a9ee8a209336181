// `hotline privacy requests`, `decide`, `export` and `erase`: what people read, and what is sent for them.
import { afterEach, beforeEach, describe, expect, jest, test } from '@jest/globals';
import type { ApiClient } from '../../api-client/client.ts';
import type { Connection } from '../../cli/connection.ts';
import { decideRequest, eraseNumber, exportNumber, requests } from '../../cli/privacy/requests.ts';
import type { RightsView } from '../../functions/admin/contract.ts';

const request: RightsView = {
  id: 'P20261124-0123456789ab',
  kind: 'correct',
  status: 'open',
  number: '+13125550177',
  channel: 'page',
  proof: 'our-call',
  language: 'en-US',
  receivedAt: '2020-01-01T00:00:00Z',
  dueAt: '2020-01-22T00:00:00Z',
  text: 'That was\u0007 not me.',
  history: [],
  version: 3,
};
const CALL = `CA${'0'.repeat(32)}`;

const asked: { readonly id: string; readonly given: object }[] = [];
const api = {
  page: () => Promise.resolve({ items: [request] }),
  call: (id: string, given: object) => {
    asked.push({ id, given });
    if (id === 'rights.get') return Promise.resolve({ body: request, version: request.version });
    return Promise.resolve({ body: { id: request.id, number: request.number } });
  },
} as unknown as ApiClient;
const connection = { api } as Connection;

let printed = '';
beforeEach(() => {
  asked.length = 0;
  printed = '';
  jest.spyOn(process.stdout, 'write').mockImplementation((text) => {
    printed += String(text);
    return true;
  });
});
afterEach(() => {
  jest.restoreAllMocks();
});

test('requests say what is asked for, how it was proven, and that an answer is overdue', async () => {
  await requests(connection, { status: 'open' }, { limit: 20, json: false });
  expect(printed).toContain(request.id);
  expect(printed).toMatch(/That was +not me\./);
  expect(printed).toContain('The hotline called the number');
  expect(printed).toContain('OVERDUE');
});

describe('a decision', () => {
  test.each([
    [{ carryOut: true } as const, { decision: 'carry-out' }],
    [{ answer: 'Yes.' }, { decision: 'answer', answer: 'Yes.' }],
    [{ refuse: 'repeated' } as const, { decision: 'refuse', refusal: 'repeated' }],
    [
      { answer: 'Yes.', correct: 'A wrong number.', record: ['123456', CALL, '+1 312 555 0177'] },
      {
        decision: 'answer',
        answer: 'Yes.',
        correction: {
          text: 'A wrong number.',
          records: [
            { record: 'case', id: '123456' },
            { record: 'call', id: CALL },
            { record: 'listing', id: '+1 312 555 0177' },
          ],
        },
      },
    ],
  ])('%j is sent for the version that was read', async (flags, body) => {
    await decideRequest(connection, request.id, flags);
    expect(asked.at(-1)).toMatchObject({ id: 'rights.decide', given: { body, version: 3 } });
    expect(printed).toContain(request.id);
  });

  test.each([[{}], [{ carryOut: true, answer: 'Yes.' } as const], [{ answer: 'Yes.', correct: 'x' }]])(
    '%j is none, and nothing is sent',
    async (flags) => {
      await expect(decideRequest(connection, request.id, flags)).rejects.toThrow('--answer');
      expect(asked).toEqual([]);
    },
  );
});

test('an export is JSON, an erasure names its request, and both say why', async () => {
  await exportNumber(connection, '+13125550177', { why: 'letter' });
  expect(JSON.parse(printed)).toMatchObject({ number: '+13125550177' });
  expect(asked.at(-1)).toMatchObject({ id: 'people.export', given: { why: 'letter' } });
  await eraseNumber(connection, '+13125550177', { why: 'letter', name: ['Ada Quist'] });
  expect(asked.at(-1)).toMatchObject({ given: { body: { why: 'letter', words: ['Ada Quist'] } } });
  expect(printed).toContain(`request ${request.id}`);
});
