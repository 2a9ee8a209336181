// What is typed where a number is wanted. What is none stays as it was typed, and the API says so.
export const asPlainNumber = (text: string): number | string =>
  /^-?\d+(\.\d+)?$/.test(text.trim()) ? Number(text) : text;
