// What the phone page sends into the call, and the tones of its keys.
import { expect, test } from '@jest/globals';
import { wavOf } from '../../../console/phone/sound/wav.ts';
import { frequenciesOf } from '../../../console/phone/sound/key-frequencies.ts';
import { encodeWav, tone } from '../../../carrier/recordings/wav.ts';

test('the browser writes sound as the carrier does, byte for byte', () => {
  for (const samples of [new Int16Array(0), tone(0.5), Int16Array.of(-32_768, 32_767, 0)]) {
    expect(Buffer.from(wavOf(samples))).toEqual(Buffer.from(encodeWav(samples)));
  }
});

test.each([
  ['1', [697, 1209]],
  ['5', [770, 1336]],
  ['9', [852, 1477]],
  ['*', [941, 1209]],
  ['0', [941, 1336]],
  ['#', [941, 1477]],
  ['A', undefined],
  ['', undefined],
])('key "%s" sounds as Q.23 says', (key, frequencies) => {
  expect(frequenciesOf(key)).toEqual(frequencies);
});
