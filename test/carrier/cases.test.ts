// Twilio's documented behaviour, case by case (twiml-cases.json names the source of each).
import { describe, expect, test } from '@jest/globals';
import cases from './twiml-cases.json' with { type: 'json' };
import { PlayedCase, type Expectation, type PlayOptions, type TwimlCase } from './case-adapter.ts';

interface Held {
  readonly because: string;
  /** What happens here instead. */
  readonly instead: readonly Expectation[];
}

/** Cases that contradict Twilio's own documentation. */
const HELD_WRONG: Readonly<Record<string, Held>> = {
  'redirect-empty': {
    because:
      'asserted by another emulator; an empty URL is a relative reference to the document itself (RFC 3986, 4.4), which is requested again.',
    instead: [{ request: { method: 'POST', url: 'https://www.example.com/twiml.xml' } }],
  },
  'play-404-fails': {
    because: 'another emulator ends the call; Twilio logs 11200 and goes on with the next verb.',
    instead: [{ error: 11200 }, { callEnds: 'completed' }],
  },
};

/** Observed requests came without their documents. */
const DOCUMENTS: Readonly<Record<string, string>> = {
  'gather-action-real-params': '<Response><Gather numDigits="6" action="/a"/></Response>',
  'gather-empty-result-params': '<Response><Gather actionOnEmptyResult="true" action="/a"/></Response>',
};

const OPTIONS: Readonly<Record<string, PlayOptions>> = {
  // The older documentation; the carrier can be told to follow it.
  'record-empty-falls-through-OLD': { emptyRecording: 'falls-through' },
  'gather-action-real-params': { forwardedFrom: '+4922112345' },
};

const all: readonly TwimlCase[] = cases.cases;

const completed = (one: TwimlCase): TwimlCase => {
  const document = DOCUMENTS[one.id];
  const held = HELD_WRONG[one.id];
  return {
    ...one,
    ...(document === undefined ? {} : { documents: { 'https://example.com/start': document } }),
    ...(held === undefined ? {} : { expect: held.instead }),
  };
};

test.each(all.map((one) => [one.id, one.source, completed(one)] as const))(
  '%s (%s)',
  async (id, _source, one) => {
    const played = new PlayedCase(one, OPTIONS[id]);
    await played.play();
    expect(played.missing()).toEqual([]);
  },
);

describe('the adapter', () => {
  test('every special treatment is of a case that exists', () => {
    const ids = new Set(all.map(({ id }) => id));
    for (const table of [HELD_WRONG, DOCUMENTS, OPTIONS]) {
      expect(Object.keys(table).filter((id) => !ids.has(id))).toEqual([]);
    }
  });

  const [first] = all;
  test.each([
    [{ expect: [{ danceS: 1 }] }, 'no expectation of the kind "danceS"'],
    [{ events: [{ yawn: 1 }] }, 'no event of the kind "yawn"'],
    [{ expect: [{ request: { colour: 'red' } }] }, 'no expectation of a request is called colour'],
  ])('does not pass over %j', async (change, words) => {
    const play = async (): Promise<void> => {
      const played = new PlayedCase({ ...first!, ...change });
      await played.play();
      played.missing();
    };
    await expect(play()).rejects.toThrow(words);
  });

  test.each([
    [{ say: 'Something else' }],
    [{ callEnds: 'failed' }],
    [{ request: { url: 'https://example.com/other' } }],
    [{ error: 12100 }],
    [{ neverSaid: "We didn't receive any input. Goodbye!" }],
  ])('sees that %j is not so', async (expectation) => {
    const played = new PlayedCase({ ...first!, expect: [expectation] });
    await played.play();
    expect(played.missing()).toHaveLength(1);
  });
});
