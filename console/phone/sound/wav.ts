// Telephone sound as a file, as the simulated carrier takes it: WAV, 8 kHz, 16 bit, mono.

export const SAMPLES_PER_SECOND = 8000;
const HEADER_BYTES = 44;

export function wavOf(samples: Int16Array): Uint8Array {
  const file = new DataView(new ArrayBuffer(HEADER_BYTES + samples.length * 2));
  const word = (at: number, text: string): void => {
    for (const [index, letter] of [...text].entries()) file.setUint8(at + index, letter.charCodeAt(0));
  };
  word(0, 'RIFF');
  file.setUint32(4, file.byteLength - 8, true);
  word(8, 'WAVEfmt ');
  file.setUint32(16, 16, true);
  file.setUint16(20, 1, true);
  file.setUint16(22, 1, true);
  file.setUint32(24, SAMPLES_PER_SECOND, true);
  file.setUint32(28, SAMPLES_PER_SECOND * 2, true);
  file.setUint16(32, 2, true);
  file.setUint16(34, 16, true);
  word(36, 'data');
  file.setUint32(40, samples.length * 2, true);
  for (const [index, sample] of samples.entries()) file.setInt16(HEADER_BYTES + index * 2, sample, true);
  return new Uint8Array(file.buffer);
}
