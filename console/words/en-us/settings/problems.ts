// What is wrong with a field, in plain words. The API says most of it as it is to be read; what its schemas say of
// themselves is put into words here.
const KNOWN: readonly (readonly [RegExp, string])[] = [
  [
    /^must not be empty|^must say why|^Too small: expected string|^Invalid input: expected string/,
    'Fill in this field.',
  ],
  [/^Too small: expected number to be >=?\s*([\d.]+)/, 'Enter $1 or more.'],
  [/^Too big: expected number to be <=?\s*([\d.]+)/, 'Enter $1 or less.'],
  [/^Too big: expected string to have <=?\s*(\d+)/, 'Enter at most $1 characters.'],
  [/^Too small: expected array/, 'Choose at least one.'],
  [/^Invalid input: expected (?:number|int)/, 'Enter a whole number.'],
  [/^Invalid option/, 'Choose one of the options.'],
  [/^Invalid ISO date/, 'Choose a day.'],
  [/^Invalid email/, 'Enter a valid email address.'],
];

export function problem(text: string): string {
  for (const [pattern, words] of KNOWN) {
    const found = pattern.exec(text);
    if (found !== null) return words.replace('$1', found[1] ?? '');
  }
  return text;
}
